"""The people of the tests have the rights their docstrings promise."""

import pytest

from academy.people.models import Person

pytestmark = pytest.mark.django_db


def test_the_manager_manages_the_rep_and_nobody_else(rep, manager, stranger):
    assert [person.user for person in Person.objects.managed_by(manager)] == [rep]


def test_only_those_who_write_enter_the_admin(rep, manager, pmm, admin, stranger):
    may_enter = [user.username for user in (rep, manager, pmm, admin, stranger) if user.has_perm("wagtailadmin.access_admin")]

    assert may_enter == ["pmm", "admin"]


def test_nobody_is_a_superuser(rep, manager, pmm, admin, stranger):
    assert not any(user.is_superuser for user in (rep, manager, pmm, admin, stranger))
