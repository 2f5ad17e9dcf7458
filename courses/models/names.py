"""Names of users, read together with the rows that point to them. Host sites may have their own user model."""

from collections.abc import Mapping
from typing import Any

from academy import users


def name_fields(relation: str) -> list[str]:
    """What `.values()` has to ask for so that `name_in` can say who `relation` is."""
    return [f"{relation}__{part}" for part in users.name_fields()]


def name_in(row: Mapping[str, Any], relation: str) -> str:
    """The full name, or what is signed in with where there is none; empty when nobody is there."""
    *parts, fallback = (row[f"{relation}__{part}"] or "" for part in users.name_fields())
    return " ".join(part for part in parts if part) or fallback
