"""Rubrics: what a person who marks an answer looks at, in rows of levels. Pure; the marking desk and the review read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from quizzes.question_types import spec as shapes
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.spec import exact
from quizzes.question_types.texts import Texts, say

Row = dict[str, Any]

FEWEST_LEVELS: Final = 2
MOST_LEVELS: Final = 6
MOST_POINTS: Final = 100

_POINTS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,12}|/[1-9][0-9]{0,5})?")


class RubricError(ValueError):
    """Levels that are not of a rubric; `str()` of it is the sentence for the marker."""


def points(where: str, value: Any) -> Iterator[Fault]:
    """Whole points from 0 to 100, or a number written as text ("1/2", "2.5")."""
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(written, str) or not _POINTS.fullmatch(written) or exact(written) > MOST_POINTS:
        words = _("Write points from 0 to %(most)d, such as 2 or 1/2.")
        yield fault(where, _("%(where)s must be points from 0 to %(most)d, such as 2 or “1/2”."), words, most=MOST_POINTS)


LEVELS: Final = shapes.rows(shapes.record({"text": shapes.texts, "points": points}, {}), at_least=FEWEST_LEVELS)
RUBRIC: Final = shapes.rows(shapes.record({"id": shapes.identifier, "title": shapes.texts, "levels": LEVELS}, {}), at_least=1)


def rubric_of(spec: Mapping[str, Any]) -> list[Row]:
    """The rows of a rubric, in order; none where the question has no rubric and is marked from 0 to 1."""
    return list(spec.get("rubric", ()))


def level_points(level: Mapping[str, Any]) -> Fraction:
    return exact(str(level["points"]))


def most_points(spec: Mapping[str, Any]) -> Fraction:
    """The points of the best level of every row together."""
    return sum((_best(row) for row in rubric_of(spec)), Fraction())


def rubric_mark(spec: Mapping[str, Any], levels: Mapping[str, Any]) -> Fraction:
    """The mark from 0 to 1 of the chosen levels: their number in its row, from 0, by the row's id.

    Raises RubricError when a row has no level, or a level no row.
    """
    chosen = chosen_levels(spec, levels)
    earned = (level_points(row["levels"][chosen[row["id"]]]) for row in rubric_of(spec))
    return sum(earned, Fraction()) / most_points(spec)


def chosen_levels(spec: Mapping[str, Any], levels: Mapping[str, Any]) -> dict[str, int]:
    """Accept exactly one level for every row, or raise RubricError."""
    rows = {row["id"]: row for row in rubric_of(spec)}
    if not rows:
        raise RubricError(_("This question has no rubric."))
    if not isinstance(levels, Mapping) or levels.keys() != rows.keys():
        raise RubricError(_("Choose one level in every row of the rubric."))
    for row, number in levels.items():
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < len(rows[row]["levels"]):
            raise RubricError(_("Choose one of the levels of each row."))
    return dict(levels)


def rubric_faults(spec: Mapping[str, Any]) -> Iterator[Fault]:
    rows = rubric_of(spec)
    yield from shapes.unique_ids("rubric", rows)
    yield from shapes.distinct_texts("rubric", [row["title"] for row in rows], shapes.places("rubric", len(rows), key="title"))
    for number, row in enumerate(rows, start=1):
        where = f"rubric[{number}].levels"
        if len(row["levels"]) > MOST_LEVELS:
            yield shapes.rows_fault(where, FEWEST_LEVELS, MOST_LEVELS)
        if not _best(row):
            sentence = _("%(where)s: at least one level must earn something.") % {"where": where}
            yield Fault(sentence, where=f"{where}[1].points", words=_("At least one level of this row must earn something."))


def rubric_texts(spec: Mapping[str, Any]) -> Iterator[Texts]:
    for row in rubric_of(spec):
        yield row["title"]
        yield from (level["text"] for level in row["levels"])


def shown_rubric(spec: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """The rubric as it reads in one language, for whoever marks and for the review."""
    return [
        {"id": row["id"], "title": say(row["title"], language), "most": str(_best(row)), "levels": _shown_levels(row, language)}
        for row in rubric_of(spec)
    ]


def _shown_levels(row: Row, language: str) -> Sequence[dict[str, Any]]:
    return [
        {"number": number, "text": say(level["text"], language), "points": str(level_points(level))}
        for number, level in enumerate(row["levels"])
    ]


def _best(row: Row) -> Fraction:
    return max((level_points(level) for level in row["levels"]), default=Fraction())
