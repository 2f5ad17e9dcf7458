"""What certification does when something happened below it. Each receiver calls one action and passes `now` on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from academy.certification import actions
from academy.people.models import Person
from quizzes.models import Attempt


def review_after_course(*, learner: Any, course_key: UUID, now: datetime, **kwargs: Any) -> None:
    actions.review_standing(learner=learner, now=now)


def review_after_step(*, learner: Any, course_key: UUID, step_key: UUID, now: datetime, **kwargs: Any) -> None:
    actions.review_standing(learner=learner, now=now)


def review_after_attempt(*, attempt: Attempt, now: datetime, **kwargs: Any) -> None:
    actions.review_attempt(attempt=attempt, now=now)


def assign_after_change(*, person: Person, now: datetime, **kwargs: Any) -> None:
    actions.apply_assignments(people=[person], now=now)
