from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, AnswerError, Form, known_token, known_tokens, sole
from quizzes.question_types.faults import Fault
from quizzes.question_types.layouts import Layout, dealt, ids_by_token, tokens_by_id
from quizzes.question_types.question_type import RIGHT, WRONG, QuestionType, Spec
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import Texts, say

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def all_or_nothing(given: Sequence[str], right: Sequence[str]) -> Fraction:
    return RIGHT if list(given) == list(right) else WRONG


def absolute(given: Sequence[str], right: Sequence[str]) -> Fraction:
    """Count the items that stand in their own place."""
    return Fraction(sum(one == other for one, other in zip(given, right, strict=True)), len(right))


def next_item(given: Sequence[str], right: Sequence[str]) -> Fraction:
    """Count the neighbours that follow each other as they should."""
    follows = dict(pairwise(right))
    return Fraction(sum(follows.get(one) == other for one, other in pairwise(given)), len(right) - 1)


def relative(given: Sequence[str], right: Sequence[str]) -> Fraction:
    """Count for every item how near it stands to its own place."""
    places, last = {one: place for place, one in enumerate(right)}, len(right) - 1
    near = sum(max(0, last - abs(place - places[one])) for place, one in enumerate(given))
    return Fraction(near, len(right) * last)


SCORINGS: dict[str, Callable[[Sequence[str], Sequence[str]], Fraction]] = {
    "all_or_nothing": all_or_nothing,
    "absolute": absolute,
    "next_item": next_item,
    "relative": relative,
}

# The mean over all orders of n items. An item stands in its own place once in n
# orders, and behind its forerunner too; the mean distance is (n² - 1) / 3n.
GUESSES: dict[str, Callable[[int], Fraction]] = {
    "all_or_nothing": lambda items: Fraction(1, math.factorial(items)),
    "absolute": lambda items: Fraction(1, items),
    "next_item": lambda items: Fraction(1, items),
    "relative": lambda items: Fraction(2 * items - 1, 3 * items),
}


class Ordering(QuestionType):
    """Items to be put in order; the answer is {"order": [ids, first on top]}."""

    kind = "ordering"
    name = gettext_lazy("Ordering")
    place = 70
    shape = "order"
    fields = frozenset({"order", "up", "down"})
    required: ClassVar[Fields] = {
        "items": shapes.rows(shapes.record({"id": shapes.identifier, "text": shapes.texts}, {}), at_least=3),
    }
    optional: ClassVar[Fields] = {"scoring": shapes.one_of(tuple(SCORINGS))}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("First on top. Move with the arrows.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from shapes.unique_ids("items", spec["items"])
        yield from shapes.distinct_texts("items", [item["text"] for item in spec["items"]], shapes.places("items", len(spec["items"])))

    def texts(self, spec: Spec) -> Iterator[Texts]:
        for item in spec["items"]:
            yield item["text"]

    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        right = _right_order(spec)
        shown = list(right)
        while shown == right:  # the author's order is the key, so it is never shown, shuffled or not
            chance.shuffle(shown)
        return dealt(chance, items=shown)

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        texts = {item["id"]: say(item["text"], language) for item in spec["items"]}
        tokens = tokens_by_id(layout, "items")
        order = answer["order"] if answer else list(tokens)
        return {"items": [{"token": tokens[one], "text": texts[one]} for one in order]}

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        """Read the order sent, after the one move an arrow button may add to it."""
        known = ids_by_token(layout, "items")
        sent = data.get("order")
        order = known_tokens([] if sent is None else sent, known)
        if not order and not data.keys() & {"up", "down"}:
            return None
        if len(order) != len(known):
            raise AnswerError(_("This answer must name every item of the question."))
        for field, step in (("up", -1), ("down", 1)):
            if field in data:
                order = _moved(order, known_token(data[field], known), step)
        return {"order": order}

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        moves = {field: sole(form.getlist(field)) for field in ("up", "down") if form.getlist(field)}
        return {"order": list(form.getlist("order")), **moves}

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        tokens = tokens_by_id(layout, "items")
        return {"order": [tokens[one] for one in answer["order"]]} if answer else {}

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        right = _right_order(spec)
        if answer is None or set(answer["order"]) != set(right):
            return WRONG
        return SCORINGS[_scoring(spec)](answer["order"], right)

    def unit(self, spec: Spec) -> int:
        return len(spec["items"]) * (len(spec["items"]) - 1)

    def guess(self, spec: Spec) -> Fraction:
        return GUESSES[_scoring(spec)](len(spec["items"]))

    def key(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        tokens = tokens_by_id(layout, "items")
        places = {one: place for place, one in enumerate(answer["order"], start=1)} if answer else {}
        return {
            "right_items": [
                {
                    "token": tokens[item["id"]],
                    "text": say(item["text"], language),
                    "place": places.get(item["id"]),
                    "is_right": places.get(item["id"]) == place,
                }
                for place, item in enumerate(spec["items"], start=1)
            ]
        }

    def right_answer(self, spec: Spec) -> Answer:
        return {"order": _right_order(spec)}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        first, *rest = _right_order(spec)
        tried: list[Answer] = [{"order": [*rest, first]}, {"order": [*reversed(rest), first]}]
        return next((answer for answer in tried if self.grade(spec, answer) == WRONG), None)


def _scoring(spec: Spec) -> str:
    return str(spec.get("scoring", "all_or_nothing"))


def _right_order(spec: Spec) -> list[str]:
    return [item["id"] for item in spec["items"]]


def _moved(order: list[str], one: str, step: int) -> list[str]:
    """Move one item a place; at the edge it stays."""
    rest = [other for other in order if other != one]
    place = max(0, min(len(rest), order.index(one) + step))
    return [*rest[:place], one, *rest[place:]]
