"""By when a certification is asked of somebody, and from which day on that is over."""

import re

import pytest
from django.urls import reverse

from academy.certification.actions import apply_assignments, repair
from academy.certification.models import Standing
from tests.certification.conftest import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def hired_today(rep, now):
    rep.academy_person.hired_on = now.date()
    rep.academy_person.save()
    return rep


@pytest.mark.parametrize("rules", [(30, 10), (10, 30)])
def test_of_several_due_dates_the_earliest_holds(hired_today, certification, assign, standing_of, now, rules):
    for due_days, role in zip(rules, ("", "rep"), strict=True):
        assign(certification, due_days=due_days, job_role=role)

    assert standing_of(hired_today, certification).due_on == now.date() + days(10)


def test_nothing_is_due_of_somebody_who_has_left(hired_today, certification, assign, standing_of, now):
    assign(certification, due_days=30)
    asked = standing_of(hired_today, certification).due_on
    hired_today.is_active = False
    hired_today.save()

    repair(now=now + days(40))

    assert asked == now.date() + days(30)
    assert standing_of(hired_today, certification).due_on is None
    assert not Standing.objects.overdue(now.date() + days(40)).exists()


def test_a_certification_is_not_asked_of_somebody_who_had_left_before(hired_today, certification, assign):
    hired_today.is_active = False
    hired_today.save()

    assign(certification, due_days=30)

    assert not Standing.objects.exists()
    assert not hired_today.academy_cycles.exists()


def test_a_retired_certification_is_asked_of_nobody_any_more(hired_today, certification, assign, standing_of, now):
    assign(certification, due_days=30)
    certification.retired_at = now
    certification.save()

    apply_assignments(now=now + days(1))

    assert standing_of(hired_today, certification).due_on is None


@pytest.mark.parametrize(("later", "overdue"), [(29, False), (30, False), (31, True)])
def test_the_due_day_itself_is_in_time_and_the_day_after_is_not(
    client, clock_at, manager, hired_today, certification, assign, now, later, overdue
):
    assign(certification, due_days=30)
    clock_at(now + days(later))
    client.force_login(manager)

    of_the_api = client.get("/academy/api/v1/standings/").json()["results"]
    listed = client.get("/academy/api/v1/standings/", {"state": "overdue"}).json()["count"]
    of_the_team = client.get(reverse("academy_desk:team"), {"state": "overdue"}).content.decode()
    (row,) = re.findall(r'<tr><th scope="row">.*?</tr>', client.get(reverse("academy_desk:team")).content.decode(), re.DOTALL)

    assert [row["overdue"] for row in of_the_api] == [overdue]
    assert listed == int(overdue)
    assert ("Rep" in of_the_team) == overdue
    assert ("overdue" in row) == overdue


def test_whoever_is_overdue_comes_before_whose_certificate_ended_and_on_the_due_day_after(
    hired_today, stranger, certification, assign, now
):
    assign(certification, due_days=30)
    Standing.objects.create(learner=stranger, certification=certification, state="expired", changed_at=now)

    order = [
        [row.learner for row in Standing.objects.most_urgent_first(now.date() + days(later)).select_related("learner")]
        for later in (30, 31)
    ]

    assert order == [[stranger, hired_today], [hired_today, stranger]]


def test_a_certificate_that_was_once_given_is_never_overdue(rep, certification, award, assign, standing_of, now):
    assign(certification, due_days=0, at=now)
    row = standing_of(rep, certification)

    assert row.due_on is not None
    assert not row.is_overdue(row.due_on + days(1))
    assert not Standing.objects.overdue(row.due_on + days(1)).exists()
