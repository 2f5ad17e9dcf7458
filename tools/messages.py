"""Collects every interface string of the three packages and the templates into one Chinese catalogue, and compiles it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IGNORED = ("var/*", ".venv/*", "tests/*", "tools/*", "build/*", "dist/*", "docs/*")


def collect() -> None:
    """Run Django's collector over the whole tree: its result lands in academy/locale."""
    (ROOT / "academy" / "locale").mkdir(exist_ok=True)
    ignored = [option for pattern in IGNORED for option in ("--ignore", pattern)]
    manage = [
        sys.executable,
        str(ROOT / "manage.py"),
        "makemessages",
        "--locale",
        "zh_Hans",
        "--add-location",
        "file",
        "--no-wrap",
        *ignored,
    ]
    subprocess.run(manage, check=True, cwd=ROOT)
    subprocess.run([sys.executable, str(ROOT / "hatch_build.py")], check=True, cwd=ROOT)


if __name__ == "__main__":
    try:
        collect()
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)
