"""The verdict of a closed attempt, once no answer of it waits for a person."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from quizzes.actions.grading import judge, total
from quizzes.models import Attempt, AttemptWindow, Quiz
from quizzes.models.allowance import together
from quizzes.signals import attempt_graded


def hold_together(attempt: Attempt) -> None:
    """Hold the closed attempts that may count together with one, in one order, until the transaction ends.

    Called before a closed attempt is held by itself; an open one is the newest
    of all, and is held first.
    """
    if attempt.quiz.keep == Quiz.Keep.HIGHEST:
        return
    closed = Attempt.objects.of(attempt.learner_id).at(attempt.quiz).closed().order_by("pk")
    list(closed.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def settle(attempt: Attempt, *, now: datetime) -> None:
    """Give an attempt, which the caller holds, its points and verdict, unless one of its answers still waits.

    Others that count together with it are judged again.
    """
    points = total(attempt.slots.values_list("points", flat=True))
    if points is None:
        return
    attempt.graded_at = now
    judge(attempt, points, window=window_of(attempt))
    attempt.save(update_fields=["graded_at", "points", "passed", "counts_as_pass"])
    tell(attempt, now=now)
    judge_others(attempt, now=now)


def window_of(attempt: Attempt) -> list[Attempt] | None:
    """The learner's attempts that count together with this one; None where each counts for itself."""
    quiz = attempt.quiz
    if quiz.keep == Quiz.Keep.HIGHEST:
        return None
    windows = AttemptWindow.objects.filter(quiz=quiz, learner=attempt.learner_id).order_by("-opened_at", "-pk")
    return together(attempt, Attempt.objects.of(attempt.learner_id).at(quiz).with_quiz().order_by("number"), list(windows))


def judge_others(attempt: Attempt, *, now: datetime) -> None:
    """Judge again what counts together with an attempt, which is saved. The caller holds all of them."""
    for one in judge_again(window_of(attempt) or ()):
        tell(one, now=now)


def judge_again(window: Sequence[Attempt]) -> list[Attempt]:
    """Say anew which attempts of a window count as a pass, and save and give those of which that changes."""
    changed = []
    for one in window:
        counted = one.counts_as_pass
        if one.points is not None:
            judge(one, one.points, window=window)
        if one.counts_as_pass != counted:
            one.save(update_fields=["counts_as_pass"])
            changed.append(one)
    return changed


def tell(attempt: Attempt, *, now: datetime) -> None:
    """Let the layers above know, after commit, that an attempt has a verdict, or another one."""
    transaction.on_commit(partial(attempt_graded.send_robust, sender=Attempt, attempt=attempt, now=now))
