"""Closing attempts: by the learner, or by the clock. Graded once, by rule or with the help of people."""

import logging
from datetime import datetime
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from quizzes.actions.devices import refuse_elsewhere
from quizzes.actions.grading import Basis, earned, judge, total
from quizzes.actions.points import store_points
from quizzes.actions.verdicts import hold_together, judge_others, window_of
from quizzes.models import Attempt, AttemptEvent, OnExpiry
from quizzes.models.attempt import AttemptQuerySet
from quizzes.models.scripts import slots_to_grade
from quizzes.signals import attempt_closed

log = logging.getLogger("quizzes")


class Swept(NamedTuple):
    """How many overdue attempts were closed, and how many could not be."""

    closed: int
    failed: int


@transaction.atomic
def submit_attempt(attempt: Attempt, *, now: datetime, device: str = "") -> Attempt:
    """Grade the saved answers and close the attempt for good.

    An attempt that was already handed in is returned unchanged, so a retry
    gets the same result. One whose time is up counts as handed in at its end.
    Where an answer waits for a person, points and verdict are left open.
    Raises Elsewhere where the quiz allows one device and this is another,
    while the attempt runs; nothing on a second submission.
    """
    return _handed_in(_locked(attempt), now=now, device=device)


@transaction.atomic
def submit_own_attempt(*, learner: Any, attempt: UUID, now: datetime, device: str = "") -> Attempt:
    """The same of a learner's own attempt, found and held in one query. Raises Attempt.DoesNotExist or Elsewhere."""
    return _handed_in(_held(Attempt.objects.visible_to(learner)).get(uuid=attempt), now=now, device=device)


def _handed_in(attempt: Attempt, *, now: datetime, device: str) -> Attempt:
    if not attempt.is_open:
        return attempt
    if not attempt.is_overdue(now):
        refuse_elsewhere(attempt, device=device)
    return _closed(attempt, now=now, device=device)


def close_if_overdue(attempt: Attempt, *, now: datetime) -> Attempt:
    """Close an attempt whose time is up with the answers that were saved; any other is returned as it is.

    What counts is the end as it is stored: it may have moved since the attempt was read.
    """
    return _close_still_overdue(attempt, now=now)[0] if attempt.is_overdue(now) else attempt


def close_overdue(*, now: datetime, learner: Any = None) -> int:
    """Close what `sweep` closes, and say how many this call closed."""
    return sweep(now=now, learner=learner).closed


def sweep(*, now: datetime, learner: Any = None) -> Swept:
    """Close every attempt whose time is up, of one learner or of all, each in a transaction of its own.

    One that cannot be closed is logged and left open, and holds nobody else
    up. Harmless to repeat or to run twice at once.
    """
    everybody = Attempt.objects.all() if learner is None else Attempt.objects.of(learner)
    closed = failed = 0
    for attempt in everybody.overdue(now).order_by("ends_at").iterator(chunk_size=100):
        try:
            closed += _close_still_overdue(attempt, now=now)[1]
        except Exception:
            log.exception("The attempt %s is overdue and could not be closed.", attempt.uuid)
            failed += 1
    return Swept(closed, failed)


@transaction.atomic
def _close_still_overdue(attempt: Attempt, *, now: datetime) -> tuple[Attempt, bool]:
    """The attempt as it is now, and whether this call closed it."""
    attempt = _locked(attempt)
    return (_closed(attempt, now=now), True) if attempt.is_overdue(now) else (attempt, False)


def _locked(attempt: Attempt) -> Attempt:
    return _held(Attempt.objects.all()).get(pk=attempt.pk)


def _held(attempts: AttemptQuerySet) -> AttemptQuerySet:
    return attempts.select_for_update(of=("self",), no_key=True).select_related("quiz")


def _closed(attempt: Attempt, *, now: datetime, device: str = "") -> Attempt:
    hold_together(attempt)
    by_clock = attempt.is_overdue(now)
    attempt.closed_by = _closed_by(attempt, by_clock=by_clock)
    attempt.submitted_at = attempt.closing_time(now)
    points = _graded(attempt)
    attempt.graded_at = None if points is None else now
    judge(attempt, points, window=window_of(attempt))
    attempt.save(update_fields=["closed_by", "submitted_at", "graded_at", "points", "passed", "counts_as_pass"])
    judge_others(attempt, now=now)
    AttemptEvent.objects.create(
        attempt=attempt, kind=AttemptEvent.Kind.TIME_UP if by_clock else AttemptEvent.Kind.SUBMIT, at=attempt.submitted_at, device=device
    )
    transaction.on_commit(partial(attempt_closed.send_robust, sender=Attempt, attempt=attempt, now=now))
    return attempt


def _closed_by(attempt: Attempt, *, by_clock: bool) -> Attempt.ClosedBy:
    if not by_clock:
        return Attempt.ClosedBy.LEARNER
    return Attempt.ClosedBy.DEADLINE if attempt.rules.on_expiry == OnExpiry.SUBMIT else Attempt.ClosedBy.ABANDONED


def _graded(attempt: Attempt) -> Fraction | None:
    """Set the points of every question; give their sum, or None where something waits. What was not handed in earns nothing."""
    slots = slots_to_grade(attempt)
    if attempt.is_abandoned:
        for slot in slots:
            slot.points = Fraction(0)
    else:
        basis = Basis.of(slots, rules=attempt.rules, seen_by_markers=False)
        for slot in slots:
            slot.points = earned(slot, rules=attempt.rules, basis=basis)
    store_points(slots)
    return total(slot.points for slot in slots)
