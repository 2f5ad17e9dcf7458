"""The frame of the tests itself: what waits for a commit, and what a committing test leaves behind."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Site


@pytest.mark.django_db
def test_a_callback_runs_when_the_outermost_block_ends():
    heard = []

    with transaction.atomic():
        with transaction.atomic():
            transaction.on_commit(lambda: heard.append("after"))
        heard.append("before")

    assert heard == ["before", "after"]


@pytest.mark.django_db
def test_a_callback_of_a_block_that_failed_never_runs():
    heard = []

    @transaction.atomic
    def fail():
        transaction.on_commit(lambda: heard.append("after"))
        return 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail()

    assert heard == []


@pytest.mark.django_db
def test_a_robust_callback_that_raises_harms_nobody():
    heard = []

    with transaction.atomic():
        transaction.on_commit(lambda: 1 / 0, robust=True)
        transaction.on_commit(lambda: heard.append("after"))

    assert heard == ["after"]


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_the_database_as_migrated(time):
    assert Site.objects.count() == 1
    assert not Group.objects.filter(name="left behind").exists()

    Site.objects.all().delete()
    Group.objects.create(name="left behind")
