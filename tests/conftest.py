"""The test database, and what holds for every test."""

from collections.abc import Iterator

import hypothesis
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation

from courses.models import bodies, outline
from tests import commits_at_once
from tests.moulds import RESTORE, mould

# A busy machine is slow, not wrong.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

pytest_plugins = ["tests.people", "tests.company"]


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Give this session a copy of the migrated mould."""
    database = mould()

    def restore() -> None:
        with django_db_blocker.unblock():
            database.restore()

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        # The mould is copied back after a test that commits, so Django need not empty every table first.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: None)
        database.prepare()
        request.config.stash[RESTORE] = restore
        with django_db_blocker.block():
            yield database
        del request.config.stash[RESTORE]
        database.remove()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Copy the mould back after a test that commits. A fixture would be torn down while others are still connected."""
    yield
    if RESTORE in item.config.stash and commits(item):
        item.config.stash[RESTORE]()


def commits(item: pytest.Item) -> bool:
    """Whether the test writes for good, rather than inside a transaction that is rolled back."""
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in names or "live_server" in names


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A race is run with real commits; what speaks of PostgreSQL is not collected elsewhere."""
    for item in items:
        if item.get_closest_marker("race"):
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session", autouse=True)
def commits_run_at_once() -> Iterator[None]:
    """Run what waits for a commit in ordinary tests too, which never commit."""
    with pytest.MonkeyPatch.context() as patch:
        commits_at_once.install(patch)
        yield


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Leave no cache and no language behind for the next test, so that no test counts on the one before it."""
    yield
    cache.clear()
    outline._outlines.cache_clear()
    bodies._remembered.cache_clear()
    ContentType.objects.clear_cache()
    translation.activate("en")
