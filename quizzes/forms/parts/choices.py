"""Choices to tick."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.spec_part import Group, RowsPart, ShareField, read_scoring, said, scoring_field, text_field
from quizzes.question_types import Spec

SCORINGS_OF_TICKS: Final = [
    ("all_or_nothing", _("All or nothing")),
    ("right_minus_wrong", _("Right ones minus wrong ones")),
    ("every_decision", _("Every decision counts")),
    ("halves", _("Half for one mistake")),
    ("proportional", _("Proportional, nothing when a wrong one is ticked")),
    ("weights", _("Every choice gives or costs its share")),
]


class ChoicePart(RowsPart):
    """Choices, each with its text, whether it is right, and what to say to whoever picks it."""

    key = "choices"
    heading = _("Choice")
    kinds = ("single",)
    handles = frozenset({"choices"})
    share_help = _("Such as 1/3, 0.25 or 25 %; with a minus it costs points. Empty: everything if right, else nothing.")

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "text": text_field(_("Text"), row.get("text")),
            "right": forms.BooleanField(label=_("Right"), required=False, initial=row.get("right", False)),
            "fraction": ShareField(_("Share of the points"), row.get("fraction"), help_text=self.share_help),
            "feedback": text_field(_("Feedback"), row.get("feedback"), help_text=_("Shown in the review to whoever chose this.")),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        if not sent["text"]:
            return None
        return {"text": dict(sent["text"]), "right": bool(sent["right"]), **said(sent, "fraction", "feedback")}


class ChoicesPart(ChoicePart):
    """Several may be right: how a partly right answer is scored."""

    kinds = ("multiple",)
    handles = frozenset({"choices", "scoring", "dock"})
    share_help = _("Only where every choice gives or costs its share: those of the right ones make 1 together.")

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        dock = ShareField(
            _("A wrong tick costs"),
            spec.get("dock"),
            help_text=_("Only for right ones minus wrong ones. Empty: as much as a right one gives."),
        )
        return {**super().fields(spec), **scoring_field(spec, SCORINGS_OF_TICKS), "dock": dock}

    def groups(self, spec: Spec) -> list[Group]:
        return [*super().groups(spec), (gettext("Points"), ["scoring", "dock"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        return {**super().read(sent, spec), **read_scoring(sent, spec), **said(sent, "dock")}
