"""A number and how far off still counts."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.spec_part import (
    ExactField,
    Group,
    RowsPart,
    ShareField,
    SpecPart,
    Spot,
    WrittenNumberField,
    as_before,
    said,
    text_field,
)
from quizzes.question_types import Place, Spec

NOMINAL: Final = "nominal"
TOLERANCES: Final = [
    ("", _("Number plus or minus the tolerance")),
    ("relative", _("Plus or minus a share of the number: 0.1 is ten percent")),
    ("geometric", _("Number divided or multiplied by 1 + tolerance")),
]
PENALTIES: Final = [("", _("of the points earned")), ("whole", _("of all points"))]


def tolerance_kind_field(kind: str | None) -> forms.ChoiceField:
    initial = "" if kind in (None, NOMINAL) else kind
    return forms.ChoiceField(label=_("How the tolerance is meant"), choices=TOLERANCES, required=False, initial=initial)


class MoreNumbersPart(RowsPart):
    """Further numbers that are accepted, for a share of the points."""

    key = "more"
    heading = _("Also accepted")
    has_ids = False
    prefix = "more"
    fewest = 3
    kinds = ()
    handles = frozenset({"more"})
    unsaid: ClassVar[Mapping[str, Any]] = {"tolerance_kind": NOMINAL}

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "answer": WrittenNumberField(label=_("Number"), required=False, initial=row.get("answer")),
            "tolerance": WrittenNumberField(label=_("Tolerance"), required=False, initial=row.get("tolerance")),
            "tolerance_kind": tolerance_kind_field(row.get("tolerance_kind")),
            "fraction": ShareField(_("Share of the points"), row.get("fraction"), help_text=_("Empty: everything.")),
            "feedback": text_field(_("Feedback"), row.get("feedback")),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        if not sent["answer"]:
            return None
        return {
            "answer": sent["answer"],
            "tolerance": sent["tolerance"] or "0",
            **said(sent, "tolerance_kind", "fraction", "feedback"),
        }


class UnitsPart(RowsPart):
    """Units to choose from."""

    key = "units"
    heading = _("Unit to choose from")
    first_id = "u"
    prefix = "unit"
    fewest = 4
    kinds = ()
    handles = frozenset({"units"})

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "text": text_field(_("Text"), row.get("text")),
            "factor": forms.CharField(
                label=_("Factor"),
                required=False,
                initial=row.get("factor"),
                help_text=_("How many of the unit of the right number one of this is; 1 for that unit itself. Empty: never right."),
            ),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        return {"text": dict(sent["text"]), **said(sent, "factor")} if sent["text"] else None


class NumberPart(SpecPart):
    """The right number, how far off still counts, what else is accepted, and the unit."""

    kinds = ("numeric",)
    handles = frozenset(
        {"answer", "tolerance", "tolerance_kind", "fraction", "feedback", "more", "unit", "units", "unit_penalty", "unit_penalty_of"}
    )
    extras = frozenset({"unit_penalty"})
    unsaid: ClassVar[Mapping[str, Any]] = {"tolerance_kind": NOMINAL, "unit_penalty_of": "earned"}
    lists = (MoreNumbersPart(), UnitsPart())

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        more, units = self.lists
        penalty_of = spec.get("unit_penalty_of", "")
        return {
            "answer": ExactField(
                label=_("Number"),
                initial=spec.get("answer"),
                disabled="answer_from" in spec,
                help_text=_("Taken from the deal policy.") if "answer_from" in spec else "",
            ),
            "tolerance": ExactField(
                label=_("Tolerance"), min_value=0, initial=spec.get("tolerance", "0"), help_text=_("0: exactly this number.")
            ),
            "tolerance_kind": tolerance_kind_field(spec.get("tolerance_kind")),
            "fraction": ShareField(_("Share of the points"), spec.get("fraction"), help_text=_("Empty: everything.")),
            "feedback": text_field(_("Feedback"), spec.get("feedback")),
            "unit": text_field(_("Unit"), spec.get("unit")),
            **more.fields(spec),
            **units.fields(spec),
            "unit_penalty": ShareField(_("A wrong unit costs"), spec.get("unit_penalty"), help_text=_("Empty: everything.")),
            "unit_penalty_of": forms.ChoiceField(
                label=_("Share of what"), choices=PENALTIES, required=False, initial=penalty_of if penalty_of == "whole" else ""
            ),
        }

    def groups(self, spec: Spec) -> list[Group]:
        more, units = self.lists
        return [
            (gettext("Right answer"), ["answer", "tolerance", "tolerance_kind", "fraction", "feedback", "unit"]),
            *more.groups(spec),
            *units.groups(spec),
            (gettext("A right number in a wrong unit"), ["unit_penalty", "unit_penalty_of"]),
        ]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        lists = {key: rows for part in self.lists for key, rows in part.read(sent, spec).items() if rows}
        read = {
            "answer": self._written(sent["answer"], spec, "answer"),
            "tolerance": self._written(sent["tolerance"], spec, "tolerance"),
            **said(sent, "tolerance_kind", "fraction", "feedback", "unit", "unit_penalty", "unit_penalty_of"),
            **lists,
        }
        return as_before(read, spec, self.unsaid)

    def spot(self, place: Place, sent: Mapping[str, Any], spec: Spec) -> Spot:
        part = next((part for part in self.lists if place[0] == part.key), None)
        return part.spot(place, sent, spec) if part else super().spot(place, sent, spec)

    @staticmethod
    def _written(value: Any, spec: Spec, key: str) -> str:
        """Keep the author's writing of a number that is still the same: "0.50" is not changed by looking at it."""
        before = spec.get(key)
        unchanged = before is not None and forms.DecimalField().to_python(before) == value
        return str(before) if unchanged else format(value, "f")
