"""Many requests at once, with real commits."""

import pytest

from academy.certification.actions import AlreadyDecided, award_earned, begin_exam, open_cycle, review_standing, sign_off
from academy.certification.models import Award, AwardEvent, Cycle, Requirement, SignOff, Standing
from academy.certification.signals import certification_awarded
from quizzes.actions import submit_attempt
from tests.certification.conftest import days
from tests.quizzes.at_once import at_once

pytestmark = pytest.mark.race


def test_fifty_submissions_of_the_last_exam_give_one_grade_one_award_and_one_message(rep, certification, cycle, answering, now):
    attempt = answering(begin_exam(learner=rep, certification=certification, now=now), right=8)
    told = []
    receiver = lambda award, **kwargs: told.append(award.serial)  # noqa: E731 - a receiver of one line
    certification_awarded.connect(receiver)

    results = at_once(*[lambda: submit_attempt(attempt, now=now)] * 50)

    certification_awarded.disconnect(receiver)
    assert {(one.points, one.passed, one.submitted_at) for one in results} == {(8, True, now)}
    assert Award.objects.count() == AwardEvent.objects.count() == 1
    assert told == [Award.objects.get().serial]
    assert Standing.objects.get().state == "certified"


def test_twenty_reviews_and_awards_at_once_give_one_award(rep, certification, cycle, answering, now):
    attempt = answering(begin_exam(learner=rep, certification=certification, now=now), right=8)
    from academy.certification import receivers
    from quizzes.signals import attempt_closed

    attempt_closed.disconnect(receivers.review_after_attempt, dispatch_uid="academy_certification.attempt_closed")
    submit_attempt(attempt, now=now)
    attempt_closed.connect(receivers.review_after_attempt, dispatch_uid="academy_certification.attempt_closed")

    work = [lambda: review_standing(learner=rep, now=now), lambda: award_earned(learner=rep, now=now)]
    raised = [one for one in at_once(*work * 10) if isinstance(one, Exception)]

    assert raised == []
    assert Award.objects.count() == 1
    assert Cycle.objects.get().outcome == "awarded"


def test_twenty_openings_make_one_run(rep, certification, now):
    results = at_once(*[lambda: open_cycle(learner=rep, certification=certification, path="initial", now=now)] * 20)

    assert {one.pk for one in results} == {Cycle.objects.get().pk}


def test_two_managers_signing_at_once_sign_once(rep, manager, admin, make_certification, now):
    certification = make_certification("CSA", sign_off=True)
    cycle = open_cycle(learner=rep, certification=certification, path="initial", now=now)
    requirement = Requirement.objects.get(version=cycle.version, kind="sign_off", path="initial")

    def signing(by):
        return lambda: sign_off(cycle=cycle, requirement=requirement, by=by, now=now)

    results = at_once(*[signing(manager), signing(admin)] * 5)

    assert SignOff.objects.count() == 1
    assert sum(isinstance(one, AlreadyDecided) for one in results) == 9


def test_renewals_at_once_supersede_once(rep, certification, award, now):
    at = now + days(340)

    results = at_once(*[lambda: begin_exam(learner=rep, certification=certification, now=at)] * 10)

    assert len({one.pk for one in results}) == 1
    assert Cycle.objects.open().count() == 1
