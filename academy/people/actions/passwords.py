"""Passwords that their owners forgot."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from academy.people.models import Person


def send_reset_mails(*, email: str, base: str, language: str) -> int:
    """Mail every active account with this e-mail address a link to set a new password, in its person's language; return how many.

    `base` is the address of the site, without a path; `language` is for accounts whose person has chosen none. An account whose
    password is not ours to change (it signs in elsewhere) gets nothing. The link holds once, and for PASSWORD_RESET_TIMEOUT.
    """
    users = list(PasswordResetForm().get_users(email))  # Django's own look-up, which no look-alike address deceives
    for user in users:
        with translation.override(_language_of(user, language)):
            _reset_mail(user, base=base).send()
    return len(users)


def _language_of(user: Any, asked_in: str) -> str:
    chosen = Person.objects.of_user(user).values_list("locale", flat=True).first()
    return next((code for code in (chosen, asked_in) if code and translation.check_for_language(code)), settings.LANGUAGE_CODE)


def _reset_mail(user: Any, *, base: str) -> EmailMessage:
    key = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
    context = {
        "account": user.get_username(),
        "link": urljoin(base, reverse("academy_people:password_reset_confirm", kwargs=key)),
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "site": base,
    }
    subject = " ".join(render_to_string("academy/registration/reset_subject.txt", context).split())
    body = render_to_string("academy/registration/reset_mail.txt", context)
    return EmailMessage(subject, body, to=[getattr(user, get_user_model().get_email_field_name())])
