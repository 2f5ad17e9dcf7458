from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.faults import Fault
from quizzes.question_types.options import OneOption, Option
from quizzes.question_types.question_type import Spec
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import Texts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class TrueFalse(OneOption):
    """A statement that holds or does not; True always stands before False."""

    kind = "true_false"
    name = gettext_lazy("True or false")
    place = 30
    keeps_order = True
    required: ClassVar[Fields] = {"answer": shapes.truth}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("True or false?")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from ()

    def texts(self, spec: Spec) -> Iterator[Texts]:
        yield from ()

    def options(self, spec: Spec, language: str) -> list[Option]:
        # Read in the question's own language: the caller has activated it.
        return [Option("true", _("True"), spec["answer"]), Option("false", _("False"), not spec["answer"])]

    def right_ids(self, spec: Spec) -> frozenset[str]:
        return frozenset({"true" if spec["answer"] else "false"})

    def all_ids(self, spec: Spec) -> list[str]:
        return ["true", "false"]
