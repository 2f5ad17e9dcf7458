"""The form of a marker: a level for every row of a rubric, or points; and words for the learner."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from academy.texts import localised
from quizzes.actions.marking import LONGEST_COMMENT
from quizzes.models import AttemptSlot, Mark
from quizzes.question_types.rubrics import level_points, rubric_of

_POINTS = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,12}|/[1-9][0-9]{0,5})?")


def share_of_points(written: str, most: Fraction) -> Fraction:
    """Read points ("1", "2.5", "2/3") as a share of those to be had, exactly. Raises ValueError with a sentence."""
    if not _POINTS.fullmatch(written.strip()):
        raise ValueError(_("Write points as a number or a fraction, such as 1, 2.5 or 2/3."))
    points = Fraction(written.strip().replace(",", "."))
    if points > most:
        raise ValueError(_("At most %(most)s points can be given here.") % {"most": most})
    return points / most if most else Fraction(0)


@dataclass(frozen=True)
class Level:
    """What can be chosen in a row of a rubric."""

    points: str
    text: str

    def __str__(self) -> str:
        return f"{self.points}: {self.text}"


class MarkForm(forms.Form):
    """What one marker says of one answer."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    comment = forms.CharField(
        label=pgettext_lazy("marking", "Comment"),
        help_text=gettext_lazy("The learner reads it with the result."),
        max_length=LONGEST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "class": "input"}),
    )

    def __init__(self, slot: AttemptSlot, data: Any = None, *, mine: Mark | None = None) -> None:
        super().__init__(data, initial=self._said(slot, mine), use_required_attribute=False)
        self.slot = slot
        self.rubric = rubric_of(slot.spec)
        for row in self.rubric:
            self.fields[f"level-{row['id']}"] = forms.TypedChoiceField(
                label=str(localised(row["title"])),
                coerce=int,
                widget=forms.RadioSelect,
                choices=[(number, Level(str(level_points(one)), str(localised(one["text"])))) for number, one in enumerate(row["levels"])],
                error_messages={"required": _("Choose a level.")},
            )
        if not self.rubric:
            self.fields["points"] = forms.CharField(
                label=_("Points"),
                help_text=_("From 0 to %(most)s. A fraction such as 2/3 is exact.") % {"most": slot.max_points},
                max_length=40,
                widget=forms.TextInput(attrs={"class": "input", "inputmode": "decimal", "autocomplete": "off"}),
            )

    @staticmethod
    def _said(slot: AttemptSlot, mine: Mark | None) -> dict[str, Any]:
        if mine is None:
            return {"seen": 0}
        levels = {f"level-{row}": level for row, level in mine.levels.items()}
        return {"seen": mine.pk, "comment": mine.comment, "points": str(mine.mark * slot.max_points), **levels}

    @property
    def rows(self) -> list[forms.BoundField]:
        return [self[f"level-{row['id']}"] for row in self.rubric]

    def clean_points(self) -> Fraction:
        try:
            return share_of_points(self.cleaned_data["points"], Fraction(self.slot.max_points))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    @property
    def said(self) -> dict[str, Any]:
        """What `mark_answer` takes."""
        data = self.cleaned_data
        return {
            "mark": data.get("points"),
            "levels": {row["id"]: data[f"level-{row['id']}"] for row in self.rubric},
            "comment": data["comment"],
            "seen": data["seen"],
        }
