"""What a learner's copy of a question looks like: order, and opaque tokens in place of ids."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

Layout = dict[str, Any]

# Without vowels, so that no token spells a word.
_LETTERS = "bcdfghjkmnpqrstvwxz"
_LENGTH = 8


def dealt(chance: Random, **groups: Sequence[str]) -> Layout:
    """Give every id of every group a token of its own, in the order the ids come.

    A group is kept as a list of [token, id], because a JSON column need not
    keep the order of an object's keys.
    """
    taken: set[str] = set()
    return {group: [[_fresh(chance, taken), one] for one in ids] for group, ids in groups.items()}


def ids_by_token(layout: Layout, group: str) -> dict[str, str]:
    return dict(layout[group])


def tokens_by_id(layout: Layout, group: str) -> dict[str, str]:
    return {one: token for token, one in layout[group]}


def _fresh(chance: Random, taken: set[str]) -> str:
    while (token := "".join(chance.choices(_LETTERS, k=_LENGTH))) in taken:
        continue
    taken.add(token)
    return token
