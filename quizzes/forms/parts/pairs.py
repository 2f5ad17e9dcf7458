"""Lines and what is right for each."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.spec_part import Group, RowsPart, Spot, read_scoring, scoring_field, text_field
from quizzes.question_types import Place, Spec

SCORINGS_OF_PLACES: Final = [
    ("partial", _("Every right one counts")),
    ("all_or_nothing", _("All or nothing")),
]
DEFAULT_OF_PLACES: Final = "partial"


class DistractorsPart(RowsPart):
    """Options that are right for no line."""

    key = "distractors"
    heading = _("Option that is never right")
    first_id = "x"
    prefix = "wrong"
    fewest = 3
    kinds = ()
    handles = frozenset({"distractors"})

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {"text": text_field(_("Text"), row.get("text"))}

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        return {"text": dict(sent["text"])} if sent["text"] else None


class PairsPart(RowsPart):
    """Lines, each with the option that is right for it."""

    key = "pairs"
    heading = _("Pair")
    first_id = "p"
    kinds = ("matching",)
    handles = frozenset({"pairs", "distractors", "scoring"})
    distractors = DistractorsPart()

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "left": text_field(_("Line"), row.get("left")),
            "right": text_field(_("What is right for it"), row.get("right"), help_text=_("The same words may be right for several lines.")),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        if not sent["left"] and not sent["right"]:
            return None
        return {"left": dict(sent["left"] or {}), "right": dict(sent["right"] or {})}

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        scoring = scoring_field(spec, SCORINGS_OF_PLACES, default=DEFAULT_OF_PLACES)
        return {**super().fields(spec), **self.distractors.fields(spec), **scoring}

    def groups(self, spec: Spec) -> list[Group]:
        return [*super().groups(spec), *self.distractors.groups(spec), (gettext("Points"), ["scoring"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        distractors = {key: rows for key, rows in self.distractors.read(sent, spec).items() if rows}
        return {**super().read(sent, spec), **distractors, **read_scoring(sent, spec, default=DEFAULT_OF_PLACES)}

    def spot(self, place: Place, sent: Mapping[str, Any], spec: Spec) -> Spot:
        return self.distractors.spot(place, sent, spec) if place[0] == self.distractors.key else super().spot(place, sent, spec)
