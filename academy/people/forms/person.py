"""The form of a person, with the account behind."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.audit import Refusal, note
from academy.people.actions import (
    AccountProtected,
    RoleProtected,
    change_account,
    groups_to_join,
    open_account,
    refuse_adopting,
    register_person,
)
from academy.people.conf import CHANGE_ACCOUNT, CHANGE_PERSON, CHANGE_ROLE
from academy.people.models import Person
from academy.people.permissions import may_administer_account, may_give_groups
from academy.sign_in import offers_reset
from academy.texts import content_languages


def account_values(user: Any) -> dict[str, Any]:
    """The account as the form shows it."""
    return {"username": user.get_username(), "email": getattr(user, user.get_email_field_name()), "active": user.is_active}


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
        """Show the account of a person who is there. Only who may administer it changes it; passwords never here."""
        user = self.instance.user
        del self.fields["password"]
        protected = not may_administer_account(self.for_user, user)
        for name, value in account_values(user).items():
            self.fields[name].initial = value
            self.initial[name] = value
            self.fields[name].disabled = protected
        if protected:
            self.fields["email"].help_text = str(AccountProtected())

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
        try:
            refuse_adopting(known, by=self.for_user)
        except AccountProtected as refusal:
            raise self._noted(refusal, CHANGE_PERSON, about=known) from refusal
        return username

    def clean_job_role(self) -> str:
        role: str = self.cleaned_data["job_role"]
        account = self.instance.user if self.instance.pk else None
        if not may_give_groups(self.for_user, groups_to_join(account, job_role=role)):
            raise self._noted(RoleProtected(), CHANGE_ROLE, about=self.instance)
        return role

    def clean(self) -> dict[str, Any]:
        """Refuse a forged change of an account that is only shown, rather than pass over it in silence."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and self.fields["email"].disabled and self._is_forged():
            self.add_error("email", self._noted(AccountProtected(), CHANGE_ACCOUNT, about=self.instance.user))
        return cleaned

    def _noted(self, refusal: Refusal, verb: str, *, about: Any) -> forms.ValidationError:
        """Put a refusal on record, and make it an error of the form."""
        note(verb, by=self.for_user, about=about, now=timezone.now(), refused=refusal.code)
        return forms.ValidationError(str(refusal), code=refusal.code)

    def _is_forged(self) -> bool:
        shown = account_values(self.instance.user)
        return any(self.data.get(self.add_prefix(name), shown[name]) != shown[name] for name in ("username", "email"))

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password)
        return password

    @transaction.atomic
    def save(self, commit: bool = True) -> Person:
        given, by, now = self.cleaned_data, self.for_user, timezone.now()
        if self.instance.pk:
            user = self.instance.user
            change_account(user, username=given["username"], email=given["email"], active=given["active"], by=by, now=now)
        else:
            user = open_account(username=given["username"], email=given["email"], password=given["password"], by=by, now=now)
        particulars = ("name", "job_role", "team", "hired_on", "locale", "time_zone", "certificate_name", "certificate_second_name")
        moved = self.instance.pk and given.get("team") != self.instance.team
        self.instance = register_person(
            user=user, by=by, now=now, joined_on=now.date() if moved else None, **{name: given[name] for name in particulars}
        )
        return self.instance
