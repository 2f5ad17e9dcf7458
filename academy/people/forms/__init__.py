"""Forms of people, teams and accounts."""

from academy.people.forms.account import NewPasswordForm, PasswordForm, ResetForm, SignInForm, too_many_tries
from academy.people.forms.person import PersonForm
from academy.people.forms.team import TeamForm

__all__ = [
    "NewPasswordForm",
    "PasswordForm",
    "PersonForm",
    "ResetForm",
    "SignInForm",
    "TeamForm",
    "too_many_tries",
]
