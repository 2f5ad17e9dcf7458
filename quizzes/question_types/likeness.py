"""Whether the key of one version of a question says anything about answers to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _


def differences(asked: Any, other: Any) -> Iterator[str]:
    """Say in a sentence each what one spec offers to answer with and the other does not: choices, lines, gaps, steps."""
    ours, theirs = dict(_ids("", asked)), dict(_ids("", other))
    for place in sorted(ours.keys() | theirs.keys()):
        gone = sorted(ours.get(place, set()) - theirs.get(place, set()))
        new = sorted(theirs.get(place, set()) - ours.get(place, set()))
        if gone:
            yield _("%(place)s: %(ids)s is missing in the newer version.") % {"place": place, "ids": ", ".join(gone)}
        if new:
            yield _("%(place)s: %(ids)s is new in the newer version.") % {"place": place, "ids": ", ".join(new)}


def _ids(place: str, value: Any) -> Iterator[tuple[str, set[str]]]:
    """Every list whose rows have ids, by its place."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield from _ids(f"{place}.{key}" if place else key, held)
    elif isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict) and "id" in row]
        if rows:
            yield place, {str(row["id"]) for row in rows}
        for row in rows:
            yield from _ids(f"{place}[{row['id']}]", row)
