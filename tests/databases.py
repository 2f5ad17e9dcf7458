"""The databases of the tests: template databases that are made once, and the copies that a test process works in.

There is one template a *content*: `EMPTY` is what `migrate` leaves behind, `PEOPLE` has the people of `tests/people.py`
in it, `COMPANY` the demo company. A template's name carries a digest of everything that decides its content. A test gets
the copy that its fixtures ask for; a test that commits gets its copy made anew afterwards.

`python -m tests.databases` makes the templates that are missing, on the database of DATABASE_URL.
"""

import contextlib
import fcntl
import functools
import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

ROOT: Final = Path(__file__).resolve().parents[1]
VAR: Final = ROOT / "var"
EMPTY, PEOPLE, COMPANY = "empty", "people", "company"
CONTENTS: Final = (EMPTY, PEOPLE, COMPANY)
# How many templates of earlier states of the code are kept, of each content.
KEPT: Final = {EMPTY: 3, PEOPLE: 2, COMPANY: 2}
# What decides an empty database: rows, rights and groups.
MIGRATED: Final = ("**/migrations/*.py", "**/models/*.py", "academy/*.py", "academy/people/**/*.py", "academy/site/settings/*.py")
# What decides a filled one: all code, and the files of the company.
FILLED: Final = ("academy/**/*.py", "courses/**/*.py", "quizzes/**/*.py", "academy/demo/data/**/*.yaml", "tests/contents.py")


@functools.cache
def digest(content: str) -> str:
    """Twelve letters that change when a fresh template would. The same for a whole session, whatever is edited meanwhile.

    The company's dates are relative to the day of loading, so its digest changes with the day. Every model that is registered
    counts: rights are made for each, so a process that has imported one more makes templates of its own.
    """
    patterns = [*MIGRATED, *(f"{package}/{pattern}" for package in ("academy", "courses", "quizzes") for pattern in MIGRATED[:2])]
    if content != EMPTY:
        patterns += FILLED
    decisive = hashlib.sha256(f"{django.VERSION} {wagtail.VERSION} {sys.version_info[:2]} {settings.INSTALLED_APPS}".encode())
    decisive.update(" ".join(sorted(model._meta.label for model in apps.get_models(include_auto_created=True))).encode())
    if content == COMPANY:
        decisive.update(str(timezone.now().date()).encode())
    for file in sorted({file for pattern in patterns for file in ROOT.glob(pattern) if ".venv" not in file.parts}):
        decisive.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return decisive.hexdigest()[:12]


def worker() -> str:
    """A word that no other process on this machine uses at the same time."""
    return f"{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@contextlib.contextmanager
def alone(content: str) -> Iterator[None]:
    """One process at a time: two workers need the same template at the same moment."""
    VAR.mkdir(exist_ok=True)
    with (VAR / f"template-{content}-{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use(name: str) -> None:
    """Let Django's connection speak to another database."""
    connections.close_all()
    connections.databases["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


class SqliteDatabases:
    """Files beside the developer's own database."""

    def template(self, content: str) -> str:
        return str(VAR / f"template-{content}-{digest(content)}.sqlite3")

    def copy(self, content: str) -> str:
        return str(VAR / f"test-{worker()}-{content}.sqlite3")

    def exists(self, template: str) -> bool:
        return Path(template).exists()

    def begin(self, content: str, *, base: str | None) -> str:
        """An unfinished template, for somebody to fill: empty, or with what a finished one holds."""
        for old in sorted(VAR.glob(f"template-{content}-*.sqlite3"), key=lambda file: file.stat().st_mtime)[: -KEPT[content]]:
            old.unlink()
        unfinished = f"{self.template(content)}.unfinished"
        self.drop(unfinished)
        if base is not None:
            self.duplicate(base, unfinished)
        return unfinished

    def finish(self, unfinished: str, content: str) -> None:
        Path(unfinished).replace(self.template(content))

    def duplicate(self, source: str, target: str) -> None:
        """Copy a database over another one, also while others read it."""
        existing = f"file:{quote(source)}?mode=rw"  # without it, a template that is gone would be made anew, and empty
        with (
            contextlib.closing(sqlite3.connect(existing, uri=True, timeout=20)) as read,
            contextlib.closing(sqlite3.connect(target, timeout=20)) as written,
        ):
            written.execute("PRAGMA synchronous=OFF")
            read.backup(written)

    def drop(self, name: str) -> None:
        for file in VAR.glob(f"{Path(name).name}*"):
            file.unlink(missing_ok=True)

    def address(self, name: str) -> str:
        return f"sqlite:///{quote(name)}"


class PostgresDatabases:
    """Databases on the server of DATABASE_URL."""

    def template(self, content: str) -> str:
        return f"template_{content}_{digest(content)}"

    def copy(self, content: str) -> str:
        return f"test_{worker()}_{content}"

    def exists(self, template: str) -> bool:
        return bool(self._ask("SELECT 1 FROM pg_database WHERE datname = %s", [template]))

    def begin(self, content: str, *, base: str | None) -> str:
        """An unfinished template, for somebody to fill: empty, or with what a finished one holds."""
        old = "SELECT datname FROM pg_database WHERE datname LIKE %s AND datname NOT LIKE %s ORDER BY oid DESC OFFSET %s"
        for (name,) in self._ask(old, [f"template\\_{content}\\_%", "%\\_unfinished", 2 * KEPT[content]]):
            self.drop(name)
        unfinished = f"{self.template(content)}_unfinished"
        self.duplicate(base or "template1", unfinished)
        return unfinished

    def finish(self, unfinished: str, content: str) -> None:
        self._ask(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template(content)}"')

    def duplicate(self, source: str, target: str) -> None:
        """Copy a database over another one, cutting off whoever uses it."""
        self.drop(target)
        self._ask(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def drop(self, name: str) -> None:
        self._ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def address(self, name: str) -> str:
        return os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")[0] + f"/{name}"

    def _ask(self, statement: str, values: Collection[Any] | None = None) -> list[Any]:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if cursor.description else []


class TestDatabases:
    """What one test process works in: a copy of each template that was asked for."""

    __test__ = False

    def __init__(self) -> None:
        self.server = PostgresDatabases() if connection.vendor == "postgresql" else SqliteDatabases()
        self.copied: set[str] = set()

    def choose(self, content: str) -> None:
        """Connect to the copy with this content, and make it if it is the first time."""
        if content not in self.copied:
            self.restore(content)
        elif connection.settings_dict["NAME"] != self.server.copy(content):
            use(self.server.copy(content))

    def restore(self, content: str) -> None:
        """Make the copy with this content anew, and connect to it."""
        ensure_template(self.server, content)
        connections.close_all()
        self.server.duplicate(self.server.template(content), self.server.copy(content))
        self.copied.add(content)
        use(self.server.copy(content))

    def remove(self) -> None:
        connections.close_all()
        for content in self.copied:
            self.server.drop(self.server.copy(content))
        self.copied.clear()


def ensure_template(server: SqliteDatabases | PostgresDatabases, content: str) -> None:
    """Make a template unless it is there already."""
    if server.exists(server.template(content)):
        return
    if content != EMPTY:
        ensure_template(server, EMPTY)
    with alone(content):
        if server.exists(server.template(content)):
            return
        connections.close_all()
        unfinished = server.begin(content, base=None if content == EMPTY else server.template(EMPTY))
        use(unfinished)
        filler(content)()
        connections.close_all()
        server.finish(unfinished, content)


def filler(content: str) -> Callable[[], None]:
    """What makes the content of a template."""
    from tests import contents  # models exist once Django is set up

    return {EMPTY: contents.migrate, PEOPLE: contents.add_people, COMPANY: contents.load_company}[content]


def main() -> None:
    django.setup()
    databases = TestDatabases()
    for content in CONTENTS:
        ensure_template(databases.server, content)


if __name__ == "__main__":
    main()
