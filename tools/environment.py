"""Makes the environment of `make install`: the pinned packages and the compiled messages.

A stamp inside it holds the hash of the lock and the Python version, so a second run is quick and needs no network.
"""

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"


def stamp_of_now() -> str:
    """What the environment depends on, as one text."""
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {sys.version.split()[0]}\n"


def install(folder: Path) -> None:
    """Make the environment unless its stamp says that it is the right one already."""
    stamp = folder / "academy-stamp"
    if not stamp.exists() or stamp.read_text() != stamp_of_now():
        shutil.rmtree(folder, ignore_errors=True)
        sys.stdout.write(f"Installing the pinned packages into {folder.name}/ …\n")
        sys.stdout.flush()
        venv.create(folder, with_pip=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, "--require-hashes", "--requirement", str(LOCK)], check=True)
        stamp.write_text(stamp_of_now())
    subprocess.run([str(folder / "bin" / "python"), str(ROOT / "hatch_build.py")], check=True)


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 …")
    try:
        install(ROOT / sys.argv[1])
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)
