from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb, lcm
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, Form, known_tokens
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.layouts import Layout, ids_by_token, tokens_by_id
from quizzes.question_types.options import CHOICES, WrittenOptions
from quizzes.question_types.question_type import RIGHT, WRONG, Spec
from quizzes.question_types.spec import Fields

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


WEIGHTS = "weights"
DISTINCT_SUMS = 20_000  # a guess over more sums of weights than these is no longer exact


@dataclass(frozen=True)
class Ticks:
    """How the ticks of one answer fell."""

    hits: int  # right choices that are ticked
    slips: int  # wrong choices that are ticked
    right: int  # right choices there are
    choices: int
    dock: Fraction | None = None  # what a wrong tick costs, where its author says so

    @property
    def errors(self) -> int:
        return self.right - self.hits + self.slips


def all_or_nothing(ticks: Ticks) -> Fraction:
    return WRONG if ticks.errors else RIGHT


def right_minus_wrong(ticks: Ticks) -> Fraction:
    cost = Fraction(1, ticks.right) if ticks.dock is None else ticks.dock
    return max(WRONG, Fraction(ticks.hits, ticks.right) - cost * ticks.slips)


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


def within_bounds(sum_of_weights: Fraction) -> Fraction:
    return min(RIGHT, max(WRONG, sum_of_weights))


class MultipleChoice(WrittenOptions):
    """Any number of right choices, to be ticked together; the answer is {"choices": [ids]}."""

    kind = "multiple"
    name = gettext_lazy("Multiple choice")
    place = 20
    fields = frozenset({"choices"})
    required: ClassVar[Fields] = {"choices": CHOICES}
    optional: ClassVar[Fields] = {"scoring": shapes.one_of((*SCORINGS, WEIGHTS)), "dock": shapes.share}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Choose all that are right.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from super().faults(spec)
        if not any(choice["right"] for choice in spec["choices"]):
            yield fault("choices[1].right", _("At least one choice must be right."))
        yield from self._faults_of_shares(spec)
        if "dock" in spec and (_scoring(spec) != "right_minus_wrong" or shapes.exact(spec["dock"]) == 0):
            words = _("This must be more than 0, and counts only with “Right ones minus wrong ones”.")
            yield fault("dock", _("dock must be more than 0, and counts only with the scoring “right_minus_wrong”."), words)

    def _faults_of_shares(self, spec: Spec) -> Iterator[Fault]:
        if _scoring(spec) != WEIGHTS:
            weighed = [number for number, choice in enumerate(spec["choices"], start=1) if "fraction" in choice]
            if weighed:
                words = _("Shares count only with “Every choice gives or costs its share”.")
                yield fault(f"choices[{weighed[0]}].fraction", _("Shares of choices count only with the scoring “weights”."), words)
            return
        together = sum((share for share in self.shares(spec).values() if share > 0), Fraction())
        if together != RIGHT:
            right = next((number for number, choice in enumerate(spec["choices"], start=1) if choice["right"]), 1)
            sentence = _("The shares of the right choices must make 1 together; here they make %(sum)s.")
            yield fault(f"choices[{right}].fraction", sentence, sum=together)

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

    def right_ids(self, spec: Spec) -> frozenset[str]:
        if _scoring(spec) == WEIGHTS:
            return frozenset(one for one, share in self.shares(spec).items() if share > 0)
        return super().right_ids(spec)

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        if answer is None:
            return WRONG  # not looked at, even where an unticked wrong choice would count
        chosen, right = self.chosen(answer), self.right_ids(spec)
        if _scoring(spec) == WEIGHTS:
            shares = self.shares(spec)
            return within_bounds(sum((shares.get(one, WRONG) for one in chosen), Fraction()))
        return self._scored(spec, hits=len(chosen & right), slips=len(chosen - right), right=len(right))

    def unit(self, spec: Spec) -> int:
        docked = shapes.exact(spec.get("dock", "1"))
        return lcm(super().unit(spec), 4, len(self.right_ids(spec)), len(spec["choices"]), docked.denominator)  # 4: halves of halves

    def guess(self, spec: Spec) -> Fraction:
        """Tick every choice or not, by the toss of a coin."""
        if _scoring(spec) == WEIGHTS:
            return _guess_by_weights(list(self.shares(spec).values()))
        right, choices = len(self.right_ids(spec)), len(spec["choices"])
        wrong = choices - right
        ways = (
            comb(right, hits) * comb(wrong, slips) * self._scored(spec, hits=hits, slips=slips, right=right)
            for hits in range(right + 1)
            for slips in range(wrong + 1)
            if hits or slips
        )
        return sum(ways, Fraction()) / (1 << choices)

    def right_answer(self, spec: Spec) -> Answer:
        return {"choices": sorted(self.right_ids(spec))}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        ids, right = self.all_ids(spec), self.right_ids(spec)
        wrong: Answer = {"choices": sorted(set(ids) - right) or ids[:1]}
        return wrong if self.grade(spec, wrong) == WRONG else None

    @staticmethod
    def _scored(spec: Spec, *, hits: int, slips: int, right: int) -> Fraction:
        dock = shapes.exact(spec["dock"]) if "dock" in spec else None
        return SCORINGS[_scoring(spec)](Ticks(hits=hits, slips=slips, right=right, choices=len(spec["choices"]), dock=dock))


def _scoring(spec: Spec) -> str:
    return str(spec.get("scoring", "all_or_nothing"))


def _guess_by_weights(shares: list[Fraction]) -> Fraction:
    """The mean over all ticks, by counting how many of them make each sum."""
    ways: Counter[Fraction] = Counter({Fraction(): 1})
    for share in shares:
        with_it: Counter[Fraction] = Counter()
        for reached, number in ways.items():
            with_it[reached] += number
            with_it[reached + share] += number
        ways = with_it
        if len(ways) > DISTINCT_SUMS:
            return within_bounds(sum(shares, Fraction()) / 2)
    return sum((within_bounds(reached) * number for reached, number in ways.items()), Fraction()) / (1 << len(shares))
