"""Closed attempts as lists tell of them: never a score that may not be told now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from quizzes.models import Aspect, Attempt, Kept, Quiz, review_of
from quizzes.models.attempt import shown_percent


@dataclass(frozen=True)
class Told:
    """One closed attempt and what may be said of its score."""

    attempt: Attempt
    shows_score: bool


@dataclass(frozen=True)
class Counting:
    """What counts of several attempts, where that is not simply the best."""

    percent: Decimal
    keep: str
    reaches: bool


def shows_marks(attempt: Attempt, *, now: datetime) -> bool:
    """Whether the score of a closed attempt may be told now. Reads nothing for all presets; needs `with_score_withheld`."""
    if attempt.graded_at is None or getattr(attempt, "score_withheld", False):
        return False
    return attempt.quiz.review != Quiz.Review.EXPERT or review_of(attempt, now=now).shows(Aspect.MARKS)


def told(attempts: Sequence[Attempt], *, now: datetime) -> list[Told]:
    return [Told(one, shows_marks(one, now=now)) for one in attempts if not one.is_open]


def counting(quiz: Quiz, attempts: Sequence[Attempt], *, now: datetime) -> Counting | None:
    """The score that counts; None where it is the best one anyway, or where it may not be told."""
    closed = [one for one in attempts if one.graded_at is not None]
    if quiz.keep == Quiz.Keep.HIGHEST or not closed or not all(shows_marks(one, now=now) for one in closed):
        return None
    kept = Kept.of(quiz, closed)
    if kept.score is None:
        return None
    # An attempt is held to the line of its time; an average, to that of the newest in it.
    line = (kept.attempt or max(closed, key=lambda one: one.number)).pass_percent
    return Counting(shown_percent(kept.score, pass_percent=line), quiz.keep, reaches=kept.score * 100 >= Fraction(line))
