"""Whom a person leads: told by the layer above, which knows of teams. Also what people are called."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from academy.users import called

Led = Callable[[Any], QuerySet[Any]]
Names = Callable[[Collection[int]], Mapping[int, str]]

_readers: list[Led] = []
_names: list[Names] = []


def register_led(reader: Led) -> None:
    """Add a reader: given a user, it returns the users whom that user leads, never the user."""
    if reader not in _readers:
        _readers.append(reader)


def register_names(reader: Names) -> None:
    """Add a reader: given primary keys of users, it returns what people call them."""
    if reader not in _names:
        _names.append(reader)


def by(user: Any, field: str) -> Q:
    """A condition on a foreign key to users: those whom this user leads."""
    condition = Q(pk__in=[])
    for reader in _readers:
        condition |= Q(**{f"{field}__in": reader(user)})
    return condition


def users_led_by(user: Any) -> QuerySet[Any]:
    """The users whom this user leads, never the user."""
    return get_user_model()._default_manager.filter(by(user, "pk")).exclude(pk=user.pk)


def names_of(users: Collection[int]) -> dict[int, str]:
    """What people are called, by primary key; without a layer above, by their user name."""
    known: dict[int, str] = {}
    for reader in _names:
        known.update(reader(users))
    missing = set(users) - known.keys()
    if missing:
        found = get_user_model()._default_manager.in_bulk(missing)
        known.update({pk: called(user) for pk, user in found.items()})
    return known
