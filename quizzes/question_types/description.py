from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from quizzes.question_types.answers import Answer, Form
from quizzes.question_types.faults import Fault
from quizzes.question_types.layouts import Layout
from quizzes.question_types.question_type import WRONG, QuestionType, Spec
from quizzes.question_types.texts import Texts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Description(QuestionType):
    """A text between the questions: nothing is asked, and it is worth nothing."""

    kind = "description"
    name = gettext_lazy("Text without a question")
    place = 140
    shape = "description"
    is_asked = False
    fields = frozenset()

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Read this. There is nothing to answer.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from ()

    def texts(self, spec: Spec) -> Iterator[Texts]:
        yield from ()

    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        return {}

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        return {}

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        return None

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        return {}

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        return {}

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        return WRONG

    def key(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        return {}

    def right_answer(self, spec: Spec) -> Answer | None:
        return None

    def wrong_answer(self, spec: Spec) -> Answer | None:
        return None
