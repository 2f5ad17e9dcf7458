from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, Form, known_tokens
from quizzes.question_types.layouts import Layout, ids_by_token, tokens_by_id
from quizzes.question_types.options import CHOICES, WrittenOptions
from quizzes.question_types.question_type import RIGHT, WRONG, Spec
from quizzes.question_types.spec import Fields

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Ticks:
    """How the ticks of one answer fell."""

    hits: int  # right choices that are ticked
    slips: int  # wrong choices that are ticked
    right: int  # right choices there are
    choices: int

    @property
    def errors(self) -> int:
        return self.right - self.hits + self.slips


def all_or_nothing(ticks: Ticks) -> Fraction:
    return WRONG if ticks.errors else RIGHT


def right_minus_wrong(ticks: Ticks) -> Fraction:
    return max(WRONG, Fraction(ticks.hits - ticks.slips, ticks.right))


def every_decision(ticks: Ticks) -> Fraction:
    return Fraction(ticks.choices - ticks.errors, ticks.choices)


def halves(ticks: Ticks) -> Fraction:
    if ticks.errors == 0:
        return RIGHT
    if ticks.errors == 1 and ticks.choices > 2:
        return Fraction(1, 2)
    if ticks.errors == 2 and ticks.choices > 4:
        return Fraction(1, 4)
    return WRONG


def proportional(ticks: Ticks) -> Fraction:
    return WRONG if ticks.slips else Fraction(ticks.hits, ticks.right)


SCORINGS: dict[str, Callable[[Ticks], Fraction]] = {
    "all_or_nothing": all_or_nothing,
    "right_minus_wrong": right_minus_wrong,
    "every_decision": every_decision,
    "halves": halves,
    "proportional": proportional,
}


class MultipleChoice(WrittenOptions):
    """Any number of right choices, to be ticked together; the answer is {"choices": [ids]}."""

    kind = "multiple"
    name = gettext_lazy("Multiple choice")
    place = 20
    fields = frozenset({"choices"})
    required: ClassVar[Fields] = {"choices": CHOICES}
    optional: ClassVar[Fields] = {"scoring": shapes.one_of(tuple(SCORINGS))}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Choose all that are right.")

    def faults(self, spec: Spec) -> Iterator[str]:
        yield from super().faults(spec)
        if not any(choice["right"] for choice in spec["choices"]):
            yield _("At least one choice must be right.")

    def chosen(self, answer: Answer | None) -> frozenset[str]:
        return frozenset(answer["choices"]) if answer else frozenset()

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        sent = data.get("choices")
        if sent in (None, []):
            return None
        return {"choices": sorted(known_tokens(sent, ids_by_token(layout, "options")))}

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        return {"choices": list(form.getlist("choices"))}

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        tokens = tokens_by_id(layout, "options")
        return {"choices": [tokens[one] for one in answer["choices"]]} if answer else {}

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        if answer is None:
            return WRONG  # not looked at, even where an unticked wrong choice would count
        chosen, right = self.chosen(answer), self.right_ids(spec)
        ticks = Ticks(
            hits=len(chosen & right),
            slips=len(chosen - right),
            right=len(right),
            choices=len(spec["choices"]),
        )
        return SCORINGS[spec.get("scoring", "all_or_nothing")](ticks)

    def right_answer(self, spec: Spec) -> Answer:
        return {"choices": sorted(self.right_ids(spec))}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        ids, right = self.all_ids(spec), self.right_ids(spec)
        wrong: Answer = {"choices": sorted(set(ids) - right) or ids[:1]}
        return wrong if self.grade(spec, wrong) == WRONG else None
