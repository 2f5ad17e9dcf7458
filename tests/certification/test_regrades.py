"""What a regrade would touch is told beforehand, and nothing that was given is taken away."""

import pytest
from django.urls import reverse

from academy.certification.actions import open_cycle
from academy.certification.models import Award
from quizzes.actions import start_attempt, submit_attempt
from quizzes.models import Attempt, Quiz, seams
from quizzes.models.seams import VerdictChange
from quizzes.signals import attempt_graded
from tests.certification.conftest import days

pytestmark = pytest.mark.django_db


def turns(attempt, *, passes):
    return VerdictChange(attempt.pk, attempt.learner_id, counted_before=not passes, counted_after=passes)


def told(*changes):
    return [(one.learner_id, one.words) for one in seams.affected(changes)]


def test_a_certificate_that_rests_on_the_pass_is_listed_and_stays(rep, certification, award):
    attempt = Attempt.objects.get(learner=rep)

    listed = seams.affected([turns(attempt, passes=False)])

    assert [(one.title, one.url, one.learner_id) for one in listed] == [
        ("FDS · Certified Fast-Deal Seller", reverse("academy_certification:certification", args=["fds"]), rep.pk)
    ]
    assert "stays until somebody revokes it" in listed[0].words


def test_losing_a_pass_revokes_nothing(rep, certification, award, standing_of, now):
    Attempt.objects.filter(learner=rep).update(passed=False, counts_as_pass=False)

    attempt_graded.send_robust(sender=Attempt, attempt=Attempt.objects.select_related("quiz").get(learner=rep), now=now)

    assert standing_of(rep, certification).state == "certified"
    assert not Award.objects.whole().get().is_revoked


@pytest.fixture
def sit_again(answering, exam_quiz, now):
    """Take the exam when nothing asks for it: `sit_again(rep, at=now, right=0)`."""

    def take(learner, *, at, right):
        attempt = answering(start_attempt(learner=learner, quiz=exam_quiz, now=at), right=right, at=at)
        return submit_attempt(attempt, now=at)

    return take


@pytest.fixture
def latest_kept(exam_quiz):
    exam_quiz.keep = Quiz.Keep.LATEST
    exam_quiz.save()


def test_a_later_fail_opens_the_exam_of_a_run_again_where_the_latest_is_kept(
    rep, latest_kept, make_certification, sit, sit_again, standing_of, now
):
    certification = make_certification("CSA", practice=True)
    open_cycle(learner=rep, certification=certification, path="initial", now=now)
    sit(rep, certification, at=now)
    assert standing_of(rep, certification).done == 1

    sit_again(rep, at=now + days(2), right=0)

    assert standing_of(rep, certification).done == 0


def test_who_would_pass_is_told_to_get_the_certificate(rep, certification, cycle, sit, now):
    failed = sit(rep, certification, at=now, right=3)

    assert told(turns(failed, passes=True)) == [(rep.pk, "Everything is met: the certificate is given.")]


def test_with_more_to_do_the_certificate_comes_later(rep, make_certification, sit, now):
    certification = make_certification("CSA", practice=True, sign_off=True)
    open_cycle(learner=rep, certification=certification, path="initial", now=now)
    failed = sit(rep, certification, at=now, right=3)

    assert told(turns(failed, passes=True)) == [(rep.pk, "The exam is met; the certificate is given once everything else is.")]


def test_an_open_run_loses_its_exam(rep, make_certification, sit, now):
    certification = make_certification("CSA", practice=True)
    open_cycle(learner=rep, certification=certification, path="initial", now=now)
    passed = sit(rep, certification, at=now)

    assert told(turns(passed, passes=False)) == [(rep.pk, "The exam is open again: the pass no longer counts.")]


def test_a_second_pass_keeps_what_the_first_would_lose(rep, make_certification, sit, now):
    certification = make_certification("CSA", practice=True)
    open_cycle(learner=rep, certification=certification, path="initial", now=now)
    failed = sit(rep, certification, at=now, right=3)
    passed = sit(rep, certification, at=now + days(2))

    assert told(turns(passed, passes=False), turns(failed, passes=True)) == []


def test_attempts_outside_of_a_run_touch_nothing(rep, certification, award, sit, now):
    old = Attempt.objects.get(learner=rep)
    renewed = sit(rep, certification, at=now + days(340))

    listed = told(turns(renewed, passes=False))

    assert len(listed) == 1
    assert len(told(turns(old, passes=False), turns(renewed, passes=False))) == 2


def test_who_passes_by_a_regrade_is_reviewed_like_after_any_pass(rep, certification, cycle, sit, now):
    failed = sit(rep, certification, at=now, right=3)
    Attempt.objects.filter(pk=failed.pk).update(passed=True, counts_as_pass=True, points=failed.max_points)

    for _time in range(2):
        attempt_graded.send_robust(sender=Attempt, attempt=Attempt.objects.select_related("quiz").get(pk=failed.pk), now=now + days(1))

    assert Award.objects.get(learner=rep).issued_at == now + days(1)


def test_the_queries_do_not_grow_with_learners(make_person, team, certification, sit, now, django_assert_max_num_queries):
    changes = []
    for name in ("ann", "ben", "cleo"):
        learner = make_person(name, team=team)
        changes.append(turns(sit(learner, certification, at=now, right=3), passes=True))

    with django_assert_max_num_queries(7):
        assert len(told(*changes)) == 3
