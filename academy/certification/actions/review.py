"""Reviewing: after any fact, award what is earned and say where the learner stands."""

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from academy.certification.actions.award import award_earned
from academy.certification.actions.cycle import open_due_renewals
from academy.certification.actions.learner import hold
from academy.certification.actions.standing import says_so_already, write_standings
from academy.certification.models import Award, Certification, Cycle, Standing
from academy.certification.models.facts import read_cases
from academy.certification.models.many import cases_of_many
from academy.people.models import Person
from quizzes.models import Attempt, Quiz

SLICE: Final = 500  # learners


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
    """Review all who have anything to do with a certification; return how many had to be. Repairs what a crash lost.

    Read by five hundred. Where a standing says so already, nothing is locked and nothing is written.
    """
    reviewed, after = 0, 0
    while learners := concerned(after):
        reviewed += _review(learners, now)
        after = learners[-1]
    return reviewed


def review_due(*, now: datetime) -> int:
    """Review those whose standing changes by time alone: a window that opened, a certificate that ended."""
    stale = sorted(set(Standing.objects.stale(now).order_by().values_list("learner_id", flat=True)))
    return sum(_review(stale[place : place + SLICE], now) for place in range(0, len(stale), SLICE))


def concerned(after: int) -> list[int]:
    """The next keys of users behind this one who have anything to do with a certification."""
    facts = (Standing.objects.all(), Cycle.objects.open(), Award.objects.all())
    anything = reduce(or_, (Q(Exists(rows.filter(learner=OuterRef("pk")).order_by())) for rows in facts))
    users = get_user_model()._default_manager.filter(anything, pk__gt=after)
    return list(users.order_by("pk").values_list("pk", flat=True)[:SLICE])


def _review(learners: Collection[int], now: datetime) -> int:
    """Review those of these learners whose rows do not say what follows from their facts, or who have earned something."""
    teams = dict(Person.objects.filter(user__in=learners).order_by().values_list("user_id", "team_id"))
    behind = [
        learner
        for learner, cases in cases_of_many(learners).items()
        if any((case.progress and case.progress.is_met) or not says_so_already(case, team_id=teams.get(learner), now=now) for case in cases)
    ]
    for learner in get_user_model()._default_manager.filter(pk__in=behind).order_by("pk"):
        review_standing(learner=learner, now=now)
    return len(behind)
