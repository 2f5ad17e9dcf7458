"""Questions answered by typing; the answer is {"value": text}."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from random import Random
from typing import Any

from quizzes.question_types.answers import Answer, Form, sole, written
from quizzes.question_types.layouts import Layout
from quizzes.question_types.question_type import QuestionType, Spec


class TypedValue(QuestionType):
    """What all questions with one text field have in common."""

    shape = "value"
    fields = frozenset({"value"})

    @abstractmethod
    def value(self, sent: Any) -> str:
        """Read one typed value; "" means nothing was typed. Raises AnswerError."""

    @abstractmethod
    def right_values(self, spec: Spec, language: str) -> list[str]:
        """Say what would have been right, as a person would write it."""

    @abstractmethod
    def feedback(self, spec: Spec, answer: Answer, language: str) -> str:
        """Say what its author says to whoever gave this answer."""

    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        return {}

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        return {"value": answer["value"] if answer else ""}

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        sent = data.get("value")
        value = "" if sent is None else self.value(sent)
        return {"value": value} if value else None

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        sent = form.getlist("value")
        return {"value": sole(sent)} if sent else {}

    def put_back(self, shown: dict[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
        return {**shown, "value": written(sent.get("value"))}

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        return dict(answer) if answer else {}

    def key(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        feedback = self.feedback(spec, answer, language) if answer else ""
        return {"right_values": self.right_values(spec, language), "feedback": feedback}
