"""Due dates: nobody is overdue before the days of the rule are over."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from academy.certification.actions import apply_assignments, retire_certification
from academy.certification.models import AssignmentRule, Standing
from academy.people.actions import join_team, place_team, register_person
from academy.people.models import Team
from tests.certification.conftest import days
from tests.editing import save


@pytest.fixture
def due(rep, certification, standing_of):
    """The rep's due date, as it is stored."""
    return lambda: standing_of(rep, certification).due_on


def hire(person, day):
    person.hired_on = day
    person.save()


def change(rule_of, now, **fields):
    AssignmentRule.objects.filter(certification=rule_of).update(**fields)
    apply_assignments(now=now)


def test_a_rule_made_today_is_not_overdue_for_those_hired_long_ago(rep, certification, assign, due, now):
    hire(rep.academy_person, now.date() - days(510))

    assign(certification, due_days=30)

    assert due() == now.date() + days(30)
    assert not Standing.objects.overdue(now.date() + days(30)).exists()
    assert Standing.objects.overdue(now.date() + days(31)).exists()


def test_who_was_hired_after_the_rule_was_made_has_the_days_from_then_on(make_person, team, certification, assign, standing_of, now):
    assign(certification, due_days=30, at=now - days(100))

    nina = make_person("nina", team=team, hired_on=now.date() - days(10), now=now - days(12))

    assert standing_of(nina, certification).due_on == now.date() + days(20)


def test_who_joins_the_team_today_is_not_overdue_although_hired_long_ago(rep, team, certification, assign, due, now):
    hire(rep.academy_person, now.date() - days(510))
    join_team(rep.academy_person, team=None, on=now.date() - days(200), now=now - days(200))
    assign(certification, due_days=30, at=now - days(100))

    join_team(rep.academy_person, team=team, on=now.date(), now=now)

    assert due() == now.date() + days(30)


def test_a_team_that_is_joined_later_counts_from_that_day(rep, team, certification, assign, due, now):
    join_team(rep.academy_person, team=None, on=now.date() - days(200), now=now - days(200))
    assign(certification, due_days=30)

    join_team(rep.academy_person, team=team, on=now.date() + days(14), now=now)

    assert due() == now.date() + days(44)


def test_moving_to_a_team_inside_the_rules_team_gains_nothing(rep, team, certification, assign, due, now):
    assign(certification, due_days=30)
    inside = place_team(Team(slug="inside", name={"en": "Inside"}), parent=team)

    join_team(rep.academy_person, team=inside, on=now.date() + days(12), now=now + days(12))

    assert due() == now.date() + days(30)


def test_who_leaves_and_comes_back_is_asked_anew(rep, team, certification, assign, due, now):
    assign(certification, due_days=30)
    join_team(rep.academy_person, team=None, on=now.date() + days(5), now=now + days(5))
    away = due()

    join_team(rep.academy_person, team=team, on=now.date() + days(40), now=now + days(40))

    assert (away, due()) == (None, now.date() + days(70))


def test_a_launch_that_is_still_to_come_counts(rep, make_certification, assign, standing_of, now):
    launched = make_certification("CMC", launched_on=now.date() + days(15))

    assign(launched, due_days=45)

    assert standing_of(rep, launched).due_on == now.date() + days(60)


def test_fewer_days_are_counted_anew_from_the_day_they_are_made_fewer(rep, certification, assign, due, now):
    assign(certification, due_days=60)

    change(certification, now + days(50), due_days=20)

    assert due() == now.date() + days(70)


def test_more_days_move_the_due_date_on(rep, certification, assign, due, now):
    assign(certification, due_days=30)

    change(certification, now + days(10), due_days=45)

    assert due() == now.date() + days(45)


def test_an_author_who_makes_the_days_fewer_makes_nobody_overdue(client, pmm, rep, team, certification, assign, due, now):
    rep.academy_person.memberships.update(since=now.date() - days(200))
    assign(certification, due_days=60, at=now - days(100))
    overdue_before = due() < now.date()
    rule = AssignmentRule.objects.get()
    rows = inline_formset([{"id": rule.pk, "team": team.pk, "job_role": "", "due_days": 20}], initial=1)
    client.force_login(pmm)

    answer = save(
        client,
        reverse("wagtailsnippets_academy_certification_certification:edit", args=[certification.pk]),
        nested_form_data(
            {
                **{f"{name}_en": str(getattr(certification, name)) for name in ("title", "proves", "unlocks")},
                **{name: getattr(certification, name) for name in ("code", "slug", "rights", "time_zone", "launched_on")},
                "owner": pmm.pk,
                "assignment_rules": rows,
            }
        ),
    )

    rule.refresh_from_db()
    assert answer.status_code == 302
    assert overdue_before
    assert rule.due_days == 20
    assert due() == rule.asks_since + days(20) > now.date()


def test_a_new_role_with_a_stricter_rule_makes_nobody_overdue(rep, team, certification, assign, due, now):
    assign(certification, due_days=60, job_role="rep")
    assign(certification, due_days=30, job_role="manager")
    later = now + days(50)

    register_person(user=rep, name="Rep", job_role="manager", team=team, now=later)

    assert due() == later.date() + days(30)


def test_of_two_rules_the_one_that_is_due_first_holds_and_stays(rep, certification, assign, due, now):
    assign(certification, due_days=60)
    assign(certification, due_days=30, job_role="rep", at=now + days(40))
    of_the_first = due()
    AssignmentRule.objects.get(job_role="").delete()

    apply_assignments(now=now + days(41))
    apply_assignments(now=now + days(43))

    assert of_the_first == now.date() + days(60)
    assert due() == now.date() + days(71)


def test_a_certification_that_takes_people_again_asks_anew(rep, certification, assign, due, now):
    assign(certification, due_days=30)
    for retired, day in ((True, 10), (False, 90)):
        retire_certification(certification, retired=retired, now=now + days(day))
        apply_assignments(now=now + days(day))

    assert due() == now.date() + days(120)


def test_applying_again_on_later_days_moves_nothing(rep, certification, assign, due, now):
    assign(certification, due_days=30)

    for day in (1, 20, 60):
        apply_assignments(now=now + days(day))

    assert due() == now.date() + days(30)
