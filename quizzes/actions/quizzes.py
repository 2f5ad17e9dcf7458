"""Publishing and retiring quizzes."""

from datetime import datetime
from functools import partial

from django.db import transaction

from quizzes.actions.drawing import check_pools
from quizzes.actions.fineness import refuse_too_fine_pools
from quizzes.models import Quiz
from quizzes.signals import quiz_offered_or_not


@transaction.atomic
def publish_quiz(quiz: Quiz, *, now: datetime) -> Quiz:
    """Let learners start a quiz, and tell the layers above after the commit where they could not before.

    Raises PoolTooSmall, with the numbers, when it asks for more than there
    is, and TooFine when its points could not be added up.
    """
    refuse_too_fine_pools(check_pools(quiz))
    if quiz.published_at is None or quiz.retired_at is not None:
        quiz.published_at, quiz.retired_at = quiz.published_at or now, None
        quiz.save(update_fields=["published_at", "retired_at"])
        _tell_of(quiz, now)
    return quiz


@transaction.atomic
def retire_quiz(quiz: Quiz, *, now: datetime) -> Quiz:
    """Let nobody start a quiz any more; open attempts can be finished. Tells the layers above after the commit."""
    if quiz.retired_at is None:
        quiz.retired_at = now
        quiz.save(update_fields=["retired_at"])
        _tell_of(quiz, now)
    return quiz


def _tell_of(quiz: Quiz, now: datetime) -> None:
    transaction.on_commit(partial(quiz_offered_or_not.send_robust, sender=Quiz, quiz=quiz, now=now))
