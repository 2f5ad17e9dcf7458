"""The demo company in tests: loaded once into a mould of its own, then copied like the empty one."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.utils import timezone

from academy.demo.actions import seed_demo
from academy.demo.interchange import read_company
from tests.moulds import ROOT, VAR, PostgresMould, SqliteMould, alone, digest, mould, use

PASSWORD = "merrowick"


def company_digest() -> str:
    """Changes with the code, the files and the day: the company's dates are relative to the day of loading."""
    content = hashlib.sha256(f"{digest()} {datetime.now(UTC).date()}".encode())
    code = [file for package in ("academy", "courses", "quizzes") for file in ROOT.glob(f"{package}/**/*.py")]
    for file in sorted([*code, *ROOT.glob("academy/demo/data/**/*.yaml")]):
        content.update(file.read_bytes())
    return content.hexdigest()[:12]


def load() -> None:
    seed_demo(read_company(), now=timezone.now(), password=PASSWORD)
    connections.close_all()


class SqliteCompany(SqliteMould):
    """The empty mould with the company in it."""

    def __init__(self) -> None:
        super().__init__()
        self.empty = SqliteMould()
        self.file = VAR / f"company-{company_digest()}.sqlite3"

    def _cast(self) -> None:
        for old in sorted(VAR.glob("company-*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-2]:
            old.unlink()
        raw: Path = self.file.with_suffix(".raw")
        raw.unlink(missing_ok=True)
        if not self.empty.file.exists():  # the code was changed since this session began
            self.empty._cast()
        self.empty.copy_to(raw)
        use(str(raw))
        load()
        raw.replace(self.file)


class PostgresCompany(PostgresMould):
    """The empty template with the company in it."""

    def __init__(self) -> None:
        super().__init__()
        self.empty = PostgresMould()
        self.name = f"company_{company_digest()}"

    def _cast(self) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            if cursor.fetchone():
                return
            self.clear_out(cursor)
        raw = f"{self.name}_raw"
        self.empty._cast()
        self.empty.copy_to(raw)
        use(raw)
        load()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{raw}" RENAME TO "{self.name}"')


def company_mould() -> SqliteCompany | PostgresCompany:
    return PostgresCompany() if connection.vendor == "postgresql" else SqliteCompany()


@pytest.fixture(scope="module")
def merrowick_database(django_db_setup, django_db_blocker):
    """Swap this module's database for one with the demo company, and back afterwards."""
    with django_db_blocker.unblock():
        company = company_mould()
        company.prepare()
    yield company
    with django_db_blocker.unblock():
        mould().restore()


@pytest.fixture
def merrowick(merrowick_database, db):
    """The demo company. Call it with a short name for a user: `merrowick("noah.beck")`."""
    return lambda name: get_user_model().objects.get(username=name)


__all__ = ["alone", "company_mould", "merrowick", "merrowick_database"]
