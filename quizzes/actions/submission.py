"""Closing attempts: by the learner, or by the clock. Graded once, for good."""

from datetime import datetime
from fractions import Fraction
from functools import partial
from typing import Any

from django.db import transaction

from quizzes.models import Attempt, AttemptSlot
from quizzes.question_types import question_type
from quizzes.signals import attempt_closed


@transaction.atomic
def submit_attempt(attempt: Attempt, *, now: datetime) -> Attempt:
    """Grade the saved answers and close the attempt for good.

    An attempt that was already handed in is returned unchanged, so a retry
    gets the same result. One whose time is up counts as handed in at its
    deadline. Raises nothing on a second submission.
    """
    attempt = _locked(attempt)
    return _closed(attempt, now=now) if attempt.is_open else attempt


def close_if_overdue(attempt: Attempt, *, now: datetime) -> Attempt:
    """Close an attempt whose time is up with the answers that were saved; any other is returned as it is."""
    return submit_attempt(attempt, now=now) if attempt.is_overdue(now) else attempt


def close_overdue(*, now: datetime, learner: Any = None) -> int:
    """Close every attempt whose time is up, of one learner or of all, and say how many this call closed.

    Harmless to repeat or to run twice at once.
    """
    everybody = Attempt.objects.all() if learner is None else Attempt.objects.of(learner)
    overdue = everybody.overdue(now).order_by("deadline_at")
    return sum(_close_still_overdue(attempt, now=now) for attempt in overdue.iterator(chunk_size=100))


@transaction.atomic
def _close_still_overdue(attempt: Attempt, *, now: datetime) -> bool:
    attempt = _locked(attempt)
    if attempt.is_overdue(now):
        _closed(attempt, now=now)
        return True
    return False


def _locked(attempt: Attempt) -> Attempt:
    locked = Attempt.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("quiz", "learner").get(pk=attempt.pk)


def _closed(attempt: Attempt, *, now: datetime) -> Attempt:
    slots = list(attempt.slots.with_answers().select_related("version"))
    for slot in slots:
        slot.points = _mark(slot) * slot.max_points
    AttemptSlot.objects.bulk_update(slots, ["points"])
    by_deadline = attempt.is_overdue(now)
    attempt.closed_by = Attempt.ClosedBy.DEADLINE if by_deadline else Attempt.ClosedBy.LEARNER
    attempt.submitted_at = attempt.closing_time(now)
    attempt.points = sum((slot.points for slot in slots), Fraction())  # exact; only the screen rounds, never across the pass line
    attempt.passed = attempt.points * 100 >= Fraction(attempt.pass_percent) * attempt.max_points
    attempt.save(update_fields=["closed_by", "submitted_at", "points", "passed"])
    transaction.on_commit(partial(attempt_closed.send_robust, sender=Attempt, attempt=attempt, now=now))
    return attempt


def _mark(slot: AttemptSlot) -> Fraction:
    return question_type(slot.version.kind).grade(slot.version.spec, slot.answer)
