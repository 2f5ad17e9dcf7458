from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.gaps import Gap, Gaps
from quizzes.question_types.places import PLACES_SCORINGS, guess_of_places, scoring_of_places
from quizzes.question_types.question_type import RIGHT, WRONG, Spec
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import Texts, say

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ONE_GROUP = "1"  # of an option whose author names none

GAPS = shapes.rows(shapes.record({"id": shapes.identifier, "right": shapes.identifier}, {}), at_least=1)
OPTION: Fields = {"id": shapes.identifier, "text": shapes.texts}


class GapSelect(Gaps):
    """Gaps in a text with drop-downs; a gap offers all options of the group its right one is in."""

    kind = "gap_select"
    name = gettext_lazy("Drop-downs in a text")
    place = 80
    required: ClassVar[Fields] = {
        "text": shapes.texts,
        "gaps": GAPS,
        "options": shapes.rows(shapes.record(OPTION, {"group": shapes.identifier}), at_least=2),
    }
    optional: ClassVar[Fields] = {"scoring": shapes.one_of(PLACES_SCORINGS)}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Choose what belongs in each gap.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from super().faults(spec)
        yield from shapes.unique_ids("options", spec["options"])
        at = {option["id"]: f"options[{number}]" for number, option in enumerate(spec["options"], start=1)}
        for group in grouped(spec).values():
            yield from shapes.distinct_texts("options", [one["text"] for one in group], [f"{at[one['id']]}.text" for one in group])
        known = {option["id"]: group_of(option) for option in spec["options"]}
        for number, gap in enumerate(spec["gaps"], start=1):
            if gap["right"] not in known:
                words = _("This gap needs one of the words.")
                yield fault(f"gaps[{number}].right", _("gaps: “%(id)s” is none of the options."), words, id=gap["right"])
        used = {known[gap["right"]] for gap in spec["gaps"] if gap["right"] in known}
        for name, group in grouped(spec).items():
            here = f"{at[group[0]['id']]}.group"
            if name not in used:
                words = _("No word of this group is right for a gap.")
                yield fault(here, _("options: the group “%(group)s” belongs to no gap."), words, group=name)
            elif len(group) < 2:
                words = _("A group needs two words at least.")
                yield fault(here, _("options: the group “%(group)s” needs two options at least."), words, group=name)

    def texts(self, spec: Spec) -> Iterator[Texts]:
        yield spec["text"]
        yield from (option["text"] for option in spec["options"])

    def gaps(self, spec: Spec) -> list[Gap]:
        groups = grouped(spec)
        offers = {option["id"]: {one["id"]: one["text"] for one in groups[group_of(option)]} for option in spec["options"]}
        return [Gap(gap["id"], offers[gap["right"]]) for gap in spec["gaps"]]

    def mark_of(self, spec: Spec, gap: Gap, said: str) -> Fraction:
        return RIGHT if said == right_options(spec)[gap.id] else WRONG

    def right_text(self, spec: Spec, gap: Gap, language: str) -> str:
        return say(gap.options[right_options(spec)[gap.id]], language)

    def right_answer(self, spec: Spec) -> Answer:
        return {"gaps": right_options(spec)}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        right = right_options(spec)
        return {"gaps": {gap.id: next(one for one in gap.options if one != right[gap.id]) for gap in self.gaps(spec)}}

    def guess(self, spec: Spec) -> Fraction:
        return guess_of_places([Fraction(1, len(gap.options)) for gap in self.gaps(spec)], scoring=scoring_of_places(spec))


def group_of(option: dict[str, Any]) -> str:
    return str(option.get("group", ONE_GROUP))


def grouped(spec: Spec) -> dict[str, list[dict[str, Any]]]:
    """The options by the group they are in."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for option in spec["options"]:
        groups.setdefault(group_of(option), []).append(option)
    return groups


def right_options(spec: Spec) -> dict[str, str]:
    return {gap["id"]: gap["right"] for gap in spec["gaps"]}
