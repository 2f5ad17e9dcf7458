from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, AnswerError, Form, known_tokens
from quizzes.question_types.faults import Fault
from quizzes.question_types.grains import of_whole
from quizzes.question_types.journeys import Choice, Journey
from quizzes.question_types.layouts import Layout, dealt, ids_by_token, tokens_by_id
from quizzes.question_types.question_type import WRONG, QuestionType, Spec
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import Texts, say

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def node_or_end(where: str, value: Any) -> Iterator[Fault]:
    """The id of a node, or "" for the end."""
    if value != "":
        yield from shapes.identifier(where, value)


CHOICES: Final = shapes.rows(
    shapes.record(
        {"id": shapes.identifier, "text": shapes.texts, "points": shapes.signed_share, "to": node_or_end}, {"consequence": shapes.texts}
    ),
    at_least=1,
)


class Scenario(QuestionType):
    """A conversation that goes on by what the learner says; the answer is {"path": [ids of choices, in order]}."""

    kind = "scenario"
    name = gettext_lazy("Scenario")
    place = 130
    shape = "scenario"
    is_stepwise = True
    fields = frozenset({"path"})
    required: ClassVar[Fields] = {
        "start": shapes.identifier,
        "nodes": shapes.rows(shapes.record({"id": shapes.identifier, "says": shapes.texts, "choices": CHOICES}, {}), at_least=1),
    }

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Choose what you say. What was said stays said.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        nodes = spec["nodes"]
        twice = [
            *shapes.unique_ids("nodes", nodes),
            *shapes.unique_ids("choices", [choice for node in nodes for choice in node["choices"]]),
        ]
        yield from twice
        for number, node in enumerate(nodes, start=1):
            yield from shapes.distinct_texts(
                f"nodes[{number}].choices",
                [choice["text"] for choice in node["choices"]],
                shapes.places(f"nodes[{number}].choices", len(node["choices"])),
            )
        if not twice:
            yield from Journey.of(spec).faults()

    def texts(self, spec: Spec) -> Iterator[Texts]:
        for node in spec["nodes"]:
            yield node["says"]
            for choice in node["choices"]:
                yield choice["text"]
                if "consequence" in choice:
                    yield choice["consequence"]

    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        ids = [choice["id"] for node in spec["nodes"] for choice in node["choices"]]
        chance.shuffle(ids)  # always: authors write the best choice first
        return dealt(chance, choices=ids)

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        """Show what was said so far and what can be said now: nothing of what was not reached."""
        journey, path = Journey.of(spec), _path(answer)
        told, tokens = _Told(spec, language), tokens_by_id(layout, "choices")
        here = journey.end_of(path)
        open_now = {choice.id for choice in journey.nodes.get(here, ())}
        return {
            "steps": [
                {"token": tokens[choice.id], "says": told.says(node), "said": told.said(choice), "consequence": told.consequence(choice)}
                for node, choice in journey.walk(path) or ()
            ],
            "says": told.says(here) if here else "",
            "options": [{"token": token, "text": told.text(one)} for token, one in layout["choices"] if one in open_now],
        }

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        sent = data.get("path")
        path = known_tokens([] if sent is None else sent, ids_by_token(layout, "choices"))
        if Journey.of(spec).walk(path) is None:
            raise AnswerError(_("This cannot be said at this point of the conversation."))
        return {"path": path} if path else None

    def following(self, spec: Spec, before: Answer | None, after: Answer | None) -> Answer | None:
        said, now = _path(before), _path(after)
        if now[: len(said)] != said:
            raise AnswerError(_("What was said stays said. Go on from where the conversation stands."))
        return after

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        """The steps that were made, each in a hidden field, and the one chosen now."""
        return {"path": list(form.getlist("path"))}

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        tokens = tokens_by_id(layout, "choices")
        return {"path": [tokens[one] for one in answer["path"]]} if answer else {}

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        """The sum along the path as a share of the best one; a path that stops earns what it has."""
        return Journey.of(spec).worth(_path(answer)) if answer else WRONG

    def unit(self, spec: Spec) -> int:
        journey = Journey.of(spec)
        return of_whole((choice.points for choices in journey.nodes.values() for choice in choices), journey.best)

    def guess(self, spec: Spec) -> Fraction:
        return Journey.of(spec).expected

    def unlike(self, spec: Spec, other: Spec) -> Iterator[str]:
        # A path is what was said from the start on: where it can no longer be walked, it earns nothing.
        if spec["start"] != other["start"]:
            yield _("start: the conversation begins elsewhere.")
        led = _ways_on(other)
        for choice, to in _ways_on(spec).items():
            if led.get(choice, to) != to:
                yield _("nodes: the choice “%(id)s” leads elsewhere.") % {"id": choice}

    def key(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        """Say of every step what it earned and what would have been best, and how it best goes on from there."""
        journey, path, told = Journey.of(spec), _path(answer), _Told(spec, language)
        here = journey.end_of(path)
        way_on = journey.best_path(here) if here else []
        return {
            "review_steps": [
                {
                    "says": told.says(node),
                    "said": told.said(choice),
                    "consequence": told.consequence(choice),
                    "points": _signed(choice.points),
                    "is_right": journey.promise(choice) == journey.promise(journey.best_choice(node)),
                    "right_text": told.said(journey.best_choice(node)),
                    "right_points": _signed(journey.best_choice(node).points),
                }
                for node, choice in journey.walk(path) or ()
            ],
            "way_on": [
                {"says": told.says(node), "right_text": told.said(choice), "right_points": _signed(choice.points)}
                for node, choice in (journey.walk([*path, *way_on]) or ())[len(path) :]
            ],
        }

    def right_answer(self, spec: Spec) -> Answer | None:
        return {"path": Journey.of(spec).best_path()}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        wrong: Answer = {"path": Journey.of(spec).worst_path()}
        return wrong if self.grade(spec, wrong) == WRONG else None


class _Told:
    """The texts of a scenario in one language, by id."""

    def __init__(self, spec: Spec, language: str) -> None:
        self._language = language
        self._nodes = {node["id"]: node["says"] for node in spec["nodes"]}
        self._choices = {choice["id"]: choice for node in spec["nodes"] for choice in node["choices"]}

    def says(self, node: str) -> str:
        return say(self._nodes[node], self._language)

    def text(self, choice: str) -> str:
        return say(self._choices[choice]["text"], self._language)

    def said(self, choice: Choice) -> str:
        return self.text(choice.id)

    def consequence(self, choice: Choice) -> str:
        return say(self._choices[choice.id].get("consequence", {}), self._language)


def _ways_on(spec: Spec) -> dict[str, str]:
    """Where each choice leads."""
    return {choice["id"]: choice["to"] for node in spec["nodes"] for choice in node["choices"]}


def _path(answer: Answer | None) -> list[str]:
    return list(answer["path"]) if answer else []


def _signed(points: Fraction) -> str:
    """Points with their sign, so that nobody takes a cost for a gain."""
    return f"+{points}" if points > 0 else str(points).replace("-", "−")
