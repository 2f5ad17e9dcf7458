from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, AnswerError, Form, known_token, sole
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.layouts import Layout, dealt, ids_by_token, tokens_by_id
from quizzes.question_types.places import ALL_OR_NOTHING, PLACES_SCORINGS, guess_of_places, of_places, scoring_of_places
from quizzes.question_types.question_type import RIGHT, WRONG, Part, QuestionType, Spec
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import Texts, complete_languages, say

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Matching(QuestionType):
    """Lines to be matched with options; the answer is {"pairs": {line id: option id}}.

    Right sides that read the same are one option, named by the first pair that
    has it, so an option may be right more than once. Distractors are options
    that are right for no line.
    """

    kind = "matching"
    name = gettext_lazy("Matching")
    place = 60
    shape = "pairs"
    fields = frozenset({"pairs"})
    required: ClassVar[Fields] = {
        "pairs": shapes.rows(
            shapes.record({"id": shapes.identifier, "left": shapes.texts, "right": shapes.texts}, {}),
            at_least=2,
        )
    }
    optional: ClassVar[Fields] = {
        "distractors": shapes.rows(shapes.record({"id": shapes.identifier, "text": shapes.texts}, {}), at_least=1),
        "scoring": shapes.one_of(PLACES_SCORINGS),
    }

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Choose one for each line. An option can be right more than once.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        pairs = spec["pairs"]
        yield from shapes.unique_ids("pairs", pairs)
        yield from shapes.distinct_texts("pairs", [pair["left"] for pair in pairs], shapes.places("pairs", len(pairs), key="left"))
        rights = [pair["right"] for pair in pairs]
        groupings = {tuple(_option_ids(pairs, language).values()) for language in complete_languages(rights)}
        if len(groupings) > 1:
            words = _("What is right for several lines must read the same in every language.")
            yield fault("pairs[1].right", _("pairs: right sides that read the same in one language must read the same in all."), words)
        elif groupings and len(set(groupings.pop())) + len(spec.get("distractors", ())) == 1:
            words = _("The same is right for every line. Write something else for one of them, or an option that is never right.")
            yield fault("pairs[2].right", _("pairs: there must be two different right sides at least."), words)
        yield from self._faults_of_distractors(spec)

    @staticmethod
    def _faults_of_distractors(spec: Spec) -> Iterator[Fault]:
        distractors = spec.get("distractors", [])
        yield from shapes.unique_ids("distractors", [*spec["pairs"], *distractors] if distractors else [])
        yield from shapes.distinct_texts(
            "distractors", [one["text"] for one in distractors], shapes.places("distractors", len(distractors))
        )
        listed = [pair["right"] for pair in spec["pairs"]]
        for language in complete_languages([*listed, *(one["text"] for one in distractors)]) if distractors else ():
            right = {shapes.as_read(say(text, language)) for text in listed}
            read = [shapes.as_read(say(one["text"], language)) for one in distractors]
            for text in sorted(set(read) & right):
                where = f"distractors[{read.index(text) + 1}].text"
                yield fault(where, _("distractors: “%(text)s” is right for a line."), _("“%(text)s” is right for a line."), text=text)

    def texts(self, spec: Spec) -> Iterator[Texts]:
        for pair in spec["pairs"]:
            yield pair["left"]
            yield pair["right"]
        yield from (one["text"] for one in spec.get("distractors", ()))

    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        rows = [pair["id"] for pair in spec["pairs"]]
        options = self._all_options(spec)
        if shuffle:
            chance.shuffle(rows)
        chance.shuffle(options)  # always: in the author's order they stand beside their lines
        return dealt(chance, rows=rows, options=options)

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        pairs = {pair["id"]: pair for pair in spec["pairs"]}
        tokens, options = tokens_by_id(layout, "options"), _option_texts(spec)
        chosen = answer["pairs"] if answer else {}
        return {
            "rows": [
                {"token": token, "text": say(pairs[one]["left"], language), "chosen": tokens.get(chosen.get(one, ""), "")}
                for token, one in layout["rows"]
            ],
            "options": [{"token": token, "text": say(options[one], language)} for token, one in layout["options"]],
        }

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        sent = data.get("pairs")
        if sent in (None, {}):
            return None
        rows, options = ids_by_token(layout, "rows"), ids_by_token(layout, "options")
        if not isinstance(sent, dict) or sent.keys() != rows.keys():
            raise AnswerError(_("This answer must name every line of the question, and no other."))
        pairs = {one: known_token(sent[token], options) for token, one in rows.items() if sent[token] not in (None, "")}
        return {"pairs": pairs} if pairs else None

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        sent = {token: form.getlist(f"pair-{token}") for token, _id in layout["rows"]}
        return {"pairs": {token: sole(values) if values else "" for token, values in sent.items()}}

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        options = tokens_by_id(layout, "options")
        chosen = answer["pairs"] if answer else {}
        return {"pairs": {token: options.get(chosen.get(one, ""), "") for token, one in layout["rows"]}}

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        if answer is None:
            return WRONG
        return of_places(list(self._marks(spec, answer).values()), scoring=scoring_of_places(spec))

    def parts(self, spec: Spec, answer: Answer | None) -> Sequence[Part]:
        if scoring_of_places(spec) == ALL_OR_NOTHING:
            return super().parts(spec, answer)
        return [Part(line, mark) for line, mark in self._marks(spec, answer or {"pairs": {}}).items()]

    def unit(self, spec: Spec) -> int:
        return len(spec["pairs"])

    def guess(self, spec: Spec) -> Fraction:
        chance = Fraction(1, len(self._all_options(spec)))
        return guess_of_places([chance] * len(spec["pairs"]), scoring=scoring_of_places(spec))

    def unlike(self, spec: Spec, other: Spec) -> Iterator[str]:
        # An option is named by the line that it belongs to: with other right sides its name means something else.
        if self._sides(spec) != self._sides(other):
            yield _("pairs: the right sides are not the same, so an answer would mean something else.")

    def key(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        pairs = {pair["id"]: pair for pair in spec["pairs"]}
        chosen = answer["pairs"] if answer else {}
        key, options = self._key(spec), _option_texts(spec)
        rows = self.face(spec, layout, language, answer)["rows"]
        tokens = tokens_by_id(layout, "options")
        return {
            "rows": [
                {
                    **row,
                    "chosen_text": say(options[chosen[line]], language) if line in chosen else "",
                    "right": tokens[key[line]],
                    "right_text": say(pairs[line]["right"], language),
                    "is_right": chosen.get(line) == key[line],
                }
                for row, (_token, line) in zip(rows, layout["rows"], strict=True)
            ]
        }

    def right_answer(self, spec: Spec) -> Answer:
        return {"pairs": self._key(spec)}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        key = self._key(spec)
        return {"pairs": {line: next(one for one in self._all_options(spec) if one != right) for line, right in key.items()}}

    def _marks(self, spec: Spec, answer: Answer) -> dict[str, Fraction]:
        return {line: RIGHT if answer["pairs"].get(line) == option else WRONG for line, option in self._key(spec).items()}

    def _all_options(self, spec: Spec) -> list[str]:
        return list(dict.fromkeys([*self._key(spec).values(), *(one["id"] for one in spec.get("distractors", ()))]))

    def _sides(self, spec: Spec) -> dict[str, str]:
        language, _borrowed = self.language_of(spec, "")
        return {pair["id"]: say(pair["right"], language) for pair in spec["pairs"]}

    def _key(self, spec: Spec) -> dict[str, str]:
        language, _borrowed = self.language_of(spec, "")
        return _option_ids(spec["pairs"], language)


def _option_ids(pairs: list[dict[str, Any]], language: str) -> dict[str, str]:
    """Map each line to its option: the first pair whose right side reads the same."""
    first: dict[str, str] = {}
    return {pair["id"]: first.setdefault(say(pair["right"], language), pair["id"]) for pair in pairs}


def _option_texts(spec: Spec) -> dict[str, Texts]:
    return {**{pair["id"]: pair["right"] for pair in spec["pairs"]}, **{one["id"]: one["text"] for one in spec.get("distractors", ())}}
