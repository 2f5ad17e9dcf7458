"""How far off a number may be: three ways, all with their edges.

Source: Moodle `question/type/numerical/question.php` (`get_tolerance_interval`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from quizzes.question_types.spec import exact
from quizzes.question_types.texts import Texts

Edges = tuple[Fraction, Fraction]

NOMINAL = "nominal"


def nominal(answer: Fraction, tolerance: Fraction) -> Edges:
    return answer - tolerance, answer + tolerance


def relative(answer: Fraction, tolerance: Fraction) -> Edges:
    return nominal(answer, abs(answer) * tolerance)


def geometric(answer: Fraction, tolerance: Fraction) -> Edges:
    edges = answer / (1 + tolerance), answer * (1 + tolerance)
    return min(edges), max(edges)  # of a negative number the second is the lower one


TOLERANCES: dict[str, Callable[[Fraction, Fraction], Edges]] = {NOMINAL: nominal, "relative": relative, "geometric": geometric}

_READABLE = {NOMINAL: "{0} ± {1}", "relative": "{0} ± {0} × {1}", "geometric": "{0} ÷ (1 + {1}) – {0} × (1 + {1})"}


@dataclass(frozen=True)
class AcceptedNumber:
    """One accepted number: how far off still counts, and what it earns."""

    answer: str  # as its author wrote it
    tolerance: str
    kind: str
    share: Fraction
    feedback: Texts = field(default_factory=dict)

    def takes(self, value: Fraction) -> bool:
        low, high = self.edges
        return low <= value <= high

    @property
    def edges(self) -> Edges:
        # Fractions of decimal texts: nothing is rounded, whatever the number of digits.
        return TOLERANCES[self.kind](Fraction(self.answer), Fraction(self.tolerance))

    @property
    def readable(self) -> str:
        if Fraction(self.tolerance) == 0:
            return self.answer
        return _READABLE[self.kind].format(self.answer, self.tolerance)


def accepted_numbers(spec: Mapping[str, Any]) -> Iterator[AcceptedNumber]:
    """Every accepted number in order: the first that takes a value decides."""
    for row in (spec, *spec.get("more", ())):
        yield AcceptedNumber(
            row["answer"],
            row["tolerance"],
            row.get("tolerance_kind", NOMINAL),
            exact(row.get("fraction", "1")),
            row.get("feedback", {}),
        )
