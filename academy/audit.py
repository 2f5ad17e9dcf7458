"""The record of verbs with rights over others: who did what to which object, and what was refused.

An action that is `audited` runs in one transaction together with its entry.
Where it is refused, its transaction is rolled back first and the entry is
written after it, so a refusal stays on record.
"""

import inspect
import logging
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, Final, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from academy.addresses import client_address
from academy.models import AuditEntry

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger("academy.audit")

API_USE: Final = "token.use"

_labels: dict[str, Any] = {API_USE: _("Use an API token")}
_address: ContextVar[str] = ContextVar("academy_audit_address", default="")


class Refusal(Exception):
    """A verb was refused and nothing was changed. As a string it is a sentence for the person who asked."""

    code = "refused"


def register_verbs(labels: Mapping[str, Any]) -> None:
    """Say what verbs are called where the record is read. Called in `ready()` by every app that has some."""
    _labels.update(labels)


def label_of(verb: str) -> str:
    """What a verb is called, in the language of the moment."""
    return str(_labels.get(verb, verb))


def note(verb: str, *, by: Any, about: Model | None, now: datetime, refused: str = "") -> AuditEntry | None:
    """Add an entry. `refused` is the code of a refusal. What the system does by itself (`by=None`) is not recorded."""
    if by is None:
        return None
    model, key = ("", "") if about is None else (about._meta.label_lower, str(about.pk or ""))
    if refused:
        log.warning("Refused (%s): %s by user %s on %s %s", refused, verb, by.pk, model, key)
    return AuditEntry.objects.create(
        actor_id=by.pk,
        verb=verb,
        object_model=model,
        object_key=key,
        refused=bool(refused),
        code=refused,
        address=_address.get() or None,
        at=now,
    )


def audited(verb: str, *, by: str, about: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Record an action, performed or refused. `by` and `about` name its arguments; a dot reaches into one (“plan.quiz”)."""

    def record(action: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(action)

        @wraps(action)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            said = SimpleNamespace(**signature.bind(*args, **kwargs).arguments)
            entry = {"by": getattr(said, by, None), "about": attrgetter(about)(said), "now": said.now}
            try:
                with transaction.atomic():
                    done = action(*args, **kwargs)
                    note(verb, **entry)
            except Refusal as refusal:
                note(verb, **entry, refused=refusal.code)
                raise
            return done

        return run

    return record


def remember_address(environ: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
    """Keep where the request comes from, for entries that are written while it is answered."""
    _address.set(client_address(SimpleNamespace(META=environ)) if environ else "")


def forget_address(**kwargs: Any) -> None:
    _address.set("")
