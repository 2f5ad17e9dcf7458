"""What the user model of the site calls things: a host may sign people in by e-mail and have no user names at all."""

from typing import Any, Final

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist

from academy.letters import without_stray

NAMES: Final = ("first_name", "last_name")


def login_field() -> str:
    """The field by which people sign in."""
    return str(get_user_model().USERNAME_FIELD)


def email_field() -> str:
    """The field to which mail goes; empty where the model has none."""
    name = str(get_user_model().get_email_field_name())
    return name if has_field(name) else ""


def signs_in_with_email() -> bool:
    """Whether the e-mail address is the name that people sign in with."""
    return login_field() == email_field()


def name_fields() -> list[str]:
    """The fields that make up a full name, as far as the model has them, and last the one to fall back to."""
    return [*(name for name in NAMES if has_field(name)), login_field()]


def search_fields(relation: str) -> list[str]:
    """By what somebody looks for a user whom a row points to."""
    return [f"{relation}__{name}" for name in dict.fromkeys([login_field(), email_field()]) if name]


def called(user: Any) -> str:
    """The full name of a user, or what he or she signs in with, without stray signs. Django demands no full name of a user model."""
    full_name = getattr(user, "get_full_name", None)
    return without_stray(str((full_name() if full_name is not None else "") or user.get_username())).strip()


def has_field(name: str) -> bool:
    try:
        get_user_model()._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
