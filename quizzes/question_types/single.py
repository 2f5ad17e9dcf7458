from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types.options import OneOption, WrittenOptions
from quizzes.question_types.question_type import Spec

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class SingleChoice(OneOption, WrittenOptions):
    """One right choice among several."""

    kind = "single"
    name = gettext_lazy("Single choice")
    place = 10

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Choose one.")

    def faults(self, spec: Spec) -> Iterator[str]:
        yield from super().faults(spec)
        right = sum(choice["right"] for choice in spec["choices"])
        if right != 1:
            yield _("Exactly one choice must be right; here %(right)d are.") % {"right": right}
