"""Makes the environment of `make install`: the pinned packages and the compiled messages.

A stamp inside it holds the hash of the lock and the Python version, so a second run is quick and needs no network.
Whatever hinders is said in one sentence; what pip said in full lies in a file that the sentence names.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-dev.lock"
OLDEST = (3, 11)
# What pip says, and what it means. The first that is found counts.
MEANINGS = (
    ("No space left on device", "the disk is full"),
    ("DO NOT MATCH THE HASHES", "a package is not the one that was pinned: its hash differs"),
    ("Permission denied", "a folder may not be written to"),
    ("Read-only file system", "a folder may not be written to"),
    ("NewConnectionError", "the package index cannot be reached: is there a network?"),
    ("Temporary failure in name resolution", "the package index cannot be reached: is there a network?"),
    ("Network is unreachable", "the package index cannot be reached: is there a network?"),
    ("Connection refused", "the package index cannot be reached: is there a network?"),
    ("ConnectionError", "the package index cannot be reached: is there a network?"),
    ("ConnectTimeoutError", "the package index cannot be reached: is there a network?"),
    ("ReadTimeoutError", "the package index does not answer"),
    ("No matching distribution found", "the package index has not every version that the lock pins"),
)


class Hindered(Exception):
    """Why there is no environment, in one sentence."""


def stamp_of_now() -> str:
    """What the environment depends on, as one text."""
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {sys.version.split()[0]}\n"


def install(folder: Path) -> None:
    """Make the environment unless its stamp says that it is the right one already. Raises Hindered."""
    stamp = folder / "academy-stamp"
    if not stamp.exists() or stamp.read_text() != stamp_of_now():
        sys.stdout.write(f"Installing the pinned packages into {folder.name}/ …\n")
        sys.stdout.flush()
        make_folder(folder)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        run([*pip, "--require-hashes", "--requirement", str(LOCK)], "The packages could not be installed")
        stamp.write_text(stamp_of_now())
    run([str(folder / "bin" / "python"), str(ROOT / "hatch_build.py")], "The messages could not be compiled")


def make_folder(folder: Path) -> None:
    """An empty environment with pip in it."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        venv.create(folder, with_pip=True)
    except (subprocess.CalledProcessError, ImportError) as error:
        version = ".".join(map(str, sys.version_info[:2]))
        raise Hindered(
            f"Python {version} cannot make environments, because its ensurepip is missing: apt-get install python{version}-venv."
        ) from error


def run(command: list[str], failed: str) -> None:
    """Run a program and pass on what it says, or say in one sentence why it failed. Raises Hindered."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        sys.stdout.write(done.stdout)
        return
    said = done.stdout + done.stderr
    with tempfile.NamedTemporaryFile("w", prefix="academy-install-", suffix=".log", delete=False) as kept:
        kept.write(said)
    lines = [line for line in said.splitlines() if line.strip()] or [f"it ended with {done.returncode}"]
    meaning = next((meaning for words, meaning in MEANINGS if words in said), lines[-1].strip().rstrip("."))
    raise Hindered(f"{failed}: {meaning.rstrip('.')}{'' if meaning.endswith('?') else '.'} All that was said: {kept.name}")


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 …")
    try:
        install(ROOT / sys.argv[1])
    except Hindered as hindrance:
        sys.exit(str(hindrance))
    except OSError as error:
        sys.exit(f"{error.filename or ROOT} cannot be written: {error.strerror}.")
