"""What several people and clocks do to one attempt at the same moment: sweepers, exceptions, devices, one more attempt."""

from datetime import timedelta
from itertools import pairwise

import pytest

from quizzes.actions import (
    Grant,
    NoAttemptsLeft,
    close_if_overdue,
    close_overdue,
    grant_attempt,
    grant_override,
    save_answer,
    start_attempt,
    submit_attempt,
    take_over,
)
from quizzes.models import Attempt, AttemptEvent, AttemptWindow, QuizOverride
from quizzes.signals import attempt_closed
from tests.quizzes.at_once import at_once
from tests.quizzes.conftest import said

pytestmark = pytest.mark.race

MORE_TIME = Grant(extra_minutes=10)


@pytest.fixture
def heard():
    """The attempts of which the layers above were told that they are closed."""
    told = []
    receiver = lambda attempt, **kwargs: told.append(attempt.pk)  # noqa: E731 - a receiver of one line
    attempt_closed.connect(receiver)
    yield told
    attempt_closed.disconnect(receiver)


@pytest.fixture
def attempt(rep, exam, now):
    """An open attempt of the rep that ends at 9:25."""
    return start_attempt(learner=rep, quiz=exam, now=now)


def test_three_sweepers_close_an_attempt_once(attempt, heard):
    counts = at_once(*[lambda: close_overdue(now=attempt.deadline_at + timedelta(seconds=16))] * 3)

    assert sorted(counts) == [0, 0, 1]
    assert heard == [attempt.pk]
    assert attempt.events.filter(kind=AttemptEvent.Kind.TIME_UP).count() == 1


def test_three_sweepers_of_many_attempts_close_each_once(make_person, quiz, heard, now):
    quiz.time_limit_minutes = 25
    quiz.save()
    begun = [start_attempt(learner=make_person(f"learner{number}"), quiz=quiz, now=now) for number in range(12)]

    counts = at_once(*[lambda: close_overdue(now=now + timedelta(minutes=26))] * 3)

    assert sum(counts) == 12
    assert sorted(heard) == sorted(one.pk for one in begun)


def test_sweepers_a_save_and_a_submission_after_the_end_agree(attempt, rep, heard):
    slot = attempt.slots.select_related("version").first()
    late = attempt.deadline_at + timedelta(seconds=16)

    at_once(
        *[lambda: close_overdue(now=late)] * 3,
        *[lambda: submit_attempt(attempt, now=late)] * 3,
        *[lambda: save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, key="late", now=late)] * 3,
        *[lambda: close_if_overdue(attempt, now=late)] * 3,
    )

    closed = Attempt.objects.get(pk=attempt.pk)
    assert (closed.submitted_at, closed.closed_by, closed.points) == (attempt.deadline_at, Attempt.ClosedBy.DEADLINE, 0)
    assert [(one.kind, one.key) for one in slot.responses.all()] == [("late", "late")]
    assert heard == [attempt.pk]


def test_more_time_granted_while_it_is_handed_in_never_opens_it_again(attempt, exam, rep, pmm, heard, now):
    def grant():
        return grant_override(quiz=exam, learners=[rep], grant=MORE_TIME, reason="The network was down.", by=pmm, now=now)

    results = at_once(*[lambda: submit_attempt(attempt, now=now)] * 5, *[grant] * 5)

    closed = Attempt.objects.get(pk=attempt.pk)
    extended = attempt.events.filter(kind=AttemptEvent.Kind.EXTENDED).count()
    assert not [one for one in results if isinstance(one, Exception)]
    assert QuizOverride.objects.count() == 5
    assert (closed.submitted_at, closed.closed_by) == (now, Attempt.ClosedBy.LEARNER)
    assert closed.deadline_at == attempt.deadline_at + timedelta(minutes=10 if extended else 0)
    assert extended in {0, 1}
    assert heard == [attempt.pk]


def test_more_time_granted_while_sweepers_come_is_honoured_or_too_late(attempt, exam, rep, pmm, heard, now):
    just_in_time = attempt.deadline_at - timedelta(seconds=1)

    at_once(
        *[lambda: close_overdue(now=attempt.deadline_at + timedelta(seconds=16))] * 3,
        lambda: grant_override(quiz=exam, learners=[rep], grant=MORE_TIME, reason="The network was down.", by=pmm, now=just_in_time),
    )

    stored = Attempt.objects.get(pk=attempt.pk)
    extended = attempt.events.filter(kind=AttemptEvent.Kind.EXTENDED).exists()
    assert stored.is_open == extended
    assert heard == ([] if extended else [attempt.pk])


def test_a_request_that_read_the_old_deadline_closes_nothing_that_was_given_more_time(attempt, exam, rep, pmm, now):
    read_before = Attempt.objects.get(pk=attempt.pk)
    just_in_time = attempt.deadline_at - timedelta(seconds=1)
    grant_override(quiz=exam, learners=[rep], grant=MORE_TIME, reason="The network was down.", by=pmm, now=just_in_time)

    seen = close_if_overdue(read_before, now=attempt.deadline_at + timedelta(seconds=16))

    assert seen.is_open
    assert seen.deadline_at == attempt.deadline_at + timedelta(minutes=10)
    assert Attempt.objects.get(pk=attempt.pk).is_open


def test_the_last_attempt_and_twenty_presses_give_one_more(rep, quiz, now):
    for _attempt in range(3):
        submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)

    granted = at_once(*[lambda: grant_attempt(quiz=quiz, learner=rep, reason="The network was down.", by=None, now=now)] * 20)
    results = at_once(*[lambda: submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)] * 20)

    assert sum(isinstance(one, AttemptWindow) for one in granted) == 1
    assert all(one is None or isinstance(one, AttemptWindow) for one in granted)
    assert all(isinstance(one, Attempt | NoAttemptsLeft) for one in results)
    assert Attempt.objects.count() == 4


def test_of_two_takeovers_at_once_the_later_device_goes_on(attempt, now):
    at_once(*[lambda device=device: take_over(attempt, device=device, now=now) for device in ("desk", "phone") for _press in range(5)])

    moves = [event.device for event in attempt.events.filter(kind=AttemptEvent.Kind.TAKEOVER).order_by("pk")]
    stored = Attempt.objects.get(pk=attempt.pk)
    assert stored.device == moves[-1]
    assert all(before != after for before, after in pairwise(moves))
    assert set(moves) == {"desk", "phone"}
