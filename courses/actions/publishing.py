"""Publishing and withdrawing what was scheduled."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.models import DraftStateMixin, Page, Revision

log = logging.getLogger("academy.courses")


@dataclass(frozen=True, slots=True)
class Published:
    """How many pages and snippets went live and came to their end, and how many could not."""

    published: int
    expired: int
    failed: int


def publish_due(*, now: datetime) -> Published:
    """Withdraw every page and snippet whose end has come, and publish every revision whose time has come, as Wagtail's
    `publish_scheduled` does.

    Each in a transaction of its own: one that cannot be published is logged
    and tried again the next time, and holds nobody else up. Harmless to repeat
    or to run twice at once.
    """
    ended = [_done(_expire, thing, now) for thing in _ended(now)]
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    begun = [_done(_publish, revision, now) for revision in list(due)]
    return Published(published=begun.count(True), expired=ended.count(True), failed=[*ended, *begun].count(None))


def _ended(now: datetime) -> Iterator[Any]:
    """Pages are asked for once, as what they have in common; snippets by their model."""
    for model in apps.get_models():
        if model is Page or (issubclass(model, DraftStateMixin) and not issubclass(model, Page)):
            yield from list(_live_until(model, now).order_by("expire_at"))


def _live_until(model: type[Any], now: datetime) -> Any:
    return model._base_manager.filter(live=True, expire_at__lt=now)


def _done(act: Callable[[Any, datetime], bool], thing: Any, now: datetime) -> bool | None:
    """Whether this call did it: False where another one had done it before, None where it failed."""
    try:
        with transaction.atomic():
            return act(thing, now)
    except Exception:
        log.exception("%s %s is due by its schedule and could not be published or withdrawn.", type(thing).__name__, thing.pk)
        return None


def _expire(thing: Any, now: datetime) -> bool:
    held = _live_until(type(thing), now).select_for_update(of=("self",)).filter(pk=thing.pk).first()
    if held is None:
        return False
    held.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _publish(revision: Any, now: datetime) -> bool:
    held = Revision.objects.select_for_update(of=("self",)).filter(pk=revision.pk, approved_go_live_at__lt=now).first()
    if held is None:
        return False
    held.publish(log_action="wagtail.publish.scheduled")
    return True
