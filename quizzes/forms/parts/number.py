"""A number and how far off still counts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.spec_part import Group, SpecPart, text_field
from quizzes.question_types import Spec


class NumberPart(SpecPart):
    """The right number, how far off still counts, and the unit."""

    kinds = ("numeric",)
    handles = frozenset({"answer", "tolerance", "unit"})

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {
            "answer": forms.DecimalField(
                label=_("Number"),
                initial=spec.get("answer"),
                disabled="answer_from" in spec,
                help_text=_("Taken from the deal policy.") if "answer_from" in spec else "",
            ),
            "tolerance": forms.DecimalField(
                label=_("Tolerance"), min_value=0, initial=spec.get("tolerance", "0"), help_text=_("0: exactly this number.")
            ),
            "unit": text_field(_("Unit"), spec.get("unit")),
        }

    def groups(self, spec: Spec) -> list[Group]:
        return [(gettext("Right answer"), ["answer", "tolerance", "unit"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        unit = {"unit": dict(sent["unit"])} if sent["unit"] else {}
        return {
            "answer": self._written(sent["answer"], spec, "answer"),
            "tolerance": self._written(sent["tolerance"], spec, "tolerance"),
            **unit,
        }

    @staticmethod
    def _written(value: Any, spec: Spec, key: str) -> str:
        """Keep the author's writing of a number that is still the same: "0.50" is not changed by looking at it."""
        before = spec.get(key)
        unchanged = before is not None and forms.DecimalField().to_python(before) == value
        return str(before) if unchanged else format(value, "f")
