"""Databases for tests: migrated once into a mould, then copied.

A mould holds what a fresh installation holds after `migrate`. Its name carries a digest of everything that decides its
content, so a changed migration makes a new one. Each session (each xdist worker) tests in a copy of its own, and gets a new
copy after every test that commits.
"""

import contextlib
import fcntl
import functools
import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import django
import pytest
import wagtail
from django.core.management import call_command
from django.db import connection, connections

ROOT: Final = Path(__file__).resolve().parents[1]
VAR: Final = ROOT / "var"
# How the database of this session is made new; a module with a company of its own puts another function there.
RESTORE: Final[pytest.StashKey[Callable[[], None]]] = pytest.StashKey()
# How many moulds of earlier states stay on a PostgreSQL server.
KEPT: Final = 6
# Whatever a migration or the signal after it reads: rows, rights and groups.
DECISIVE: Final = ("**/migrations/*.py", "**/models/*.py", "academy/*.py", "academy/people/**/*.py", "academy/site/settings/*.py")


@functools.cache
def digest() -> str:
    """Twelve letters that change when a fresh database would. The same for a whole session, whatever is edited meanwhile."""
    files = sorted({file for package in ("academy", "courses", "quizzes") for pattern in DECISIVE for file in _found(package, pattern)})
    content = hashlib.sha256(f"{django.VERSION} {wagtail.VERSION} {sys.version_info[:2]}".encode())
    for file in files:
        content.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return content.hexdigest()[:12]


def _found(package: str, pattern: str) -> Iterator[Path]:
    whole = pattern if pattern.startswith("academy/") else f"{package}/{pattern}"
    return ROOT.glob(whole)


def worker() -> str:
    """A word that no other session on this machine uses at the same time."""
    return f"{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One process at a time: two workers need the same mould at the same moment."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "mould.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use(name: str) -> None:
    """Let Django's connection speak to another database."""
    connections.close_all()
    connections.databases["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


class SqliteMould:
    """A file beside the developer's own database."""

    def __init__(self) -> None:
        self.file = VAR / f"mould-{digest()}.sqlite3"
        self.copy = VAR / f"test-{worker()}.sqlite3"

    def prepare(self) -> None:
        with alone():
            if not self.file.exists():
                self._cast()
        self.restore()
        use(str(self.copy))

    def _cast(self) -> None:
        for old in sorted(VAR.glob("mould-*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-3]:
            old.unlink()
        raw = self.file.with_suffix(".raw")
        raw.unlink(missing_ok=True)
        use(str(raw))
        call_command("migrate", verbosity=0, run_syncdb=True)
        connections.close_all()
        raw.replace(self.file)

    def restore(self) -> None:
        self.copy_to(self.copy)

    def copy_to(self, target: Path) -> str:
        """Copy the mould over a database, also while others read it; return its DATABASE_URL."""
        connections.close_all()
        existing = f"file:{quote(str(self.file))}?mode=rw"  # without it, a mould that is gone would be made anew, and empty
        with (
            contextlib.closing(sqlite3.connect(existing, uri=True, timeout=20)) as mould,
            contextlib.closing(sqlite3.connect(target, timeout=20)) as copy,
        ):
            mould.backup(copy)
        return f"sqlite:///{quote(str(target))}"

    def remove(self) -> None:
        connections.close_all()
        for file in VAR.glob(f"{self.copy.name}*"):
            file.unlink()


class PostgresMould:
    """A template database on the server of DATABASE_URL."""

    def __init__(self) -> None:
        self.name = f"mould_{digest()}"
        self.copy = f"test_{worker()}"

    def prepare(self) -> None:
        with alone():
            self._cast()
        self.restore()
        use(self.copy)

    def _cast(self) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            if cursor.fetchone():
                return
            self.clear_out(cursor)
            raw = f"{self.name}_raw"
            cursor.execute(f'DROP DATABASE IF EXISTS "{raw}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{raw}"')
            use(raw)
            call_command("migrate", verbosity=0, run_syncdb=True)
            connections.close_all()
            cursor.execute(f'ALTER DATABASE "{raw}" RENAME TO "{self.name}"')

    def clear_out(self, cursor: Any) -> None:
        """Drop the moulds of long ago: the server is not ours to fill."""
        kind = self.name.partition("_")[0]
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC OFFSET %s", [f"{kind}\\_%", KEPT])
        for (old,) in cursor.fetchall():
            cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')

    def restore(self) -> None:
        self.copy_to(self.copy)

    def copy_to(self, target: str) -> str:
        """Copy the mould over a database, cutting off whoever uses it; return its DATABASE_URL."""
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{self.name}"')
        return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{target}"

    def drop(self, target: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')

    def remove(self) -> None:
        connections.close_all()
        self.drop(self.copy)


def mould() -> SqliteMould | PostgresMould:
    return PostgresMould() if connection.vendor == "postgresql" else SqliteMould()
