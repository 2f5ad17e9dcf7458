"""Units a learner chooses from, or types after the number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from academy.letters import as_written
from quizzes.question_types import spec as shapes
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.question_type import WRONG, Spec

OF_EARNED, OF_WHOLE = "earned", "whole"

UNITS = shapes.rows(
    shapes.record({"id": shapes.identifier, "text": shapes.texts}, {"factor": shapes.positive}),
    at_least=2,
)
KEYS: Final = {"units": UNITS, "unit_penalty": shapes.share, "unit_penalty_of": shapes.one_of((OF_EARNED, OF_WHOLE))}


def faults_of_units(spec: Spec) -> Iterator[Fault]:
    if "units" not in spec:
        if spec.keys() & KEYS.keys():
            said = next(key for key in ("unit_penalty", "unit_penalty_of") if key in spec)
            yield fault(said, _("A penalty for the unit needs units to choose from."))
        return
    yield from shapes.unique_ids("units", spec["units"])
    yield from shapes.distinct_texts(
        "units", [unit["text"] for unit in spec["units"]], shapes.places("units", len(spec["units"])), alike=as_written
    )
    if "unit" in spec:
        yield fault("unit", _("A question has one unit or several to choose from, not both."))
    if base_unit(spec) is None:
        words = _("One unit must have the factor 1: the unit of the right number.")
        yield fault("units[1].factor", _("units: one must have the factor 1, the unit of the right number."), words)


def base_unit(spec: Spec) -> str | None:
    """Name the unit in which the right number is written."""
    return next((unit["id"] for unit in spec["units"] if factor_of(spec, unit["id"]) == 1), None)


def factor_of(spec: Spec, chosen: str | None) -> Fraction | None:
    """Say how many base units one of the chosen is; None for one that is never right."""
    factors = (unit.get("factor") for unit in spec["units"] if unit["id"] == chosen)
    written = next(factors, None)
    return None if written is None else Fraction(written)


def less_the_penalty(mark: Fraction, spec: Spec) -> Fraction:
    """What is left of a mark when the number is right and its unit is not; nothing unless the author says more."""
    penalty = shapes.exact(spec.get("unit_penalty", "1"))
    cost = penalty if spec.get("unit_penalty_of") == OF_WHOLE else penalty * mark
    return max(WRONG, mark - cost)


def parted(typed: str, units: Sequence[Mapping[str, Any]]) -> tuple[str, str | None]:
    """Part "5 km" into the number and the unit it names; the longest that fits, in any language. Capital letters count (mW, MW)."""
    text = as_written(typed)
    names = [(as_written(name), unit["id"]) for unit in units for name in unit["text"].values()]
    for name, one in sorted(names, key=lambda named: -len(named[0])):
        if text.endswith(name):
            return text.removesuffix(name).strip(), one
    return typed, None
