"""Handing a practice in, and judging it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.certification.models import PracticeSubmission, Requirement

PASS, AGAIN = "pass", "again"


class PracticeForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """What the reviewer should see before or beside the practice."""

    link = forms.URLField(
        label=_("Link to a page or recording"), required=False, assume_scheme="https", widget=forms.URLInput(attrs={"class": "input"})
    )

    class Meta:
        model = PracticeSubmission
        fields = ("note", "link")
        labels = {"note": _("What you did or prepared")}
        widgets = {"note": forms.Textarea(attrs={"rows": 5, "class": "input"})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("note") or cleaned.get("link")) and not self.errors:
            raise forms.ValidationError(_("Write a line or give a link, so that your reviewer knows what to look at."))
        return cleaned


class ReviewForm(forms.Form):
    """A choice of levels for each row of the rubric, a comment, and the verdict."""

    comment = forms.CharField(
        label=_("One thing to keep, one thing to change"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
    )
    verdict = forms.ChoiceField(choices=[(PASS, _("Pass")), (AGAIN, _("Ask to repeat"))])

    def __init__(self, requirement: Requirement, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.requirement = requirement
        self.rubric = list(requirement.rubric.all())
        for row in self.rubric:
            choices = [(points, words) for points, words in enumerate(row.level_words)]
            self.fields[f"row-{row.slug}"] = forms.TypedChoiceField(
                label=str(row.title),
                choices=choices,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a level for this row.")},
            )

    @property
    def rows(self) -> list[forms.BoundField]:
        return [self[f"row-{row.slug}"] for row in self.rubric]

    @property
    def most(self) -> int:
        """All the points there are."""
        return sum(row.most_points for row in self.rubric)

    @property
    def points(self) -> dict[str, int]:
        return {row.slug: self.cleaned_data[f"row-{row.slug}"] for row in self.rubric}

    @property
    def passed(self) -> bool:
        return bool(self.cleaned_data["verdict"] == PASS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and cleaned.get("verdict") == PASS:
            total, line = sum(self.points.values()), self.requirement.pass_points or 0
            if total < line:
                raise forms.ValidationError(
                    _("%(total)s of %(most)s points do not reach the pass line of %(line)s. Ask to repeat, or look at the levels again."),
                    params={"total": total, "most": self.most, "line": line},
                )
        return cleaned
