"""The record of what was done or refused with rights over others, as it is read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, prefetch_related_objects
from django.utils.translation import gettext as _

from academy.audit import label_of
from academy.models import AuditEntry
from quizzes.models import led


@dataclass(frozen=True)
class RecordLine:
    """One entry in words."""

    at: datetime
    who: str
    what: str
    about: str
    outcome: str
    address: str


def record_lines(entries: Sequence[AuditEntry]) -> list[RecordLine]:
    """Entries with the names that people and things have now; what is gone is named by its key."""
    things = _things(entries)
    people = {entry.actor_id for entry in entries} | {_learner_of(thing) for thing in things.values()}
    names = led.names_of([person for person in people if person])
    return [
        RecordLine(
            at=entry.at,
            who=names.get(entry.actor_id or 0, f"#{entry.actor_id}"),
            what=label_of(entry.verb),
            about=_about(entry, things.get((entry.object_model, entry.object_key)), names),
            outcome=_("refused (%(code)s)") % {"code": entry.code} if entry.refused else _("done"),
            address=entry.address or "",
        )
        for entry in entries
    ]


def _things(entries: Sequence[AuditEntry]) -> dict[tuple[str, str], Model]:
    """The objects, one query for each kind."""
    keys: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.object_key:
            keys[entry.object_model].add(entry.object_key)
    found: dict[tuple[str, str], Model] = {}
    for name, wanted in keys.items():
        model = _model(name)
        if model is not None:
            kept = model._base_manager.in_bulk(wanted)
            if hasattr(model, "cycle"):
                prefetch_related_objects(list(kept.values()), "cycle")
            found.update({(name, str(pk)): thing for pk, thing in kept.items()})
    return found


def _model(name: str) -> Any:
    try:
        return apps.get_model(name)
    except (LookupError, ValueError):
        return None


def _learner_of(thing: Any) -> int | None:
    """Whose it is: its learner's, or that of the cycle it belongs to."""
    learner: int | None = getattr(thing if hasattr(thing, "learner_id") else getattr(thing, "cycle", None), "learner_id", None)
    return learner


def _about(entry: AuditEntry, thing: Model | None, names: dict[int, str]) -> str:
    model = _model(entry.object_model)
    kind = str(model._meta.verbose_name) if model else entry.object_model
    if not entry.object_key:
        return kind
    if thing is None:
        return f"{kind} #{entry.object_key}"
    learner, serial = names.get(_learner_of(thing) or 0), getattr(thing, "serial", "")
    return f"{kind}: {', '.join(filter(None, [learner, serial])) or thing}"
