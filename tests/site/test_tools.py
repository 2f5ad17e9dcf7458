"""What hinders the two commands of the README is said in one sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = {"DJANGO_SETTINGS_MODULE": "academy.site.settings.dev", "DATABASE_URL": "sqlite:///var/academy.sqlite3", "PORT": "8015"}


def said_by(*command, **environment):
    """What a program of the house said when it failed."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode != 0
    return [line for line in done.stderr.splitlines() if line]


def test_a_folder_that_cannot_be_made():
    (sentence,) = said_by("tools/environment.py", "/proc/academy")

    assert sentence.startswith("/proc/academy cannot be written: ")


@pytest.mark.hosts
def test_an_index_that_cannot_be_reached(tmp_path):
    offline = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "https://127.0.0.1:9/", "PIP_FIND_LINKS": "", "PIP_RETRIES": "1"}

    (sentence,) = said_by("tools/environment.py", str(tmp_path / "venv"), **offline)

    assert sentence.startswith("The packages could not be installed: the package index cannot be reached: is there a network? ")


def test_a_port_that_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        (sentence,) = said_by("manage.py", "academy_demo", **DEMO | {"PORT": port})

    assert f"Port {port} of 127.0.0.1 is in use." in sentence


def test_a_database_that_cannot_be_written():
    nowhere = DEMO | {"DATABASE_URL": "sqlite:////proc/academy.sqlite3"}
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])

    (sentence,) = said_by("manage.py", "academy_demo", **nowhere | {"PORT": port})

    assert "The database /proc/academy.sqlite3 cannot be written: unable to open database file." in sentence


def test_a_lock_that_is_full_of_words_of_pip_becomes_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    program = "import sys; print('Traceback …\\nOSError: [Errno 28] No space left on device', file=sys.stderr); sys.exit(2)"

    (sentence,) = said_by(
        "-c",
        f"from tools.environment import run; import sys\ntry: run([sys.executable, '-c', {program!r}], 'It failed')\nexcept Exception as e: sys.exit(str(e))",
    )

    assert sentence.startswith("It failed: the disk is full. All that was said: ")


def said_on_another_disk(options, *command):
    """What a program says while `var` is a disk of its own. Only root may mount one, and it is gone with the program."""
    mount = f"mount -t tmpfs -o {options} none {ROOT / 'var'}"
    started = ["unshare", "--mount", "sh", "-c", f'{mount} && exec "$@"', "sh", sys.executable, *command]
    done = subprocess.run(started, cwd=ROOT, env=os.environ | DEMO, capture_output=True, text=True, check=False)
    return [line for line in done.stderr.splitlines() if line]


@pytest.mark.hosts
@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts disks")
@pytest.mark.parametrize(
    ("options", "reason"), [("ro", "unable to open database file"), ("size=200k", "database or disk is full")], ids=["read only", "full"]
)
def test_a_disk_that_takes_nothing(options, reason):
    (sentence,) = said_on_another_disk(options, "manage.py", "academy_demo")

    assert sentence == f"CommandError: The database {ROOT / 'var' / 'academy.sqlite3'} cannot be written: {reason}."
