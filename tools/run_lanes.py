"""Runs the tests in three lanes, each a pytest process of its own, and adds up what they say.

SQLite always; PostgreSQL when DATABASE_URL names one or a local server answers; the browser when Chromium is found.
`--all` makes every lane mandatory and adds the wheel; `--postgres-answers` only says whether a server does.
The last line is `N passed, N failed, N skipped`.
"""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import psycopg

ROOT: Final = Path(__file__).resolve().parents[1]
VAR: Final = ROOT / "var"
LOCAL_SERVERS: Final = ("postgres://postgres@127.0.0.1:5432/postgres", "postgres://root@127.0.0.1:5432/postgres")
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET: Final = ["-q", "--no-header", "-p", "no:cacheprovider"]
IN_PARALLEL: Final = ["-n", "2", "--dist", "worksteal"]
WITHOUT: Final = ["--ignore=tests/browser", "--ignore=tests/bench"]


@dataclass
class Lane:
    """One pytest process: what it runs, and why it may not run."""

    name: str
    arguments: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    missing: str = ""


@dataclass
class Count:
    """How many tests passed, failed and were skipped. An error is a failure."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def lanes(*, whole: bool) -> list[Lane]:
    """The lanes of this machine."""
    postgres, browser = postgres_address(), browser_path()
    found = [
        Lane("SQLite", ["tests", *WITHOUT, "-m", "not wheel and not postgres", *IN_PARALLEL]),
        Lane(
            "PostgreSQL",
            ["tests", *WITHOUT, "-m", "not wheel", *IN_PARALLEL],
            {"DATABASE_URL": postgres},
            "" if postgres else "DATABASE_URL names no PostgreSQL, and no server answers on 127.0.0.1:5432",
        ),
        Lane(
            "browser",
            ["tests/browser"],
            {"CHROMIUM": browser, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"},
            "" if browser else f"none of {', '.join(BROWSERS)} is installed",
        ),
    ]
    return [*found, Lane("wheel", ["tests", *WITHOUT, "-m", "wheel"])] if whole else found


def postgres_address() -> str:
    """The server to test on: that of DATABASE_URL, else a local one that lets us in and create databases."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith("postgres"):
        return named
    for address in LOCAL_SERVERS:
        try:
            with psycopg.connect(address, connect_timeout=2) as server:
                row = server.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        except psycopg.Error:
            continue
        if row and row[0]:
            return address
    return ""


def browser_path() -> str:
    """Chromium: that of CHROMIUM, else the first on the path."""
    return os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), "")


def run(lane: Lane) -> Count:
    """Run one lane, let its output through, and count its report."""
    report = VAR / f"lane-{lane.name.lower()}.xml"
    report.unlink(missing_ok=True)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "academy.site.settings.test"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "pytest", *QUIET, *lane.arguments, f"--junitxml={report}", "-o", "junit_family=xunit1"]
    say(f"\n== {lane.name}: pytest {' '.join(lane.arguments)}")
    begun = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env={**environment, **lane.environment}, check=False).returncode
    count = counted(report)
    if code and not count.failed:
        say(f"{lane.name}: {'nothing was collected' if code == 5 else f'pytest ended with {code}'}")
        count += Count(failed=1)
    say(f"== {lane.name}: {count} in {time.monotonic() - begun:.0f} s")
    return count


def counted(report: Path) -> Count:
    """Count the cases of a JUnit report; one that failed and then broke down is one failure."""
    count = Count()
    if not report.exists():
        return count
    outcomes: dict[tuple[str, str], set[str]] = {}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314  (pytest has just written this file)
        outcomes.setdefault((case.get("classname", ""), case.get("name", "")), set()).update(child.tag for child in case)
    for tags in outcomes.values():
        if tags & {"failure", "error"}:
            count += Count(failed=1)
        else:
            count += Count(skipped=1) if "skipped" in tags else Count(passed=1)
    return count


def main(arguments: list[str]) -> int:
    if "--postgres-answers" in arguments:
        return 0 if postgres_address() else 1
    whole = "--all" in arguments
    VAR.mkdir(exist_ok=True)
    total = Count()
    for lane in lanes(whole=whole):
        if lane.missing:
            say(f"\n== {lane.name}: {'missing' if whole else 'skipped'}, because {lane.missing}.")
            total += Count(failed=1) if whole else Count(skipped=1)
        else:
            total += run(lane)
    say(f"\n{total}")
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
