"""Who sees whom: the own line of management, all levels down, and nobody beside it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from academy.people.actions import join_team, place_team
from academy.people.models import Membership, Person, Team
from academy.people.signals import person_changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def below(team):
    """A team inside the rep's team, with no manager of its own."""
    return place_team(Team(slug="night-shift", name={"en": "Night shift"}), parent=team)


def seen_by(user):
    return {person.user.username for person in Person.objects.visible_to(user).select_related("user")}


def test_a_rep_sees_only_himself(rep, stranger):
    assert seen_by(rep) == {"rep"}


def test_a_manager_sees_the_own_line_with_all_teams_below_and_no_sibling(manager, rep, stranger, below, make_person):
    make_person("nina", team=below)

    assert seen_by(manager) == {"manager", "rep", "nina"}


def test_an_administrator_sees_everybody_and_a_product_marketer_nobody_else(admin, pmm, rep, stranger):
    assert {"admin", "pmm", "rep", "stranger"} <= seen_by(admin)
    assert seen_by(pmm) == {"pmm"}


def test_a_manager_is_not_in_the_own_line_even_when_a_member_of_the_team(manager, rep, team, now):
    join_team(manager.academy_person, team=team, on=now.date(), now=now)

    managed = Person.objects.managed_by(manager)

    assert [person.user.username for person in managed] == ["rep"]


def test_a_team_that_moves_takes_everything_below_along(manager, below, make_person):
    make_person("nina", team=below)
    elsewhere = place_team(Team(slug="sales", name={"en": "Sales"}), parent=None)
    team = Team.objects.get(slug="velocity")

    place_team(team, parent=elsewhere)

    below.refresh_from_db()
    assert below.path == "/sales/velocity/night-shift/"
    assert seen_by(manager) == {"manager", "rep", "nina"}


def test_a_team_that_leaves_a_line_is_no_longer_seen(manager, below, make_person):
    make_person("nina", team=below)

    place_team(below, parent=None)

    assert seen_by(manager) == {"manager", "rep"}


def test_a_team_cannot_be_part_of_itself(team, below):
    with pytest.raises(ValidationError):
        place_team(team, parent=below)


def test_moving_ends_the_membership_before_and_tells_once(rep, below, now):
    told = []
    person_changed.connect(lambda person, now, **kwargs: told.append(person.pk), weak=False, dispatch_uid="test")
    moved_on = now.date() + timedelta(days=30)

    join_team(rep.academy_person, team=below, on=moved_on, now=now)
    join_team(rep.academy_person, team=below, on=moved_on, now=now)

    assert told == [rep.academy_person.pk]
    assert [(m.team.slug, m.until) for m in rep.academy_person.memberships.all()] == [("velocity", moved_on), ("night-shift", None)]
    person_changed.disconnect(dispatch_uid="test")


def test_a_membership_never_ends_before_it_began(rep, team, make_team, now):
    """Whoever is moved as of a day before the last move is moved as of that day."""
    join_team(rep.academy_person, team=make_team("second"), on=now.date(), now=now)

    join_team(rep.academy_person, team=team, on=now.date() - timedelta(days=30), now=now)

    assert all(one.until is None or one.until >= one.since for one in Membership.objects.all())
    assert Membership.objects.get(person=rep.academy_person, until=None).since == now.date()


def test_the_database_refuses_two_teams_at_a_time_and_an_end_before_the_beginning(rep, make_team, now):
    other, today = make_team("second"), now.date()
    refused = []
    for fields in ({"since": today}, {"since": today, "until": today - timedelta(days=1)}, {"since": today, "until": today}):
        try:
            with transaction.atomic():
                Membership.objects.bulk_create([Membership(person=rep.academy_person, team=other, **fields)])
            refused.append(False)
        except IntegrityError:
            refused.append(True)

    assert refused == [True, True, False]
