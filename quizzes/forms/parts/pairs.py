"""Lines and what is right for each."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.spec_part import RowsPart, text_field


class PairsPart(RowsPart):
    """Lines, each with the option that is right for it."""

    key = "pairs"
    heading = _("Pair")
    first_id = "p"
    kinds = ("matching",)
    handles = frozenset({"pairs"})

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "left": text_field(_("Line"), row.get("left")),
            "right": text_field(_("What is right for it"), row.get("right"), help_text=_("The same words may be right for several lines.")),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        if not sent["left"] and not sent["right"]:
            return None
        return {"left": dict(sent["left"] or {}), "right": dict(sent["right"] or {})}
