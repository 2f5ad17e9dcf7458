"""The forms of an account: signing in, a forgotten password, another password."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import get_user_model, password_validation
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext, ngettext_lazy

from academy.people.actions import Try, forgive_tries, take_try
from academy.people.conf import WAIT

if TYPE_CHECKING:
    SetPassword = auth_forms.SetPasswordForm[Any]
else:
    SetPassword = auth_forms.SetPasswordForm


def too_many_tries(minutes: int) -> str:
    """The sentence for somebody who has to wait."""
    return ngettext(
        "Too many attempts. Try again in %(minutes)d minute.", "Too many attempts. Try again in %(minutes)d minutes.", minutes
    ) % {"minutes": minutes}


class SignInForm(auth_forms.AuthenticationForm):
    """Name and password. Whatever is wrong with them, there is one sentence for it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if get_user_model().USERNAME_FIELD == "username":
            self.fields["username"].label = _("User name")

    def get_invalid_login_error(self) -> forms.ValidationError:
        wait = getattr(self.request, WAIT, 0)
        if wait:
            return forms.ValidationError(too_many_tries(wait), code="too_many")
        words = _("%(name)s and password do not match. Caps lock?")
        return forms.ValidationError(words % {"name": capfirst(str(self.fields["username"].label))}, code="invalid_login")

    def confirm_login_allowed(self, user: Any) -> None:
        if not user.is_active:
            raise self.get_invalid_login_error()

    @property
    def refusal(self) -> str:
        """What is wrong with a form that was sent: the same for a name that is not there, one that may not sign in, and a wrong password."""
        if not self.is_bound or self.is_valid():
            return ""
        return str(self.non_field_errors()[0] if self.non_field_errors() else self.get_invalid_login_error().message)


class ResetForm(forms.Form):
    """The e-mail address of an account whose password is forgotten."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))


# Django's sentences on these pages that our catalogue has too: Django's Chinese lacks the first and is less polite than ours in the others.
SAID_BY_DJANGO: Final = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("Your password can’t be a commonly used password."),
    gettext_noop("Your password can’t be entirely numeric."),
    gettext_noop("Your old password was entered incorrectly. Please enter it again."),
)


class Rules:
    """What a password must be, as the site's validators say it."""

    @property
    def rules(self) -> list[str]:
        return password_validation.password_validators_help_texts()


class NewPasswordForm(Rules, SetPassword):
    """A new password, written twice."""


class PasswordForm(Rules, auth_forms.PasswordChangeForm):
    """Another password, for somebody who knows the one so far. Trying that one is counted like a sign-in."""

    def __init__(self, user: Any, *args: Any, address: str, **options: Any) -> None:
        super().__init__(user, *args, **options)
        self.address = address
        self.wait = 0

    def clean_old_password(self) -> str:
        tried, now = Try(self.user.get_username(), self.address), timezone.now()
        self.wait = take_try(tried, now=now)
        if self.wait:
            raise forms.ValidationError(too_many_tries(self.wait), code="too_many")
        password: str = super().clean_old_password()
        forgive_tries(tried, now=now)
        return password
