"""The types of question, one file each.

A type is a concrete subclass of `QuestionType` in a module of this package; it
is found by itself. Beside it stand two fragments in
`templates/academy/quizzes/types/` and its fields in `quizzes/forms/parts/`.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from quizzes.question_types.answers import Answer, AnswerError
from quizzes.question_types.faults import Fault, Place
from quizzes.question_types.layouts import Layout
from quizzes.question_types.question_type import Part, QuestionType, Spec, without_feedback
from quizzes.question_types.spec import SpecError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def _found() -> Iterator[QuestionType]:
    """One of every concrete type in the modules of this package."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for _name, member in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(member, QuestionType) and not inspect.isabstract(member) and member.__module__ == module.name:
                yield member()


_BY_KIND: dict[str, QuestionType] = {one.kind: one for one in sorted(_found(), key=lambda one: (one.place, one.kind))}


def question_types() -> tuple[QuestionType, ...]:
    """Every type, in the order in which authors are offered them."""
    return tuple(_BY_KIND.values())


def question_type(kind: str) -> QuestionType:
    """Find a type by its kind; an unknown kind raises KeyError."""
    return _BY_KIND[kind]


def kinds() -> list[tuple[str, StrPromise]]:
    """Every kind with its name: a function, so that a new type needs no migration."""
    return [(one.kind, one.name) for one in question_types()]


def kinds_not_asked() -> list[str]:
    """What is only shown: nothing to answer, worth nothing, never drawn."""
    return [one.kind for one in question_types() if not one.is_asked]


__all__ = [
    "Answer",
    "AnswerError",
    "Fault",
    "Layout",
    "Part",
    "Place",
    "QuestionType",
    "Spec",
    "SpecError",
    "kinds",
    "kinds_not_asked",
    "question_type",
    "question_types",
    "without_feedback",
]
