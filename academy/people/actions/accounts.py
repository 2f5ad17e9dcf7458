"""The accounts behind people: a name to sign in with, an address, and whether signing in is allowed."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.crypto import get_random_string


@transaction.atomic
def open_account(*, username: str, email: str, password: str = "") -> Any:
    """Make an account, or return the one of that name unchanged.

    Without a password the account gets one that nobody knows; the person
    asks for a new one by e-mail.
    """
    users = get_user_model()
    known = users.objects.filter(**{users.USERNAME_FIELD: username}).first()
    if known is not None:
        return known
    user = users(**{users.get_email_field_name(): email, users.USERNAME_FIELD: username})
    user.set_password(password or get_random_string(64))
    user.save()
    return user


@transaction.atomic
def change_account(user: Any, *, username: str, email: str, active: bool) -> None:
    """Give an account another name or address, or let it sign in or not."""
    names = {type(user).get_email_field_name(): email, type(user).USERNAME_FIELD: username, "is_active": active}
    for field, value in names.items():
        setattr(user, field, value)
    user.save(update_fields=list(names))
