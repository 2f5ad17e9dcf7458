"""Reviewing: after any fact, award what is earned and say where the learner stands."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from academy.certification.actions.award import award_earned
from academy.certification.actions.cycle import open_due_renewals
from academy.certification.actions.learner import hold
from academy.certification.actions.standing import write_standings
from academy.certification.models import Award, Certification, Cycle, Standing
from academy.certification.models.facts import read_cases
from quizzes.models import Attempt, Quiz


@transaction.atomic
def review_standing(*, learner: Any, now: datetime, certification: Certification | None = None) -> None:
    """Award what a learner has earned, and rewrite the standings from awards, cycles and facts. Harmless to repeat."""
    learner = hold(learner)
    cases = read_cases(learner, certification=certification)
    if any(case.progress and case.progress.is_met for case in cases):
        award_earned(learner=learner, now=now, certification=certification)
        cases = read_cases(learner, certification=certification)
    write_standings(learner, cases, now=now)


def review_attempt(*, attempt: Attempt, now: datetime) -> None:
    """Review the learner of an exam that was started or handed in, or that was held back by what is handed in now.

    Course quizzes speak through their course. An exam that was started through its own page while a renewal was due
    begins that renewal: any door renews.
    """
    if attempt.quiz.purpose != Quiz.Purpose.CERTIFICATION:
        if not attempt.is_open and any(one.quiz.purpose == Quiz.Purpose.CERTIFICATION for one in attempt.let_go):
            review_standing(learner=attempt.learner, now=now)
        return
    open_due_renewals(now=attempt.started_at, only=Standing.objects.of(attempt.learner).examined_by(attempt.quiz))
    review_standing(learner=attempt.learner, now=now)


def review_everybody(*, now: datetime) -> int:
    """Review all who have anything to do with a certification; return how many. Repairs what a crash lost."""
    concerned: set[int] = set()
    for rows in (Standing.objects.all(), Cycle.objects.open(), Award.objects.all()):
        concerned.update(rows.values_list("learner_id", flat=True))
    return _review(concerned, now)


def review_due(*, now: datetime) -> int:
    """Review those whose standing changes by time alone: a window that opened, a certificate that ended."""
    return _review(Standing.objects.stale(now).values_list("learner_id", flat=True), now)


def _review(keys: Iterable[int], now: datetime) -> int:
    learners = list(get_user_model()._default_manager.filter(pk__in=set(keys)).order_by("pk"))
    for learner in learners:
        review_standing(learner=learner, now=now)
    return len(learners)
