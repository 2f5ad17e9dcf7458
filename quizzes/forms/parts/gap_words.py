"""A text with gaps, and the words to choose from."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.pairs import DEFAULT_OF_PLACES, SCORINGS_OF_PLACES
from quizzes.forms.parts.spec_part import Group, RowsPart, Spot, read_scoring, said, scoring_field, text_field
from quizzes.question_types import Place, Spec

_BETWEEN = re.compile(r"[\s,;，；、]+")


class GapChoicesPart(RowsPart):
    """Words, each with the gaps it is right for."""

    key = "options"
    heading = _("Word or phrase")
    kinds = ("gap_select",)
    handles = frozenset({"text", "gaps", "options", "scoring"})

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "text": text_field(_("Text"), row.get("text")),
            "gaps": forms.CharField(
                label=_("Right for gap"),
                required=False,
                initial=", ".join(row.get("gaps", [])),
                help_text=_("Its number, such as 1; several with commas. Empty: right for none."),
            ),
            "group": forms.CharField(
                label=pgettext_lazy("of words", "Group"),
                required=False,
                initial=row.get("group"),
                help_text=_("A gap offers the words of one group only. Empty: all words together."),
            ),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        gaps = [one for one in _BETWEEN.split(sent["gaps"] or "") if one]
        if not sent["text"] and not gaps:
            return None
        return {"text": dict(sent["text"] or {}), "gaps": gaps, **said(sent, "group")}

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        gaps = spec.get("gaps", [])
        options = [{**option, "gaps": [gap["id"] for gap in gaps if gap["right"] == option["id"]]} for option in spec.get("options", [])]
        text = text_field(
            _("Text with gaps"),
            spec.get("text"),
            long=True,
            required=True,
            help_text=_("Write [[1]], [[2]] where the gaps are: the same ones in every language."),
        )
        scoring = scoring_field(spec, SCORINGS_OF_PLACES, default=DEFAULT_OF_PLACES)
        return {"text": text, **super().fields({**spec, "options": options}), **scoring}

    def groups(self, spec: Spec) -> list[Group]:
        return [(gettext("Text with gaps"), ["text"]), *super().groups(spec), (gettext("Points"), ["scoring"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        options = super().read(sent, spec)["options"]
        gaps = [{"id": gap, "right": option["id"]} for option in options for gap in option.pop("gaps")]
        places = {gap["id"]: place for place, gap in enumerate(spec.get("gaps", []))}
        gaps.sort(key=lambda gap: (places.get(gap["id"], len(places)), len(gap["id"]), gap["id"]))
        return {
            "text": dict(sent["text"]),
            "gaps": gaps,
            "options": options,
            **read_scoring(sent, spec, default=DEFAULT_OF_PLACES),
        }

    def spot(self, place: Place, sent: Mapping[str, Any], spec: Spec) -> Spot:
        """A gap stands at the word that is right for it."""
        if place[0] != "gaps":
            return super().spot(place, sent, spec)
        read = self.read(sent, spec)
        rights = [gap["right"] for gap in read["gaps"]]
        right = rights[int(place[1]) - 1] if len(place) > 1 else ""
        ids = [option["id"] for option in read["options"]]
        return super().spot(("options", ids.index(right) + 1 if right in ids else 1, "gaps"), sent, spec)


class DragWordsPart(GapChoicesPart):
    """Words that may be used once or many times."""

    kinds = ("drag_words",)
    unsaid: ClassVar[Mapping[str, Any]] = {"many": False}

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        many = forms.BooleanField(label=_("May be used more than once"), required=False, initial=row.get("many", False))
        return {**super().row_fields(row), "many": many}

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        row = super().read_row(sent)
        return None if row is None else {**row, **said(sent, "many")}
