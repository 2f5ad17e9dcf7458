"""The form that makes an exception for persons."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from academy.templatetags.academy_ui import short_moment
from academy.zones import ZONE_NOTE
from quizzes.actions import Grant
from quizzes.forms.fields import MomentField
from quizzes.models import Quiz, QuizOverride, led

if TYPE_CHECKING:
    Choices = forms.ModelMultipleChoiceField[Any]
else:
    Choices = forms.ModelMultipleChoiceField


class PeopleField(Choices):
    """Persons by what people call them."""

    def offer_everybody(self) -> None:
        """Everybody with an account that is in use, by name. Two queries or so for any number of them."""
        users = list(get_user_model()._default_manager.filter(is_active=True))
        self.queryset = get_user_model()._default_manager.filter(is_active=True)
        names = led.names_of([user.pk for user in users])
        listed = [(user.pk, f"{names.get(user.pk, user.get_username())} ({user.get_username()})") for user in users]
        listed.sort(key=lambda choice: choice[1].casefold())
        self.choices = listed


class GrantForm(forms.Form):
    """For whom, what and why."""

    learners = PeopleField(
        label=_("For whom"),
        queryset=None,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Several with Ctrl or ⌘. Each of them gets an exception of their own."),
    )
    time_factor = forms.DecimalField(
        label=_("Time factor"),
        initial=Decimal(1),
        min_value=Decimal(1),
        max_value=Decimal(10),
        max_digits=4,
        decimal_places=2,
        required=False,
        help_text=_("1.25 is a quarter more than the time limit."),
    )
    extra_minutes = forms.IntegerField(label=_("Extra minutes"), initial=0, min_value=0, max_value=10_000, required=False)
    extra_attempts = forms.IntegerField(label=_("Extra attempts"), initial=0, min_value=0, max_value=100, required=False)
    opens_at = MomentField(label=_("Opens for them"), required=False, widget=AdminDateTimeInput, help_text=ZONE_NOTE)
    closes_at = MomentField(label=_("Closes for them"), required=False, widget=AdminDateTimeInput, help_text=ZONE_NOTE)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=QuizOverride._meta.get_field("reason").max_length,
        help_text=_("Kept with the exception: people who look into it later read it."),
    )

    def __init__(self, *args: Any, quiz: Quiz, **options: Any) -> None:
        super().__init__(*args, **options)
        if quiz.closes_at and quiz.time_limit:
            said = _("The quiz is open until %(moment)s. Extra time ends then too, unless it closes later for them.")
            self.fields["extra_minutes"].help_text = said % {"moment": short_moment(quiz.closes_at)}
        people = self.fields["learners"]
        if isinstance(people, PeopleField):
            people.offer_everybody()

    def clean(self) -> dict[str, Any]:
        sent: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = sent.get("opens_at"), sent.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("A quiz has to close after it opens."))
        return sent

    @property
    def grant(self) -> Grant:
        """What the form allows."""
        sent = self.cleaned_data
        return Grant(
            time_factor=sent["time_factor"] or Decimal(1),
            extra_minutes=sent["extra_minutes"] or 0,
            extra_attempts=sent["extra_attempts"] or 0,
            opens_at=sent["opens_at"],
            closes_at=sent["closes_at"],
        )
