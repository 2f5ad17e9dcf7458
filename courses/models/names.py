"""Names of users, read together with the rows that point to them. Host sites may have their own user model."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist

PARTS = ("first_name", "last_name")


def name_fields(relation: str) -> list[str]:
    """What `.values()` has to ask for so that `name_in` can say who `relation` is."""
    return [f"{relation}__{part}" for part in _parts()]


def name_in(row: Mapping[str, Any], relation: str) -> str:
    """The full name, or the user name where there is none; empty when nobody is there."""
    *parts, username = (row[f"{relation}__{part}"] or "" for part in _parts())
    return " ".join(part for part in parts if part) or username


def _parts() -> list[str]:
    user = get_user_model()
    return [*(part for part in PARTS if _has(user, part)), user.USERNAME_FIELD]


def _has(model: Any, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
