"""An exception at a quiz, for one person or for a team."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.templatetags.academy_ui import short_moment
from academy.zones import with_zone
from quizzes.actions import Grant
from quizzes.forms.fields import MomentField
from quizzes.models import Quiz

FACTORS: Final = (
    (Decimal(1), _("no longer")),
    (Decimal("1.1"), _("a tenth longer")),
    (Decimal("1.25"), _("a quarter longer")),
    (Decimal("1.5"), _("half as long again")),
    (Decimal(2), _("twice as long")),
    (Decimal(3), _("three times as long")),
)
MOST_MINUTES: Final = 24 * 60
MOST_ATTEMPTS: Final = 20


if TYPE_CHECKING:
    Choice = forms.ModelChoiceField[Quiz]
else:
    Choice = forms.ModelChoiceField


class QuizField(Choice):
    """A quiz by its title, and until when it is open."""

    def label_from_instance(self, quiz: Quiz) -> str:
        if quiz.closes_at is None:
            return str(quiz)
        return _("%(quiz)s (open until %(moment)s)") % {"quiz": quiz, "moment": short_moment(quiz.closes_at)}


class ExceptionForm(forms.Form):
    """Which quiz, what is granted, and why. It offers nothing that the chosen quiz could not give."""

    quiz = QuizField(
        Quiz.objects.none(), label=_("Quiz or exam"), empty_label=_("Choose one"), widget=forms.Select(attrs={"class": "input"})
    )
    time_factor = forms.TypedChoiceField(
        label=_("Time for an attempt"),
        choices=FACTORS,
        coerce=Decimal,
        initial=Decimal(1),
        widget=forms.Select(attrs={"class": "input"}),
        help_text=_(
            "Also for an attempt that is open now: its clock is moved at once. Every attempt ends when the quiz closes, "
            "unless you say a later end below."
        ),
    )
    extra_minutes = forms.IntegerField(
        label=_("Minutes on top"),
        min_value=0,
        max_value=MOST_MINUTES,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
    )
    extra_attempts = forms.IntegerField(
        label=_("More attempts"),
        min_value=0,
        max_value=MOST_ATTEMPTS,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
        help_text=_("Beyond those that the quiz gives to everybody."),
    )
    closes_at = MomentField(
        label=_("Open until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"class": "input", "type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=with_zone(_("Later than the quiz closes for everybody.")),
    )
    reason = forms.CharField(
        label=pgettext_lazy("of an exception", "Why"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input"}),
        help_text=_("Kept with the exception, with your name and the day."),
    )

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now
        cast("QuizField", self.fields["quiz"]).queryset = Quiz.objects.published()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        quiz = cleaned.get("quiz")
        if quiz is None:
            return cleaned
        if quiz.time_limit is None and (cleaned.get("time_factor", 1) > 1 or cleaned.get("extra_minutes")):
            self.add_error("time_factor", _("This quiz has no time limit: there is no time to add to."))
        if not quiz.max_attempts and cleaned.get("extra_attempts"):
            self.add_error("extra_attempts", _("This quiz may be taken as often as one likes."))
        self._check_end(quiz, cleaned.get("closes_at"))
        return cleaned

    def _check_end(self, quiz: Quiz, closes_at: datetime | None) -> None:
        if closes_at is None:
            return
        if quiz.closes_at is None:
            self.add_error("closes_at", _("This quiz does not close."))
        elif closes_at <= max(quiz.closes_at, self.now):
            self.add_error("closes_at", _("Choose a moment that is still to come, and later than the quiz closes anyway."))

    @property
    def grant(self) -> Grant:
        """What is granted; the form is valid."""
        given = self.cleaned_data
        return Grant(
            time_factor=given["time_factor"],
            extra_minutes=given["extra_minutes"] or 0,
            extra_attempts=given["extra_attempts"] or 0,
            closes_at=given["closes_at"],
        )
