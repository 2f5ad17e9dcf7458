"""What several tries, or a certainty, make of a mark. Pure formulas, on exact fractions.

Sources: Moodle `question/behaviour/{adaptive,interactive}/behaviour.php`,
`question/type/match/question.php` (`compute_final_grade`),
`question/behaviour/behaviourbase.php` (`question_cbm`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from quizzes.question_types.question_type import Part

LOW, MIDDLE, HIGH = 1, 2, 3
RIGHT_BY_CERTAINTY: Final = {LOW: Fraction(1), MIDDLE: Fraction(2), HIGH: Fraction(3)}
WRONG_BY_CERTAINTY: Final = {LOW: Fraction(0), MIDDLE: Fraction(-2), HIGH: Fraction(-6)}
MOST_BY_CERTAINTY: Final = max(RIGHT_BY_CERTAINTY.values())


def adaptive(marks: Sequence[Fraction], *, penalty: Fraction) -> Fraction:
    """The best of all tries, each less the penalty for every try before it; never below 0."""
    return max([Fraction(0), *(mark - penalty * before for before, mark in enumerate(marks))])


def interactive(tries: Sequence[Sequence[Part]], *, penalty: Fraction) -> Fraction:
    """The last try less the penalty for every try before it; never below 0.

    Where a question has several parts, each keeps its own credit: it costs
    the penalty for every try up to the last one in which the part was worse.
    """
    if not tries:
        return Fraction(0)
    last = tries[-1]
    if len(last) == 1:
        return max(Fraction(0), last[0].mark - penalty * (len(tries) - 1))
    weight = sum((part.weight for part in last), Fraction())
    earned = sum((_credit(part, tries, penalty) * part.weight for part in last), Fraction())
    return earned / weight if weight else Fraction(0)


def _credit(part: Part, tries: Sequence[Sequence[Part]], penalty: Fraction) -> Fraction:
    history = [next((one.mark for one in parts if one.id == part.id), Fraction(0)) for parts in tries]
    worse = max((place for place, mark in enumerate(history, start=1) if mark < part.mark), default=0)
    return max(Fraction(0), part.mark - penalty * worse)


def by_certainty(mark: Fraction, certainty: int | None) -> Fraction:
    """1, 2 or 3 times the mark of what is right, 0, -2 or -6 for what is wrong; unsaid certainty is low."""
    level = certainty or LOW
    return mark * RIGHT_BY_CERTAINTY[level] if mark > 0 else WRONG_BY_CERTAINTY[level]
