"""What counts of several attempts at one quiz."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from quizzes.models.attempt import Attempt
from quizzes.models.quiz import Quiz


@dataclass(frozen=True)
class Kept:
    """The score that a learner has at a quiz, from 0 to 1; None while nothing is graded."""

    score: Fraction | None
    attempt: Attempt | None = None  # the one it is taken from; None for an average

    @classmethod
    def of(cls, quiz: Quiz, attempts: Collection[Attempt]) -> Self:
        """Put together by what the quiz keeps. What waits for a marker is left out."""
        graded = sorted((one for one in attempts if one.graded_at is not None), key=lambda one: one.number)
        if not graded:
            return cls(None)
        if quiz.keep == Quiz.Keep.AVERAGE:
            return cls(sum((_score(one) for one in graded), Fraction()) / len(graded))
        chosen = {
            Quiz.Keep.LATEST: graded[-1],
            Quiz.Keep.FIRST: graded[0],
        }.get(Quiz.Keep(quiz.keep)) or max(graded, key=lambda one: (_score(one), -one.number))
        return cls(_score(chosen), chosen)


def counts_as_pass(attempt: Attempt, others: Collection[Attempt]) -> bool:
    """Whether its learner passed the quiz with this attempt; `others` are the closed ones of the same window before it.

    With the best or the latest kept, whoever passes it has passed. With the
    first kept, only the first can. With the average kept, the average up to
    this attempt has to reach the line, and is not known while one of them
    waits for a marker.
    """
    keep = attempt.quiz.keep
    if keep == Quiz.Keep.FIRST:
        return bool(attempt.passed) and not others
    if keep == Quiz.Keep.AVERAGE:
        if any(one.is_waiting for one in others):
            return False
        scores = [_score(one) for one in (*others, attempt)]
        return sum(scores, Fraction()) * 100 >= Fraction(attempt.pass_percent) * len(scores)
    return bool(attempt.passed)


def _score(attempt: Attempt) -> Fraction:
    return attempt.score or Fraction(0)
