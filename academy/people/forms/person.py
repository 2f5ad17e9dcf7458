"""The form of a person, with the account behind. Where the site signs people in by e-mail, it asks for one address and no name."""

from copy import copy
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth import password_validation
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.audit import Refusal, note
from academy.people.actions import (
    AccountProtected,
    RoleProtected,
    change_account,
    find_account,
    groups_to_join,
    named,
    new_account,
    normal_name,
    open_account,
    refuse_adopting,
    register_person,
)
from academy.people.conf import CHANGE_ACCOUNT, CHANGE_PERSON, CHANGE_ROLE
from academy.people.forms.names import names_of_person, say_at_fields
from academy.people.models import Person
from academy.people.permissions import may_administer_account, may_give_groups, may_give_password
from academy.sign_in import has_account_pages, offers_reset
from academy.texts import content_languages
from academy.users import email_field, login_field, signs_in_with_email


def account_values(user: Any) -> dict[str, Any]:
    """The account as the form shows it."""
    login = "email" if signs_in_with_email() else "username"
    return {"email": getattr(user, email_field(), ""), login: user.get_username(), "active": user.is_active}


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
        self.login = "email" if signs_in_with_email() else "username"
        if self.login == "email":
            del self.fields["username"]
            self.fields["email"].required = True
            self.fields["email"].help_text = _(
                "To sign in with. The address of an existing account makes its owner a person of the academy."
            )
        if self.instance.pk:
            self._show_account()
            say_at_fields(self, self.unprinted())
        elif not offers_reset():
            self.fields["password"].help_text = _("Empty: nobody knows one yet.")

    def unprinted(self) -> dict[str, str]:
        """By field, what certificates make of a name they cannot print."""
        return names_of_person(self.instance)

    def _show_account(self) -> None:
        """Show the account of a person who is there. Only who may administer it changes it."""
        user = self.instance.user
        protected = not may_administer_account(self.for_user, user)
        self.fields[self.login].help_text = _("To sign in with.")
        if not self._gives_passwords(user):
            del self.fields["password"]
        else:
            self.fields["password"].label = _("New password")
            self.fields["password"].help_text = _("Empty: the password stays as it is. No mail is sent; tell the person yourself.")
        for name, value in account_values(user).items():
            self.fields[name].initial = value
            self.initial[name] = value
            self.fields[name].disabled = protected
        if protected:
            self.fields["email"].help_text = str(AccountProtected())

    def _gives_passwords(self, user: Any) -> bool:
        """Whether somebody has to set a forgotten password here: where no mail is sent, and passwords are kept here."""
        return has_account_pages() and not offers_reset() and user.has_usable_password() and may_give_password(self.for_user, user)

    def clean_username(self) -> str:
        return self._free_name(self.cleaned_data["username"])

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return self._free_name(email) if self.login == "email" else email

    def _free_name(self, name: str) -> str:
        """The name to sign in with, as the account will keep it. Refused when somebody else has it."""
        username = normal_name(name)
        known = find_account(username)
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
        """Refuse a forged change of an account that is only shown, and let the site's own user model say what it thinks of one."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.fields["email"].disabled:
            if self._is_forged():
                self.add_error("email", self._noted(AccountProtected(), CHANGE_ACCOUNT, about=self.instance.user))
        elif not self.errors:
            try:
                self._check_account(given[self.login], given["email"])
            except forms.ValidationError as error:
                self._tell(error)
        return given

    def _noted(self, refusal: Refusal, verb: str, *, about: Any) -> forms.ValidationError:
        """Put a refusal on record, and make it an error of the form."""
        note(verb, by=self.for_user, about=about, now=timezone.now(), refused=refusal.code)
        return forms.ValidationError(str(refusal), code=refusal.code)

    def _is_forged(self) -> bool:
        shown = account_values(self.instance.user)
        return any(self.data.get(self.add_prefix(name), shown[name]) != shown[name] for name in shown.keys() - {"active"})

    def _check_account(self, name: str, email: str) -> None:
        if self.instance.pk:
            account = named(copy(self.instance.user), username=name, email=email)
            others = {field.name for field in account._meta.fields} - {login_field(), email_field()}
        elif find_account(name) is not None:
            return
        else:
            account, others = new_account(username=name, email=email), {"password"}
        account.clean_fields(exclude=others)
        account.validate_unique(exclude=others)

    def _tell(self, error: forms.ValidationError) -> None:
        """Say at a field of this form what is wrong with a field of the account."""
        fields = {email_field(): "email", login_field(): self.login}
        for name, said in error.error_dict.items():
            if name in fields:
                self.add_error(fields[name], said)
            else:
                needs = _("Accounts of this site need more: %(field)s. Make the account there first, then name it here.")
                self.add_error(self.login, forms.ValidationError(needs, code="incomplete", params={"field": name}))

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password, self.instance.user if self.instance.pk else None)
        return password

    @transaction.atomic
    def save(self, commit: bool = True) -> Person:
        given, by, now = self.cleaned_data, self.for_user, timezone.now()
        if self.instance.pk:
            user = self.instance.user
            names = {"username": given[self.login], "email": given["email"], "password": given.get("password", "")}
            change_account(user, **names, active=given["active"], by=by, now=now)
        else:
            user = open_account(username=given[self.login], email=given["email"], password=given["password"], by=by, now=now)
        particulars = ("name", "job_role", "team", "hired_on", "locale", "time_zone", "certificate_name", "certificate_second_name")
        moved = self.instance.pk and given.get("team") != self.instance.team
        self.instance = register_person(
            user=user, by=by, now=now, joined_on=now.date() if moved else None, **{name: given[name] for name in particulars}
        )
        return self.instance
