"""The types of question, one file each; a new type is a file and a line in `_TYPES`."""

from __future__ import annotations

from quizzes.question_types.answers import Answer, AnswerError
from quizzes.question_types.layouts import Layout
from quizzes.question_types.matching import Matching
from quizzes.question_types.multiple import MultipleChoice
from quizzes.question_types.numeric import Numeric
from quizzes.question_types.ordering import Ordering
from quizzes.question_types.question_type import QuestionType, Spec
from quizzes.question_types.short_text import ShortText
from quizzes.question_types.single import SingleChoice
from quizzes.question_types.spec import SpecError
from quizzes.question_types.true_false import TrueFalse

_TYPES: tuple[QuestionType, ...] = (
    SingleChoice(),
    MultipleChoice(),
    TrueFalse(),
    Numeric(),
    ShortText(),
    Matching(),
    Ordering(),
)
_BY_KIND = {one.kind: one for one in _TYPES}

KINDS = [(one.kind, one.name) for one in _TYPES]


def question_types() -> tuple[QuestionType, ...]:
    return _TYPES


def question_type(kind: str) -> QuestionType:
    """Find a type by its kind; an unknown kind raises KeyError."""
    return _BY_KIND[kind]


__all__ = [
    "KINDS",
    "Answer",
    "AnswerError",
    "Layout",
    "QuestionType",
    "Spec",
    "SpecError",
    "question_type",
    "question_types",
]
