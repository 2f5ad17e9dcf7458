from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, Form, plain_text, sole
from quizzes.question_types.by_hand import MarkedByHand
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.layouts import Layout
from quizzes.question_types.question_type import Spec
from quizzes.question_types.rubrics import RUBRIC
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import Texts, say

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST_WORDS: Final = 10_000

# A Chinese or Japanese character counts as a word, as people there count.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+(?:['’-]\w+)*"
)


def words_in(text: str) -> int:
    return len(_WORD.findall(text))


def word_count(where: str, value: Any) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_WORDS:
        words = _("Write a number of words from 1 to %(most)d.")
        yield fault(where, _("%(where)s must be a number of words from 1 to %(most)d."), words, most=MOST_WORDS)


class Essay(MarkedByHand):
    """Free text, marked by a person; the answer is {"text": text}."""

    kind = "essay"
    name = gettext_lazy("Essay")
    place = 110
    shape = "essay"
    largest_answer = 100_000
    fields = frozenset({"text"})
    optional: ClassVar[Fields] = {"rubric": RUBRIC, "least_words": word_count, "most_words": word_count, "template": shapes.texts}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Write in your own words. A person reads and marks it.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from super().faults(spec)
        if spec.get("least_words", 0) > spec.get("most_words", MOST_WORDS):
            words = _("This must not be more than “Words at most”.")
            yield fault("least_words", _("least_words must not be more than most_words."), words)

    def texts(self, spec: Spec) -> Iterator[Texts]:
        yield from super().texts(spec)
        if "template" in spec:
            yield spec["template"]

    def put_back(self, shown: dict[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
        text = sent.get("text")
        return {**shown, "text": text[: 2 * self.largest_answer] if isinstance(text, str) else ""}

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        least, most = spec.get("least_words"), spec.get("most_words")
        words = words_in(answer["text"]) if answer else 0
        return {
            "text": answer["text"] if answer else say(spec.get("template", {}), language),
            "least_words": least,
            "most_words": most,
            "words": words,
            "too_short": bool(answer and least and words < least),
            "too_long": bool(answer and most and words > most),
        }

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        """Read a text; what the author wrote to begin with is no answer."""
        sent = data.get("text")
        text = "" if sent is None else _even(plain_text(sent))
        begun = {_even(one) for one in spec.get("template", {}).values()}
        return {"text": text} if text and text not in begun else None

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        sent = form.getlist("text")
        return {"text": sole(sent)} if sent else {}


def _even(text: str) -> str:
    """The same text with one kind of line end, whichever way it was sent."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
