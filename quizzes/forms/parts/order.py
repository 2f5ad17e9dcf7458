"""Items and their order."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.spec_part import Group, RowsPart, read_scoring, scoring_field, text_field
from quizzes.question_types import Spec

SCORINGS_OF_ORDER: Final = [
    ("all_or_nothing", _("All or nothing")),
    ("absolute", _("Every item in its own place counts")),
    ("next_item", _("Every item followed by the right one counts")),
    ("relative", _("The nearer to its own place, the more an item counts")),
]


class OrderPart(RowsPart):
    """Items in the right order."""

    key = "items"
    heading = _("Item")
    first_id = "i"
    kinds = ("ordering",)
    handles = frozenset({"items", "scoring"})

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "text": text_field(_("Text"), row.get("text")),
            "place": forms.IntegerField(
                label=_("Place"), required=False, min_value=1, max_value=99, help_text=_("Only to move it: the place it should have.")
            ),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        return {"text": dict(sent["text"]), "place": sent["place"]} if sent["text"] else None

    def arranged(self, rows: list[dict[str, Any]], sent: Mapping[str, Any], spec: Spec) -> list[dict[str, Any]]:
        """Put moved rows at the places asked for, the others around them in their order."""
        staying = [row for row in rows if row["place"] is None]
        for row in sorted((row for row in rows if row["place"] is not None), key=lambda row: int(row["place"])):
            staying.insert(row["place"] - 1, row)
        return [{"id": row["id"], "text": row["text"]} for row in staying]

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {**super().fields(spec), **scoring_field(spec, SCORINGS_OF_ORDER)}

    def groups(self, spec: Spec) -> list[Group]:
        return [*super().groups(spec), (gettext("Points"), ["scoring"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        return {**super().read(sent, spec), **read_scoring(sent, spec)}
