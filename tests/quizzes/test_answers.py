"""Saving answers and handing in."""

from datetime import timedelta
from fractions import Fraction

import pytest

from quizzes.actions import (
    AnsweredTooLate,
    AnswerError,
    AttemptClosed,
    Sent,
    StaleAnswer,
    answer_question,
    close_overdue,
    flag_question,
    save_answer,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Attempt, AttemptSlot, Response
from quizzes.models.attempt import shown_percent
from quizzes.signals import attempt_closed
from tests.quizzes.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(rep, exam, now):
    return start_attempt(learner=rep, quiz=exam, now=now)


@pytest.fixture
def slot(attempt):
    return attempt.slots.select_related("version").get(version__question__external_id="single")


def test_every_save_adds_a_row(attempt, slot, now):
    first = save_answer(attempt, position=slot.position, data=said(slot, right=False), revision=0, now=now)

    second = save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=1, now=now)

    assert (first.revision, second.revision, slot.responses.count()) == (1, 2, 2)
    assert second.answer == {"choice": "b"}


def test_a_stale_save_is_refused_with_what_is_there(attempt, slot, now):
    save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now)

    with pytest.raises(StaleAnswer) as refusal:
        save_answer(attempt, position=slot.position, data=said(slot, right=False), revision=0, now=now)

    assert (refusal.value.revision, refusal.value.answer) == (1, {"choice": "b"})


def test_the_same_key_again_returns_the_first_response(attempt, slot, now):
    first = save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now, key="k1")
    save_answer(attempt, position=slot.position, data=said(slot, right=False), revision=1, now=now, key="k2")

    again = save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now, key="k1")

    assert again == first
    assert slot.responses.count() == 2


def test_the_key_of_one_question_means_nothing_at_another(attempt, now):
    one, two = attempt.slots.select_related("version").filter(version__kind="single")
    save_answer(attempt, position=one.position, data=said(one, right=True), revision=0, now=now, key="k1")

    saved = save_answer(attempt, position=two.position, data=said(two, right=False), revision=0, now=now, key="k1")
    with pytest.raises(StaleAnswer) as refusal:
        save_answer(attempt, position=two.position, data=said(two, right=True), revision=0, now=now, key="k2")

    assert (saved.slot, saved.answer) == (two, {"choice": "a"})
    assert (refusal.value.revision, refusal.value.answer) == (1, {"choice": "a"})
    assert [slot.responses.count() for slot in (one, two)] == [1, 1]


def test_a_key_that_another_question_used_acknowledges_nothing_after_handing_in(attempt, now):
    one, two = attempt.slots.select_related("version").filter(version__kind="single")
    save_answer(attempt, position=one.position, data=said(one, right=True), revision=0, now=now, key="k1")
    submit_attempt(attempt, now=now)

    again = save_answer(attempt, position=one.position, data=said(one, right=True), revision=0, now=now, key="k1")
    with pytest.raises(AttemptClosed):
        save_answer(attempt, position=two.position, data=said(two, right=True), revision=0, now=now, key="k1")

    assert again.slot == one
    assert not two.responses.exists()


def test_what_is_already_saved_is_not_saved_twice(attempt, slot, now):
    save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now)

    again = save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now + timedelta(minutes=1))

    assert (again.revision, again.received_at, slot.responses.count()) == (1, now, 1)


def test_a_blank_before_any_answer_writes_nothing(attempt, slot, now):
    response = save_answer(attempt, position=slot.position, data=None, revision=0, now=now)

    assert (response.revision, Response.objects.count()) == (0, 0)


def test_an_answer_can_be_cleared(attempt, slot, now):
    save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now)

    cleared = save_answer(attempt, position=slot.position, data=None, revision=1, now=now)

    assert (cleared.revision, cleared.answer) == (2, None)


def test_an_answer_after_the_deadline_is_refused_and_closes_the_attempt(attempt, slot, now):
    save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now)

    with pytest.raises(AnsweredTooLate):
        save_answer(attempt, position=slot.position, data=said(slot, right=False), revision=1, now=now + timedelta(minutes=25, seconds=16))

    attempt.refresh_from_db()
    assert (attempt.closed_by, attempt.submitted_at, attempt.points) == (Attempt.ClosedBy.DEADLINE, attempt.deadline_at, 1)


def test_an_answer_after_handing_in_is_refused(attempt, slot, now):
    submit_attempt(attempt, now=now)

    with pytest.raises(AttemptClosed):
        save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now)


def test_a_retry_of_an_acknowledged_save_is_acknowledged_after_handing_in_too(attempt, slot, now):
    first = save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now, key="k1")
    submit_attempt(attempt, now=now)

    again = save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now, key="k1")

    assert again == first


@pytest.mark.parametrize("data", [{"choice": "foreign1"}, {"choice": "b"}, {"choices": []}, {"choice": float("nan")}, {"choice": ["a"]}])
def test_what_is_no_answer_of_the_question_is_refused(attempt, slot, data, now):
    with pytest.raises(AnswerError):
        save_answer(attempt, position=slot.position, data=data, revision=0, now=now)

    assert Response.objects.count() == 0


def test_nobody_saves_into_an_attempt_of_somebody_else(attempt, slot, stranger, now):
    with pytest.raises(AttemptSlot.DoesNotExist):
        answer_question(
            learner=stranger, attempt=attempt.uuid, position=slot.position, sent=Sent(revision=0, data=said(slot, right=True)), now=now
        )


def test_a_save_reads_once_and_writes_once(attempt, slot, now, django_assert_max_num_queries):
    data = said(slot, right=True)

    with django_assert_max_num_queries(4) as queries:  # two of them the savepoint of the test
        answer_question(learner=attempt.learner, attempt=attempt.uuid, position=slot.position, sent=Sent(revision=0, data=data), now=now)

    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 2


def test_a_flag_comes_and_goes_while_the_attempt_is_open(attempt, slot, now):
    assert flag_question(attempt, position=slot.position, flagged=True)
    submit_attempt(attempt, now=now)

    assert not flag_question(attempt, position=slot.position, flagged=False)

    slot.refresh_from_db()
    assert slot.flagged


def test_points_are_exact_and_the_line_is_part_of_passing(rep, quiz, answering, now):
    attempt = answering(start_attempt(learner=rep, quiz=quiz, now=now), right=4)
    # One short text or matching gives partly right answers their share; here four of five are right.
    submitted = submit_attempt(attempt, now=now + timedelta(minutes=17))

    assert submitted.points >= Fraction(4)
    assert submitted.passed is True
    assert (submitted.closed_by, submitted.submitted_at) == (Attempt.ClosedBy.LEARNER, now + timedelta(minutes=17))


def test_a_second_submission_returns_the_first_result(rep, quiz, answering, now):
    attempt = start_attempt(learner=rep, quiz=quiz, now=now)
    first = submit_attempt(answering(attempt, right=5), now=now)

    second = submit_attempt(attempt, now=now + timedelta(hours=1))

    assert (second.points, second.submitted_at, second.passed) == (first.points, first.submitted_at, True)


def test_handing_in_after_the_deadline_counts_at_the_deadline(attempt, answering, now):
    answering(attempt, right=8)

    closed = submit_attempt(attempt, now=now + timedelta(hours=3))

    assert (closed.closed_by, closed.submitted_at, closed.points) == (Attempt.ClosedBy.DEADLINE, attempt.deadline_at, 8)


def test_a_blank_attempt_is_graded_too(attempt, now):
    closed = submit_attempt(attempt, now=now)

    assert (closed.points, closed.passed, closed.percent) == (0, False, 0)


def test_sweeping_closes_what_is_overdue_once(attempt, answering, now):
    answering(attempt, right=8)
    later = now + timedelta(hours=1)

    assert [close_overdue(now=now), close_overdue(now=later), close_overdue(now=later)] == [0, 1, 0]

    attempt.refresh_from_db()
    assert attempt.passed is True


def test_a_percentage_never_contradicts_the_verdict():
    assert shown_percent(Fraction(79996, 100000), pass_percent=80) < 80
    assert shown_percent(Fraction(4, 5), pass_percent=80) == 80
    assert shown_percent(Fraction(2, 3), pass_percent=80) == 67


def test_a_receiver_that_fails_loses_nothing(attempt, now):
    def broken(**kwargs):
        raise RuntimeError("down")

    attempt_closed.connect(broken)

    closed = submit_attempt(attempt, now=now)

    attempt_closed.disconnect(broken)
    assert not closed.is_open
