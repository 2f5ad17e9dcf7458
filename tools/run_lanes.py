"""Runs the tests in lanes, each a pytest process of its own, and adds up what they say.

SQLite always; PostgreSQL when DATABASE_URL names one or a local server answers, with what a database decides; the browser
when Chromium is found. `--gate` makes every lane mandatory, adds another day and the wheel, and says how long the gate took; `--all` runs
everything on both databases and on another day, and the wheel in every host. `--postgres-answers` only says whether a server does.
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
STEPS: Final = VAR / "gate-steps.tsv"  # begun by .ci/run: when each step of the gate began
EVERY_DAY: Final = ""
LOCAL_SERVERS: Final = ("postgres://postgres@127.0.0.1:5432/postgres", "postgres://root@127.0.0.1:5432/postgres")
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET: Final = ["-q", "--no-header", "-p", "no:cacheprovider"]
IN_PARALLEL: Final = ["-n", "2", "--dist", "worksteal"]
WITHOUT: Final = ["--ignore=tests/browser", "--ignore=tests/bench"]
# What each lane selects: every day and in the gate, and in `make test-all`.
QUICK: Final = "not wheel and not hosts and not exhaustive"
EVERYTHING: Final = "not wheel and not hosts"
DATABASE_DECIDES: Final = "(race or postgres or databases)"
# No test may count on the day on which it runs. The gate asks those that are about days; the others rarely break.
ANOTHER_DAY: Final = {"ACADEMY_TEST_CLOCK_DAYS": "400"}
ABOUT_DAYS: Final = ["tests/certification", "tests/people/test_tokens.py", "tests/people/test_session.py", "tests/people/test_throttle.py"]


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


def lanes(extent: str) -> list[Lane]:
    """The lanes of this machine, for `--gate`, for `--all`, or for every day."""
    everything = extent == "--all"
    postgres, browser = postgres_address(), browser_path()
    found = [
        Lane("SQLite", ["tests", *WITHOUT, "-m", f"{EVERYTHING if everything else QUICK} and not postgres", *IN_PARALLEL]),
        Lane(
            "PostgreSQL",
            ["tests", *WITHOUT, "-m", EVERYTHING if everything else f"{QUICK} and {DATABASE_DECIDES}", *IN_PARALLEL],
            {"DATABASE_URL": postgres},
            "" if postgres else "DATABASE_URL names no PostgreSQL, and no server answers on 127.0.0.1:5432",
        ),
        Lane(
            "browser",
            ["tests/browser", *([] if everything else ["-m", QUICK]), *IN_PARALLEL],
            {"CHROMIUM": browser, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"},
            "" if browser else f"none of {', '.join(BROWSERS)} is installed",
        ),
    ]
    if extent == EVERY_DAY:
        return found
    days = (
        ["tests", *WITHOUT, "-m", f"{EVERYTHING} and not postgres"]
        if everything
        else [*ABOUT_DAYS, "-m", f"{QUICK} and not postgres and not race"]
    )
    found.append(Lane("another day", [*days, *IN_PARALLEL], ANOTHER_DAY))
    return [*found, Lane("wheel", ["tests", *WITHOUT, "-m", "wheel or hosts" if everything else "wheel and not exhaustive"])]


def begin_step(name: str) -> None:
    """Note when a step of the gate begins."""
    with STEPS.open("a") as steps:
        steps.write(f"{time.time():.0f}\t{name}\n")


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


def make_templates(found: list[Lane]) -> None:
    """Make the template databases of both kinds beside each other, so that no lane waits for them."""
    say("\n== template databases")
    addresses = {lane.environment.get("DATABASE_URL", "") for lane in found if not lane.missing}
    command = [sys.executable, "-m", "tests.databases"]
    for process in [subprocess.Popen(command, cwd=ROOT, env=environment_of({"DATABASE_URL": address})) for address in addresses]:
        process.wait()  # a lane that misses its templates makes them, and shows why that fails


def environment_of(lane: dict[str, str]) -> dict[str, str]:
    """The environment of this process, with the test settings and the lane's own database."""
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**own, "DJANGO_SETTINGS_MODULE": "academy.site.settings.test", **lane}


def run(lane: Lane) -> Count:
    """Run one lane, let its output through, and count its report."""
    report = VAR / f"lane-{lane.name.lower().replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", *QUIET, *lane.arguments, f"--junitxml={report}", "-o", "junit_family=xunit1"]
    say(f"\n== {lane.name}: pytest {' '.join(lane.arguments)}")
    begun = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=environment_of(lane.environment), check=False).returncode
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
    extent = arguments[0] if arguments else EVERY_DAY
    mandatory = extent != EVERY_DAY
    VAR.mkdir(exist_ok=True)
    found, total = lanes(extent), Count()
    begin_step("template databases")
    make_templates(found)
    for lane in found:
        begin_step(lane.name)
        if lane.missing:
            say(f"\n== {lane.name}: {'missing' if mandatory else 'skipped'}, because {lane.missing}.")
            total += Count(failed=1) if mandatory else Count(skipped=1)
        else:
            total += run(lane)
    if extent == "--gate":
        subprocess.run([sys.executable, "-m", "tests.architecture.gate", str(STEPS)], cwd=ROOT, check=True)
    say(f"\n{total}")
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
