"""Settings that come from the environment."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from academy.site.settings import environment

ROOT = Path("/srv/academy")


def test_sqlite_is_a_file_below_the_root_and_takes_its_lock_early():
    database = environment.database("sqlite:///var/db.sqlite3", root=ROOT)

    assert database["NAME"] == "/srv/academy/var/db.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_four_slashes_name_an_absolute_file():
    database = environment.database("sqlite:////data/my%20db.sqlite3", root=ROOT)

    assert database["NAME"] == "/data/my db.sqlite3"


def test_postgres_keeps_a_password_with_odd_letters():
    database = environment.database("postgres://ann:p%40ss%2Fword@db.internal:5433/academy?sslmode=require", root=ROOT)

    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("ann", "p@ss/word", "db.internal")
    assert (database["PORT"], database["NAME"], database["OPTIONS"]) == ("5433", "academy", {"sslmode": "require"})


def test_another_database_is_refused():
    with pytest.raises(ImproperlyConfigured):
        environment.database("mysql://root@localhost/academy", root=ROOT)


def test_a_missing_secret_is_named(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        environment.required("SECRET_KEY")
