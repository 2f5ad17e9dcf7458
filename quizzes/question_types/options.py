"""Questions answered by choosing among options that are all on the page."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, Form, known_token, sole
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.grains import common
from quizzes.question_types.layouts import Layout, dealt, ids_by_token, tokens_by_id
from quizzes.question_types.question_type import RIGHT, WRONG, QuestionType, Spec
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import Texts, say

CHOICES = shapes.rows(
    shapes.record(
        {"id": shapes.identifier, "text": shapes.texts, "right": shapes.truth}, {"feedback": shapes.texts, "fraction": shapes.signed_share}
    ),
    at_least=2,
)


@dataclass(frozen=True)
class Option:
    """One option as it reads in one language, with its key."""

    id: str
    text: str
    right: bool
    feedback: str = ""
    partly: bool = False


class Options(QuestionType):
    """What all questions with options have in common."""

    shape = "choice"
    keeps_order = False

    @abstractmethod
    def options(self, spec: Spec, language: str) -> list[Option]:
        """List the options in the author's order."""

    @abstractmethod
    def right_ids(self, spec: Spec) -> frozenset[str]:
        """Name the options that are right."""

    @abstractmethod
    def all_ids(self, spec: Spec) -> list[str]:
        """Name every option in the author's order."""

    def shares(self, spec: Spec) -> dict[str, Fraction]:
        """Say what part of the mark each option gives."""
        right = self.right_ids(spec)
        return {one: RIGHT if one in right else WRONG for one in self.all_ids(spec)}

    def unit(self, spec: Spec) -> int:
        return common(self.shares(spec).values())

    @abstractmethod
    def chosen(self, answer: Answer | None) -> frozenset[str]:
        """Name the options an answer ticks."""

    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        ids = self.all_ids(spec)
        if shuffle and not self.keeps_order:
            chance.shuffle(ids)
        return dealt(chance, options=ids)

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        texts = {option.id: option.text for option in self.options(spec, language)}
        chosen = self.chosen(answer)
        return {"options": [{"token": token, "text": texts[one], "chosen": one in chosen} for token, one in layout["options"]]}

    def key(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        options = {option.id: option for option in self.options(spec, language)}
        chosen = self.chosen(answer)
        return {
            "options": [
                {
                    "token": token,
                    "text": options[one].text,
                    "chosen": one in chosen,
                    "right": options[one].right,
                    "partly": options[one].partly,
                    "feedback": options[one].feedback,
                }
                for token, one in layout["options"]
            ]
        }


class WrittenOptions(Options):
    """Options the author writes, under the key `choices`."""

    required: ClassVar[Fields] = {"choices": CHOICES}

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from shapes.unique_ids("choices", spec["choices"])
        yield from shapes.distinct_texts(
            "choices", [choice["text"] for choice in spec["choices"]], shapes.places("choices", len(spec["choices"]))
        )
        for number, choice in enumerate(spec["choices"], start=1):
            share = share_of_choice(choice)
            if (choice["right"] and share <= 0) or (share == RIGHT and not choice["right"]):
                sentence = _("choices[%(number)d]: its share contradicts whether it is right.")
                words = _("This share contradicts whether the choice is right.")
                yield fault(f"choices[{number}].fraction", sentence, words, number=number)

    def texts(self, spec: Spec) -> Iterator[Texts]:
        for choice in spec["choices"]:
            yield choice["text"]
            if "feedback" in choice:
                yield choice["feedback"]

    def options(self, spec: Spec, language: str) -> list[Option]:
        right, shares = self.right_ids(spec), self.shares(spec)
        return [
            Option(
                choice["id"],
                say(choice["text"], language),
                choice["id"] in right,
                say(choice.get("feedback", {}), language),
                choice["id"] not in right and shares[choice["id"]] > 0,
            )
            for choice in spec["choices"]
        ]

    def shares(self, spec: Spec) -> dict[str, Fraction]:
        return {choice["id"]: share_of_choice(choice) for choice in spec["choices"]}

    def right_ids(self, spec: Spec) -> frozenset[str]:
        return frozenset(choice["id"] for choice in spec["choices"] if choice["right"])

    def all_ids(self, spec: Spec) -> list[str]:
        return [choice["id"] for choice in spec["choices"]]


class OneOption(Options):
    """One option may be chosen, and earns its share; the answer is {"choice": id}."""

    fields = frozenset({"choice"})

    def chosen(self, answer: Answer | None) -> frozenset[str]:
        return frozenset({answer["choice"]}) if answer else frozenset()

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        token = data.get("choice")
        if token in (None, ""):
            return None
        return {"choice": known_token(token, ids_by_token(layout, "options"))}

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        sent = form.getlist("choice")
        return {"choice": sole(sent)} if sent else {}

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        return {"choice": tokens_by_id(layout, "options")[answer["choice"]]} if answer else {}

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        return self.shares(spec).get(answer["choice"], WRONG) if answer else WRONG

    def guess(self, spec: Spec) -> Fraction:
        shares = self.shares(spec).values()
        return sum(shares, Fraction()) / len(shares)

    def right_answer(self, spec: Spec) -> Answer:
        return {"choice": next(one for one, share in self.shares(spec).items() if share == RIGHT)}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        wrong = next((one for one, share in self.shares(spec).items() if share == WRONG), None)
        return None if wrong is None else {"choice": wrong}


def share_of_choice(choice: Mapping[str, Any]) -> Fraction:
    """The share an author wrote for a choice; without one, a right choice gives everything and a wrong one nothing."""
    if "fraction" in choice:
        return shapes.exact(choice["fraction"])
    return RIGHT if choice["right"] else WRONG
