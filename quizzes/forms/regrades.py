"""The form of a regrade: which wordings of which questions, how, and whether anybody may lose by it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.actions import Plan
from quizzes.models import QuestionVersion, Quiz, Regrade


class NobodyLoses(forms.CheckboxInput):
    """A tick that holds unless it is taken away in so many words: beside it, the page sends “false”."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        return data.get(name) not in {False, "false"}


class RegradeForm(forms.Form):
    """What is to be changed. It is looked at first, then applied as it was looked at."""

    versions = forms.ModelMultipleChoiceField(
        label=_("Questions"),
        queryset=QuestionVersion.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one question.")},
    )
    method = forms.ChoiceField(
        label=_("What is to be done"),
        choices=Regrade.Method.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is to be done.")},
    )
    keeps_higher = forms.BooleanField(
        label=_("Nobody loses"),
        help_text=_("Where the new mark would be lower, the old one stays, and a pass stays a pass."),
        required=False,
        widget=NobodyLoses,
    )

    def __init__(self, quiz: Quiz, data: Any = None) -> None:
        super().__init__(data, initial={"keeps_higher": True}, use_required_attribute=False)
        self.quiz = quiz
        self.fields["versions"].queryset = QuestionVersion.objects.answered_in(quiz)  # type: ignore[attr-defined]  # of a choice field

    @property
    def asked(self) -> list[tuple[QuestionVersion, bool]]:
        """Every wording that was asked, and whether it is chosen."""
        chosen = {str(one) for one in self["versions"].value() or ()}
        return [(version, str(version.uuid) in chosen) for version in self.fields["versions"].queryset]  # type: ignore[attr-defined]  # the same

    @property
    def plan(self) -> Plan:
        data = self.cleaned_data
        versions = tuple(sorted(data["versions"], key=lambda version: version.pk))
        return Plan(self.quiz, versions, data["method"], keeps_higher=data["keeps_higher"])


class ApplyForm(forms.Form):
    """Applying what was looked at: why."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with the regrade for whoever asks later."),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "input"}),
        error_messages={"required": _("Say why; it is kept with the regrade.")},
    )
