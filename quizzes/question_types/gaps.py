"""Questions answered by filling gaps in a text; the answer is {"gaps": {gap id: option id, or what was typed}}.

The text stands under `text` in every language, with `[[id]]` wherever a gap is.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, AnswerError, Form, known_token, sole, written
from quizzes.question_types.faults import Fault, fault, language_name
from quizzes.question_types.grains import of_whole
from quizzes.question_types.layouts import Layout, dealt, ids_by_token, tokens_by_id
from quizzes.question_types.places import ALL_OR_NOTHING, of_places, scoring_of_places
from quizzes.question_types.question_type import RIGHT, WRONG, Part, QuestionType, Spec
from quizzes.question_types.texts import Texts, say

MARKER = re.compile(r"\[\[([A-Za-z0-9_-]{1,40})\]\]")


@dataclass(frozen=True)
class Gap:
    """A place in the text: what it offers to choose from, or nothing where one types, and what it weighs."""

    id: str
    options: Mapping[str, Texts] = field(default_factory=dict)
    weight: Fraction = RIGHT


class Gaps(QuestionType):
    """What all questions with gaps in a text have in common."""

    shape = "gaps"
    fields = frozenset({"gaps"})

    @abstractmethod
    def gaps(self, spec: Spec) -> list[Gap]:
        """List the gaps, in the author's order."""

    @abstractmethod
    def mark_of(self, spec: Spec, gap: Gap, said: str) -> Fraction:
        """Mark what one gap was filled with."""

    @abstractmethod
    def right_text(self, spec: Spec, gap: Gap, language: str) -> str:
        """Say what would have been right in one gap."""

    def typed(self, spec: Spec, gap: Gap, sent: Any) -> str:
        """Read what was typed into a gap that offers nothing to choose from."""
        raise AnswerError(_("This answer does not have the form of this question."))

    def feedback(self, spec: Spec, gap: Gap, said: str, language: str) -> str:
        """Say what the author says to whoever filled a gap like this."""
        return ""

    # The author's side

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from shapes.unique_ids("gaps", spec["gaps"])
        known = {gap["id"] for gap in spec["gaps"]}
        for language, text in spec["text"].items():
            found = MARKER.findall(text)
            where, name = f"text.{language}", language_name(language)
            for one in sorted(known - set(found)):
                words = _("The gap [[%(gap)s]] is missing in %(name)s.")
                yield fault(where, _("%(where)s: the gap [[%(gap)s]] is missing."), words, gap=one, name=name)
            for one in sorted(set(found) - known):
                words = _("Nothing is right for [[%(gap)s]] yet, which stands in %(name)s.")
                yield fault(where, _("%(where)s: nothing is right for [[%(gap)s]] yet."), words, gap=one, name=name)
            for one in sorted({one for one in found if found.count(one) > 1}):
                words = _("The gap [[%(gap)s]] stands twice in %(name)s.")
                yield fault(where, _("%(where)s: the gap [[%(gap)s]] stands twice."), words, gap=one, name=name)

    # The learner's side

    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        gaps = self.gaps(spec)
        options = list(dict.fromkeys(one for gap in gaps for one in gap.options))
        chance.shuffle(options)  # always: authors begin with what is right
        return dealt(chance, gaps=[gap.id for gap in gaps], options=options)

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        gaps = {gap.id: gap for gap in self.gaps(spec)}
        tokens, said = tokens_by_id(layout, "gaps"), answer["gaps"] if answer else {}
        numbers = _numbers(spec, language)
        pieces: list[dict[str, Any]] = []
        for text, one in _pieces(say(spec["text"], language)):
            pieces.append({"text": text})
            if one:
                filled = self._filled(gaps[one], layout, language, said.get(one, ""))
                pieces.append({"gap": tokens[one], "number": numbers[one], **filled})
        return {"pieces": pieces}

    def _filled(self, gap: Gap, layout: Layout, language: str, said: str) -> dict[str, Any]:
        """What a gap offers and holds, in tokens."""
        if not gap.options:
            return {"value": said, "said": said}
        options = [
            {"token": token, "text": say(gap.options[one], language), "chosen": one == said}
            for token, one in layout["options"]
            if one in gap.options
        ]
        return {"options": options, "said": say(gap.options[said], language) if said in gap.options else ""}

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        sent = data.get("gaps")
        if sent in (None, {}):
            return None
        known = ids_by_token(layout, "gaps")
        if not isinstance(sent, dict) or sent.keys() != known.keys():
            raise AnswerError(_("This answer must name every gap of the question, and no other."))
        given = {known[token]: value for token, value in sent.items() if value not in (None, "")}
        said = {gap.id: self._read(spec, gap, layout, given[gap.id]) for gap in self.gaps(spec) if gap.id in given}
        filled = {one: value for one, value in said.items() if value}
        return {"gaps": filled} if filled else None

    def _read(self, spec: Spec, gap: Gap, layout: Layout, sent: Any) -> str:
        if not gap.options:
            try:
                return self.typed(spec, gap, sent)
            except AnswerError as mistake:
                raise AnswerError(str(mistake), at=(f"gap-{tokens_by_id(layout, 'gaps')[gap.id]}",)) from mistake
        return known_token(sent, {token: one for token, one in layout["options"] if one in gap.options})

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        sent = {token: form.getlist(f"gap-{token}") for token, _id in layout["gaps"]}
        return {"gaps": {token: sole(values) if values else "" for token, values in sent.items()}}

    def put_back(self, shown: dict[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **shown,
            "pieces": [_refilled(piece, sent["gaps"].get(piece["gap"])) if "gap" in piece else piece for piece in shown["pieces"]],
        }

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        options, said = tokens_by_id(layout, "options"), answer["gaps"] if answer else {}
        return {"gaps": {token: options.get(said.get(one, ""), said.get(one, "")) for token, one in layout["gaps"]}}

    # Marking

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        if answer is None:
            return WRONG
        parts = self._marked_parts(spec, answer)
        return of_places([part.mark for part in parts], scoring=scoring_of_places(spec), weights=[part.weight for part in parts])

    def parts(self, spec: Spec, answer: Answer | None) -> Sequence[Part]:
        if scoring_of_places(spec) == ALL_OR_NOTHING:
            return super().parts(spec, answer)
        return self._marked_parts(spec, answer)

    def unit(self, spec: Spec) -> int:
        weights = [gap.weight for gap in self.gaps(spec)]
        return of_whole(weights, sum(weights, WRONG))

    def _marked_parts(self, spec: Spec, answer: Answer | None) -> list[Part]:
        said = answer["gaps"] if answer else {}
        return [Part(gap.id, self.mark_of(spec, gap, said[gap.id]) if gap.id in said else WRONG, gap.weight) for gap in self.gaps(spec)]

    def key(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        gaps = {gap.id: gap for gap in self.gaps(spec)}
        marks = {part.id: part.mark for part in self._marked_parts(spec, answer)}
        said = answer["gaps"] if answer else {}
        return {
            "rows": [
                {
                    "number": number,
                    "chosen_text": self._filled(gaps[one], layout, language, said.get(one, ""))["said"],
                    "right_text": self.right_text(spec, gaps[one], language),
                    "is_right": marks[one] == RIGHT,
                    "is_partly": WRONG < marks[one] < RIGHT,
                    "feedback": self.feedback(spec, gaps[one], said[one], language) if one in said else "",
                }
                for one, number in _numbers(spec, language).items()
            ]
        }


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text at its gaps: what stands before each, and its id; at the end what stands behind the last."""
    cut = MARKER.split(text)
    yield from zip(cut[::2], [*cut[1::2], ""], strict=True)


def _numbers(spec: Spec, language: str) -> dict[str, int]:
    """Number the gaps as they stand in one language, which may have another order of words."""
    return {one: number for number, one in enumerate(MARKER.findall(say(spec["text"], language)), start=1)}


def _refilled(piece: dict[str, Any], sent: Any) -> dict[str, Any]:
    if "options" in piece:
        return {**piece, "options": [{**option, "chosen": option["token"] == sent} for option in piece["options"]]}
    return {**piece, "value": written(sent)}
