"""The accounts behind people: a name to sign in with, an address, and whether signing in is allowed."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import transaction
from django.utils.crypto import get_random_string

from academy.users import email_field, login_field, signs_in_with_email


def normal_name(name: str) -> str:
    """A name to sign in with, as accounts keep it: an address with its domain in small letters."""
    normal: str = BaseUserManager.normalize_email(name) if signs_in_with_email() else AbstractBaseUser.normalize_username(name)
    return normal


def named(user: Any, *, username: str, email: str) -> Any:
    """Write name and address into an account, unsaved. In a site of e-mail addresses the name is the address."""
    if email_field():
        setattr(user, email_field(), email)
    setattr(user, login_field(), normal_name(username))
    return user


def new_account(*, username: str, email: str) -> Any:
    """An account that is not in the database yet."""
    return named(get_user_model()(), username=username, email=email)


def find_account(username: str) -> Any | None:
    """The account of that name, if there is one. Two addresses that differ in the size of letters only are one."""
    users, name = get_user_model()._default_manager, normal_name(username)
    known = users.filter(**{login_field(): name}).first()
    if known is None and signs_in_with_email():
        return users.filter(**{f"{login_field()}__iexact": name}).first()
    return known


@transaction.atomic
def open_account(*, username: str, email: str, password: str = "") -> Any:
    """Make an account, or return the one of that name unchanged.

    Without a password the account gets one that nobody knows; the person
    asks for a new one by e-mail.
    """
    known = find_account(username)
    if known is not None:
        return known
    user = new_account(username=username, email=email)
    user.set_password(password or get_random_string(64))
    user.save()
    return user


@transaction.atomic
def change_account(user: Any, *, username: str, email: str, active: bool) -> None:
    """Give an account another name or address, or let it sign in or not."""
    named(user, username=username, email=email).is_active = active
    user.save(update_fields=[name for name in dict.fromkeys([email_field(), login_field(), "is_active"]) if name])
