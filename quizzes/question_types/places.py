"""What several places make together: lines to match, gaps to fill.

Sources: Moodle `question/type/match/question.php`, `question/type/gapselect/questionbase.php`
(right / places), `question/type/multianswer/question.php` (weighted).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import Final

from quizzes.question_types.question_type import Spec

PARTIAL: Final = "partial"
ALL_OR_NOTHING: Final = "all_or_nothing"
PLACES_SCORINGS: Final = (PARTIAL, ALL_OR_NOTHING)


def scoring_of_places(spec: Spec) -> str:
    """Every right place counts, unless the author wants all or nothing."""
    return str(spec.get("scoring", PARTIAL))


def of_places(marks: Sequence[Fraction], *, scoring: str = PARTIAL, weights: Sequence[Fraction] = ()) -> Fraction:
    """The weighted mean of the marks; or, for all or nothing, 1 where each is 1 and else 0."""
    if scoring == ALL_OR_NOTHING:
        return Fraction(all(mark == 1 for mark in marks))
    weights = weights or [Fraction(1)] * len(marks)
    return sum((mark * weight for mark, weight in zip(marks, weights, strict=True)), Fraction()) / sum(weights)


def guess_of_places(chances: Sequence[Fraction], *, scoring: str) -> Fraction:
    """What a guess is worth, when each place is guessed apart with its own chance."""
    return prod(chances, start=Fraction(1)) if scoring == ALL_OR_NOTHING else of_places(chances)
