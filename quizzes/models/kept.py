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
        """Put together by what the quiz keeps. What waits for a marker is left out, and what was not handed in unless it is the first."""
        graded = sorted((one for one in attempts if one.graded_at is not None), key=lambda one: one.number)
        if quiz.keep != Quiz.Keep.FIRST:
            graded = [one for one in graded if not one.is_abandoned]
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
    """Whether its learner passed the quiz with this attempt; `others` are the closed ones that count together with it.

    With the best kept, whoever passes it has passed. With the first kept, only
    the first can. With the latest or the average kept, only the newest that is
    settled says anything: by itself, or by the average up to it, which is not
    known while one of them waits for a marker. What was not handed in counts
    for nothing; it only was the first, where it was.
    """
    keep = attempt.quiz.keep
    before = [one for one in others if one.number < attempt.number]
    if attempt.is_abandoned or (keep == Quiz.Keep.FIRST and before):
        return False
    if keep in {Quiz.Keep.FIRST, Quiz.Keep.HIGHEST}:
        return bool(attempt.passed)
    if any(one.number > attempt.number and one.points is not None and not one.is_abandoned for one in others):
        return False
    return bool(attempt.passed) if keep == Quiz.Keep.LATEST else _average_reaches(attempt, before)


def _average_reaches(attempt: Attempt, before: Collection[Attempt]) -> bool:
    counted = [*(one for one in before if not one.is_abandoned), attempt]
    if any(one.points is None for one in counted):
        return False
    return sum((_score(one) for one in counted), Fraction()) * 100 >= Fraction(attempt.pass_percent) * len(counted)


def _score(attempt: Attempt) -> Fraction:
    return attempt.score or Fraction(0)
