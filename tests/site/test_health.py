"""/healthz and /readyz."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from academy.site.health import database_problems
from academy.site.settings import environment


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """That of the machine, which the database reads too, also where the tests run on another day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.now(UTC))


def test_the_process_answers_without_a_database(client):
    page = client.get("/healthz")

    assert (page.status_code, page.content) == (200, b"ok")


@pytest.mark.django_db
def test_a_migrated_site_is_ready(client):
    page = client.get("/readyz")

    assert (page.status_code, page.json()) == (200, {"ready": True, "problems": []})


@pytest.mark.django_db
def test_a_site_with_a_waiting_migration_is_not_ready(client):
    MigrationRecorder(connection).migration_qs.filter(app="academy_demo").delete()

    page = client.get("/readyz")

    assert page.status_code == 503
    assert "1 migration" in page.json()["problems"][0]


@pytest.mark.django_db
def test_a_clock_that_is_three_seconds_off_is_told():
    problems = database_problems(now=timezone.now() + timedelta(seconds=3))

    assert "clocks" in problems[0]


@pytest.mark.django_db
def test_a_cache_that_does_not_answer_is_told(client, settings):
    settings.CACHES = {"default": environment.cache("redis://127.0.0.1:1/0")}

    page = client.get("/readyz")

    assert (page.status_code, page.json()["problems"]) == (503, ["The cache does not answer."])
