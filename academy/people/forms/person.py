"""The form of a person, with the account behind."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.people.actions import change_account, open_account, register_person
from academy.people.models import Person
from academy.sign_in import offers_reset
from academy.texts import content_languages


class PersonForm(WagtailAdminModelForm):
    """One form for a person and for the account that signs in."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("To sign in with. The name of an existing account makes its owner a person of the academy."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(
        label=_("First password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Empty: nobody knows one yet, and the person asks for one by e-mail with “Forgotten password?” on the sign-in page."),
    )
    active = forms.BooleanField(label=_("May sign in"), required=False, initial=True)
    locale = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), initial="UTC")

    instance: Person

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["locale"].choices = [("", _("that of the browser")), *content_languages()]
        self.fields["time_zone"].choices = [(name, name) for name in sorted(available_timezones())]
        if self.instance.pk:
            self._show_account()
        elif not offers_reset():
            self.fields["password"].help_text = _("Empty: nobody knows one yet.")

    def _show_account(self) -> None:
        """Show the account of a person who is there. A superuser's is changed by superusers only; passwords never here."""
        user = self.instance.user
        del self.fields["password"]
        for name, value in {
            "username": user.get_username(),
            "email": getattr(user, user.get_email_field_name()),
            "active": user.is_active,
        }.items():
            self.fields[name].initial = value
            self.initial[name] = value
            self.fields[name].disabled = user.is_superuser and not getattr(self.for_user, "is_superuser", False)

    def clean_username(self) -> str:
        users = get_user_model()
        username: str = users.normalize_username(self.cleaned_data["username"])
        known = users.objects.filter(**{users.USERNAME_FIELD: username}).first()
        if known is None or known.pk == self.instance.user_id:
            return username
        if self.instance.pk:
            raise forms.ValidationError(_("Another account has this name."), code="taken")
        if Person.objects.filter(user=known).exists():
            raise forms.ValidationError(_("There is a person with this name already."), code="taken")
        if known.is_superuser and not getattr(self.for_user, "is_superuser", False):
            raise forms.ValidationError(_("This account belongs to a superuser, and only superusers may use it."), code="superuser")
        return username

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password)
        return password

    @transaction.atomic
    def save(self, commit: bool = True) -> Person:
        given = self.cleaned_data
        if self.instance.pk:
            user = self.instance.user
            change_account(user, username=given["username"], email=given["email"], active=given["active"])
        else:
            user = open_account(username=given["username"], email=given["email"], password=given["password"])
        now = timezone.now()
        particulars = ("name", "job_role", "team", "hired_on", "locale", "time_zone", "certificate_name", "certificate_second_name")
        moved = self.instance.pk and given.get("team") != self.instance.team
        self.instance = register_person(
            user=user, now=now, joined_on=now.date() if moved else None, **{name: given[name] for name in particulars}
        )
        return self.instance
