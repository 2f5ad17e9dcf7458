"""Publishing and retiring quizzes."""

from datetime import datetime

from django.db import transaction

from quizzes.actions.drawing import check_pools
from quizzes.actions.fineness import refuse_too_fine_pools
from quizzes.models import Quiz


@transaction.atomic
def publish_quiz(quiz: Quiz, *, now: datetime) -> Quiz:
    """Let learners start a quiz.

    Raises PoolTooSmall, with the numbers, when it asks for more than there
    is, and TooFine when its points could not be added up.
    """
    refuse_too_fine_pools(check_pools(quiz))
    if quiz.published_at is None or quiz.retired_at is not None:
        quiz.published_at, quiz.retired_at = quiz.published_at or now, None
        quiz.save(update_fields=["published_at", "retired_at"])
    return quiz


@transaction.atomic
def retire_quiz(quiz: Quiz, *, now: datetime) -> Quiz:
    """Let nobody start a quiz any more; open attempts can be finished."""
    if quiz.retired_at is None:
        quiz.retired_at = now
        quiz.save(update_fields=["retired_at"])
    return quiz
