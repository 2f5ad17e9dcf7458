"""The nightly repair and the tick: read by many people at once, and written only where something is missing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.certification.actions import (
    apply_assignments,
    open_cycle,
    repair,
    review_practice,
    revoke_award,
    sign_off,
    submit_practice,
    tick,
)
from academy.certification.models import Award, Cycle, Standing
from academy.certification.models.facts import read_cases
from academy.certification.models.many import cases_of_many
from academy.certification.models.standing import State
from tests.certification.conftest import days, requirement

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE")


def asked(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return [one["sql"] for one in captured.captured_queries]


def writes(statements):
    return [one for one in statements if one.startswith(WRITES) or "FOR UPDATE" in one or "FOR NO KEY UPDATE" in one]


@pytest.fixture
def company(make_person, make_certification, team, assign, sit, now, pmm, manager):
    """People who stand differently with a certification that has an exam, a practice and a sign-off."""
    certification = make_certification(practice=True, sign_off=True)
    people = {name: make_person(name, team=team) for name in ("idle", "failed", "passed", "waiting", "signing", "holder", "revoked")}
    assign(certification)
    for name in ("failed", "passed", "waiting", "signing", "holder", "revoked"):
        sit(people[name], certification, at=now, right=3 if name == "failed" else 8)
    for name in ("waiting", "signing", "holder", "revoked"):
        run = Cycle.objects.open().of(people[name]).get()
        practice = submit_practice(cycle=run, requirement=requirement(run, "practice"), note="Ready", link="", now=now)
        if name != "waiting":
            review_practice(practice, reviewer=manager, points={"listens": 3, "next": 3}, now=now)
        if name in {"holder", "revoked"}:
            sign_off(cycle=run, requirement=requirement(run, "sign_off"), by=manager, now=now)
    revoke_award(Award.objects.get(learner=people["revoked"]), by=pmm, public_text={"en": "Taken back."}, now=now)
    return people


def test_the_people_of_these_tests_stand_differently(company):
    states = {row.learner.username: row.state for row in Standing.objects.filter(learner__in=company.values()).select_related("learner")}

    assert states == {
        "idle": State.NOT_STARTED,
        "failed": State.FAILED,
        "passed": State.IN_PROGRESS,
        "waiting": State.AWAITING_REVIEW,
        "signing": State.AWAITING_SIGN_OFF,
        "holder": State.CERTIFIED,
        "revoked": State.REVOKED,
    }


def test_many_learners_are_read_as_each_alone(company):
    many = cases_of_many([person.pk for person in company.values()])

    for name, person in company.items():
        (alone,), (among,) = read_cases(person), many[person.pk]
        assert (among.standing, among.award, among.cycle) == (alone.standing, alone.award, alone.cycle), name
        assert (among.progress and among.progress.as_steps()) == (alone.progress and alone.progress.as_steps()), name
        assert (among.progress and among.progress.waiting_since) == (alone.progress and alone.progress.waiting_since), name
        assert (among.progress and among.progress.done) == (alone.progress and alone.progress.done), name


def test_a_second_night_locks_and_writes_nothing(company, now):
    repair(now=now + days(1))
    before = list(Standing.objects.order_by("pk").values())

    statements = asked(lambda: repair(now=now + days(2)))

    assert writes(statements) == []
    assert list(Standing.objects.order_by("pk").values()) == before


def test_more_people_of_whom_nothing_is_missing_cost_no_more_queries(company, make_person, team, now):
    repair(now=now)
    few = len(asked(lambda: repair(now=now)))
    for number in range(12):
        make_person(f"more{number}", team=team)
    repair(now=now)

    assert len(asked(lambda: repair(now=now))) == few


def test_what_was_lost_is_there_again(company, now):
    learner = company["signing"]
    whole = list(Standing.objects.order_by("learner", "certification").values_list("learner", "state", "due_on", "done", "waiting_since"))
    Standing.objects.filter(learner=learner).update(state=State.NOT_STARTED, done=0, waiting_since=None)
    Standing.objects.filter(learner=company["idle"]).update(due_on=None)
    Standing.objects.filter(learner=company["holder"]).delete()

    told = repair(now=now)

    again = list(Standing.objects.order_by("learner", "certification").values_list("learner", "state", "due_on", "done", "waiting_since"))
    assert again == whole
    assert told["learners_reviewed"] > 0


def test_a_crash_between_the_last_step_and_the_award_is_made_good(company, manager, now):
    run = Cycle.objects.open().of(company["signing"]).get()
    run.sign_offs.create(requirement=requirement(run, "sign_off"), by=manager, statement="Seen.", signed_at=now)

    repair(now=now)

    assert Award.objects.filter(learner=company["signing"]).count() == 1


def test_the_tick_opens_a_renewal_on_its_day_and_rewrites_the_standing(company, now):
    holder = company["holder"]
    opens = Standing.objects.get(learner=holder).renewal_opens_at

    assert tick(now=opens - timedelta(minutes=1))["renewals_opened"] == 0
    assert tick(now=opens)["renewals_opened"] == 1
    assert Standing.objects.get(learner=holder).state == State.EXPIRING
    assert writes(asked(lambda: tick(now=opens + timedelta(minutes=1)))) == []


def test_a_move_that_nobody_was_told_of_is_followed_at_night(company, make_team, now):
    elsewhere = make_team("far")
    person = company["passed"].academy_person
    type(person).objects.filter(pk=person.pk).update(team=elsewhere)

    assert apply_assignments(now=now) == 1
    assert Standing.objects.get(learner=company["passed"]).team == elsewhere


def test_somebody_without_a_person_is_repaired_too(certification, django_user_model, now):
    guest = django_user_model.objects.create_user("guest")
    open_cycle(learner=guest, certification=certification, path="initial", now=now)
    Standing.objects.filter(learner=guest).delete()

    repair(now=now)

    assert Standing.objects.get(learner=guest).state == State.NOT_STARTED


@pytest.mark.postgres
def test_what_the_tick_looks_for_is_found_by_partial_indexes(company, now):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    plan = Standing.objects.stale(now).explain()

    assert "standings_that_may_be_renewed" in plan
    assert "standings_that_will_end" in plan
