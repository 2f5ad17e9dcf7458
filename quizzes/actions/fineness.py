"""Whether the points of a quiz can be added up: they are exact, and kept in so many letters."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm, prod
from typing import Any, Final

from quizzes.actions.drawing import Pools
from quizzes.actions.errors import TooFine
from quizzes.models import QuestionVersion
from quizzes.question_types import question_type

# A sum has at most as many digits below its line, and 14 more above: together fewer than `FractionField` holds.
FINEST: Final = 10**80


def refuse_too_fine(asked: Iterable[tuple[str, Any, Fraction]]) -> None:
    """Raise TooFine where the marks of these questions (kind, spec and points) may come to a sum that cannot be kept."""
    if lcm(*(_grain(*one) for one in asked)) > FINEST:
        raise TooFine


def refuse_too_fine_pools(pools: Pools) -> None:
    """Raise TooFine where an attempt that is drawn from these pools may. One query."""
    wanted = {version for candidates in pools.candidates for version in candidates.values()}
    known = {pk: (kind, spec) for pk, kind, spec in QuestionVersion.objects.filter(pk__in=wanted).values_list("pk", "kind", "spec")}
    grains = [
        sorted(_grain(*known[version], Fraction(part.points)) for version in candidates.values())
        for part, candidates in zip(pools.parts, pools.candidates, strict=True)
    ]
    together = lcm(*(grain for each in grains for grain in each))
    # A large bank may have many odd questions of which few are drawn.
    finest_drawn = prod(grain for place, each in enumerate(grains) for grain in each[-pools.wanted(place) :])
    if min(together, finest_drawn) > FINEST:
        raise TooFine


def _grain(kind: str, spec: Any, points: Fraction) -> int:
    return question_type(kind).grain(spec) * points.denominator
