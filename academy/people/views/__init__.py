"""Doors of people: signing in and out, and passwords."""

from academy.people.views.passwords import (
    PasswordChangeView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetSentView,
    PasswordResetView,
)
from academy.people.views.session import SignInView, SignOutView, signed_out

__all__ = [
    "PasswordChangeView",
    "PasswordResetConfirmView",
    "PasswordResetDoneView",
    "PasswordResetSentView",
    "PasswordResetView",
    "SignInView",
    "SignOutView",
    "signed_out",
]
