"""Whom a user leads, and what people are called: what the quizzes are told."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.utils import translation

from academy.people.models import Person
from academy.people.permissions import may_grant
from quizzes.models import led

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(make_team, make_person, manager, team):
    """A manager above the manager, with a team of reps below."""
    director = make_person("director", job_role=Person.JobRole.MANAGER)
    sales = make_team("sales", manager=director)
    below = make_team("below", parent=sales, manager=make_person("lead", team=sales))
    return director, make_person("deep", team=below)


def called(users):
    return sorted(user.username for user in users)


def test_a_manager_leads_the_own_line_all_levels_down_and_never_the_self(line, manager, rep, stranger):
    director, deep = line

    assert called(led.users_led_by(director)) == ["deep", "lead"]
    assert called(led.users_led_by(manager)) == ["rep"]
    assert called(led.users_led_by(deep)) == called(led.users_led_by(rep)) == []


def test_a_manager_who_is_a_member_of_the_own_team_does_not_lead_the_self(make_person, make_team):
    boss = make_person("boss")
    own = make_team("own", manager=boss)
    Person.objects.filter(user=boss).update(team=own)

    assert called(led.users_led_by(boss)) == []


def test_who_sees_everybody_leads_everybody_else(admin, manager, pmm, rep, stranger):
    assert called(led.users_led_by(admin)) == ["manager", "pmm", "rep", "stranger"]


def test_a_product_marketer_and_a_visitor_lead_nobody(pmm, rep):
    assert called(led.users_led_by(pmm)) == []
    assert called(led.users_led_by(AnonymousUser())) == []


def test_people_are_called_by_their_names_in_the_language_of_the_moment(rep, django_user_model):
    Person.objects.filter(user=rep).update(name={"en": "Noah Beck", "zh-hans": "诺亚"})
    account = django_user_model.objects.create_user("robot")

    with translation.override("zh-hans"):
        chinese = led.names_of([rep.pk])

    assert chinese == {rep.pk: "诺亚"}
    assert led.names_of([rep.pk, account.pk]) == {rep.pk: "Noah Beck", account.pk: "robot"}


def test_exceptions_are_granted_by_the_own_line_and_by_administrators_and_never_to_oneself(rep, manager, stranger, pmm, admin):
    granted = {who.username: may_grant(who, rep) for who in (rep, manager, stranger, pmm, admin)}

    assert granted == {"rep": False, "manager": True, "stranger": False, "pmm": False, "admin": True}
    assert not may_grant(admin, admin)
    assert not may_grant(manager, manager)


def test_seeing_everybody_is_not_enough_to_grant(rep, stranger, django_user_model):
    stranger.user_permissions.add(Permission.objects.get(codename="view_person"))
    looker = django_user_model.objects.get(pk=stranger.pk)

    assert not may_grant(looker, rep)
