"""The verdict of a closed attempt, once no answer of it waits for a person."""

from datetime import datetime
from functools import partial

from django.db import transaction

from quizzes.actions.grading import judge, total
from quizzes.actions.submission import window_of
from quizzes.models import Attempt
from quizzes.signals import attempt_graded


def settle(attempt: Attempt, *, now: datetime) -> None:
    """Give an attempt, which the caller holds locked, its points and verdict, unless one of its answers still waits.

    Later attempts that count together with it are judged again.
    """
    points = total(attempt.slots.values_list("points", flat=True))
    if points is None:
        return
    attempt.graded_at = now
    judge(attempt, points, window=window_of(attempt))
    attempt.save(update_fields=["graded_at", "points", "passed", "counts_as_pass"])
    tell(attempt, now=now)
    judge_later(attempt, now=now)


def judge_later(attempt: Attempt, *, now: datetime) -> None:
    """Judge again what came after an attempt, where several count together."""
    if window_of(attempt) is None:
        return
    later = Attempt.objects.of(attempt.learner_id).at(attempt.quiz).graded().filter(number__gt=attempt.number)
    for one in later.select_for_update(of=("self",), no_key=True).select_related("quiz").order_by("number"):
        counted = one.counts_as_pass
        judge(one, one.points, window=window_of(one))
        if one.counts_as_pass != counted:
            one.save(update_fields=["counts_as_pass"])
            tell(one, now=now)


def tell(attempt: Attempt, *, now: datetime) -> None:
    """Let the layers above know, after commit, that an attempt has a verdict, or another one."""
    transaction.on_commit(partial(attempt_graded.send_robust, sender=Attempt, attempt=attempt, now=now))
