"""Closing attempts: by the learner, or by the clock. Graded once, by rule or with the help of people."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Case, Value, When

from quizzes.actions.grading import Basis, earned, judge, total
from quizzes.models import Attempt, AttemptEvent, AttemptSlot, AttemptWindow, OnExpiry, Quiz
from quizzes.models.allowance import since
from quizzes.signals import attempt_closed


@transaction.atomic
def submit_attempt(attempt: Attempt, *, now: datetime, device: str = "") -> Attempt:
    """Grade the saved answers and close the attempt for good.

    An attempt that was already handed in is returned unchanged, so a retry
    gets the same result. One whose time is up counts as handed in at its end.
    Where an answer waits for a person, points and verdict are left open.
    Raises nothing on a second submission.
    """
    attempt = _locked(attempt)
    return _closed(attempt, now=now, device=device) if attempt.is_open else attempt


def close_if_overdue(attempt: Attempt, *, now: datetime) -> Attempt:
    """Close an attempt whose time is up with the answers that were saved; any other is returned as it is.

    What counts is the end as it is stored: it may have moved since the attempt was read.
    """
    return _close_still_overdue(attempt, now=now)[0] if attempt.is_overdue(now) else attempt


def close_overdue(*, now: datetime, learner: Any = None) -> int:
    """Close every attempt whose time is up, of one learner or of all, and say how many this call closed.

    Harmless to repeat or to run twice at once.
    """
    everybody = Attempt.objects.all() if learner is None else Attempt.objects.of(learner)
    overdue = everybody.overdue(now).order_by("ends_at")
    return sum(_close_still_overdue(attempt, now=now)[1] for attempt in overdue.iterator(chunk_size=100))


@transaction.atomic
def _close_still_overdue(attempt: Attempt, *, now: datetime) -> tuple[Attempt, bool]:
    """The attempt as it is now, and whether this call closed it."""
    attempt = _locked(attempt)
    return (_closed(attempt, now=now), True) if attempt.is_overdue(now) else (attempt, False)


def _locked(attempt: Attempt) -> Attempt:
    locked = Attempt.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("quiz", "learner").get(pk=attempt.pk)


def _closed(attempt: Attempt, *, now: datetime, device: str = "") -> Attempt:
    by_clock = attempt.is_overdue(now)
    attempt.closed_by = _closed_by(attempt, by_clock=by_clock)
    attempt.submitted_at = attempt.closing_time(now)
    points = _graded(attempt)
    attempt.graded_at = None if points is None else now
    judge(attempt, points, window=window_of(attempt))
    attempt.save(update_fields=["closed_by", "submitted_at", "graded_at", "points", "passed", "counts_as_pass"])
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
    slots = list(attempt.slots.for_grading())
    if attempt.is_abandoned:
        for slot in slots:
            slot.points = Fraction(0)
    else:
        basis = Basis.of(slots, rules=attempt.rules)
        for slot in slots:
            slot.points = earned(slot, rules=attempt.rules, basis=basis)
    _store_points(slots)
    return total(slot.points for slot in slots)


def _store_points(slots: Iterable[AttemptSlot]) -> None:
    """Write the points of every question in one statement: one branch for each mark, not one for each question."""
    earning: dict[Fraction | None, list[int]] = defaultdict(list)
    for slot in slots:
        earning[slot.points].append(slot.pk)
    field = AttemptSlot._meta.get_field("points")
    marks = [When(pk__in=keys, then=Value(points, output_field=field)) for points, keys in earning.items()]
    if marks:
        AttemptSlot.objects.filter(pk__in=[key for keys in earning.values() for key in keys]).update(points=Case(*marks))


def window_of(attempt: Attempt) -> list[Attempt] | None:
    """The learner's attempts that count together with this one; None where only this one decides."""
    quiz = attempt.quiz
    if quiz.keep in {Quiz.Keep.HIGHEST, Quiz.Keep.LATEST}:
        return None
    windows = AttemptWindow.objects.filter(quiz=quiz, learner=attempt.learner_id, opened_at__lte=attempt.started_at)
    window = windows.order_by("-opened_at", "-pk").first()
    return since(window, list(Attempt.objects.of(attempt.learner_id).at(quiz).order_by("number")))
