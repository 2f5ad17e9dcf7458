from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.options import OneOption, WrittenOptions
from quizzes.question_types.question_type import RIGHT, Spec

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class SingleChoice(OneOption, WrittenOptions):
    """One right choice among several; others may earn a share, or cost one."""

    kind = "single"
    name = gettext_lazy("Single choice")
    place = 10

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Choose one.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from super().faults(spec)
        right = sum(choice["right"] for choice in spec["choices"])
        if not any("fraction" in choice for choice in spec["choices"]):
            if right != 1:
                ticked = [number for number, choice in enumerate(spec["choices"], start=1) if choice["right"]]
                where = f"choices[{ticked[1] if right else 1}].right"
                yield fault(where, _("Exactly one choice must be right; here %(right)d are."), right=right)
        elif not self.right_ids(spec):
            yield fault("choices[1].fraction", _("At least one choice must earn everything."))

    def right_ids(self, spec: Spec) -> frozenset[str]:
        return frozenset(one for one, share in self.shares(spec).items() if share == RIGHT)
