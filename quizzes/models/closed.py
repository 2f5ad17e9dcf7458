"""Quizzes that a layer above keeps from some people: told by that layer, which knows of courses."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Q

#: Given a user and what the visitor has given the password of, a condition on quizzes: those that are closed.
Closed = Callable[[Any, Collection[int]], Q]

_readers: list[Closed] = []


def register_closed(reader: Closed) -> None:
    """Add a reader of closed quizzes. It is asked at every visit, so it asks little itself."""
    if reader not in _readers:
        _readers.append(reader)


def closed_to(user: Any, passed: Collection[int]) -> Q:
    """A condition on quizzes: those that any layer above keeps from this user."""
    condition = Q(pk__in=[])
    for reader in _readers:
        condition |= reader(user, passed)
    return condition
