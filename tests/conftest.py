"""The test database, and what holds for every test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import hypothesis
import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import models
from django.test import TransactionTestCase
from django.utils import translation
from wagtail.signal_handlers import disable_reference_index_auto_update

from courses.models import bodies, outline
from tests import commits_at_once
from tests.databases import COMPANY, EMPTY, PEOPLE, TestDatabases

# A busy machine is slow, not wrong.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

pytest_plugins = ["tests.people"]

TESTS: Final = Path(__file__).parent
DATABASES: Final[pytest.StashKey[TestDatabases]] = pytest.StashKey()
BLOCKER: Final[pytest.StashKey[Any]] = pytest.StashKey()
CONTENT: Final[pytest.StashKey[str]] = pytest.StashKey()
OF_THE_COMPANY: Final = {"merrowick", "lasting_merrowick", "live_server"}
OF_PEOPLE: Final = {"rep", "manager", "team", "stranger", "pmm", "admin"}


def content_for(item: pytest.Item) -> str:
    """What the database of a test holds when it begins: what its fixtures name."""
    names = set(getattr(item, "fixturenames", ()))
    if names & OF_THE_COMPANY:
        return COMPANY
    return PEOPLE if names & OF_PEOPLE else EMPTY


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Work in copies of the template databases, and remove them at the end."""
    databases = TestDatabases()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        # A copy is made anew after a test that commits, so Django need not empty every table first.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: None)
        databases.choose(request.config.stash[CONTENT])
        request.config.stash[DATABASES] = databases
        request.config.stash[BLOCKER] = django_db_blocker
        with django_db_blocker.block():
            yield databases
        del request.config.stash[DATABASES]
        databases.remove()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Connect to the copy that the test asks for, before any fixture of it opens a transaction."""
    item.config.stash[CONTENT] = content_for(item)
    if DATABASES in item.config.stash:
        with item.config.stash[BLOCKER].unblock():
            item.config.stash[DATABASES].choose(content_for(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Make the copy anew after a test that commits. A fixture would be torn down while others are still connected."""
    yield
    if DATABASES in item.config.stash and commits(item):
        with item.config.stash[BLOCKER].unblock():
            item.config.stash[DATABASES].restore(content_for(item))


def commits(item: pytest.Item) -> bool:
    """Whether the test writes for good, rather than inside a transaction that is rolled back."""
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in names or "live_server" in names


# What a database decides: constraints and append-only tables, locks, JSON, statements of our own, orders, searches, what text
# and numbers it takes, every address, and the journeys. The push gate runs these tests on PostgreSQL too; races are added.
ON_BOTH_DATABASES: Final = (
    "academy/test_audit.py", "academy/test_jobs.py", "academy/test_stale_saves.py", "architecture/test_rows.py",
    "architecture/test_urls.py", "certification/test_awards.py",
    "certification/test_commands.py", "certification/test_standings.py", "courses/test_catalogue.py", "courses/test_closed_courses.py",
    "courses/test_freshness.py", "courses/test_progress.py", "courses/test_public_doors.py", "courses/test_publishing.py", "courses/test_stale_pages.py", "demo/test_company.py",
    "desk/test_deletion.py", "desk/test_team.py", "journeys/test_acknowledged_saves.py", "journeys/test_bad_input.py",
    "journeys/test_first_certificate.py", "journeys/test_query_budgets.py", "journeys/test_renewal.py", "people/test_tokens.py",
    "people/test_groups.py", "people/test_media.py", "people/test_teams.py", "people/test_viewsets.py", "quizzes/test_compaction.py", "quizzes/test_devices.py",
    "quizzes/test_drawing.py", "quizzes/test_exact_sums.py", "quizzes/test_hostile_bodies.py", "quizzes/test_keeping.py",
    "quizzes/test_kept_answers.py", "quizzes/test_marking.py", "quizzes/test_nul.py", "quizzes/test_pinned.py",
    "quizzes/test_questions.py", "quizzes/test_regrade.py", "quizzes/test_sent_again.py", "quizzes/test_starting.py",
    "quizzes/test_timing.py", "quizzes/test_uploads.py", "site/test_commits.py", "site/test_health.py", "site/test_nul.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A race is run with real commits; what a database decides is marked."""
    for item in items:
        if item.path.relative_to(TESTS).as_posix().startswith(ON_BOTH_DATABASES):
            item.add_marker(pytest.mark.databases)
        if item.get_closest_marker("race"):
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session", autouse=True)
def commits_run_at_once() -> Iterator[None]:
    """Run what waits for a commit in ordinary tests too, which never commit."""
    with pytest.MonkeyPatch.context() as patch:
        commits_at_once.install(patch)
        yield


@pytest.fixture(autouse=True)
def references_are_recorded_where_asked(request) -> Iterator[None]:
    """Leave Wagtail's reference index as it is, which costs a fifth of the time, unless the test is marked `references`."""
    if request.node.get_closest_marker("references"):
        yield
        return
    with disable_reference_index_auto_update():
        yield


@pytest.fixture
def unmigrated_model() -> Iterator[type[models.Model]]:
    """A model that is registered and has no table, as when the pages of the benchmarks are imported."""

    class Meta:
        app_label = "taggit"

    yield type("Unmigrated", (models.Model,), {"__module__": __name__, "Meta": Meta})
    del apps.all_models["taggit"]["unmigrated"]
    apps.clear_cache()


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Leave no cache and no language behind for the next test, so that no test counts on the one before it."""
    yield
    cache.clear()
    outline._outlines.cache_clear()
    bodies._remembered.cache_clear()
    ContentType.objects.clear_cache()
    translation.activate("en")
