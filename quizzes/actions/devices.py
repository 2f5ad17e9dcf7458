"""Where an attempt is taken: going on, changing the device, and what is noted on the way."""

from datetime import datetime
from typing import Final

from django.db import transaction

from quizzes.actions.errors import Elsewhere, NoWayBack
from quizzes.models import Attempt, AttemptEvent

MOST_NOTES: Final = 200  # of one kind in one attempt


def open_page(attempt: Attempt, *, page: int, device: str, now: datetime) -> Attempt:
    """Note that a page of an open attempt is looked at on a device.

    Writes only where something changes: another device, or a page further
    on. Raises Elsewhere where the quiz allows one device and this is another,
    NoWayBack where it goes one way and the page was left.
    """
    if attempt.rules.one_way and page < attempt.page:
        raise NoWayBack
    moved = bool(device) and device != attempt.device
    if moved and attempt.device and attempt.rules.single_device:
        raise Elsewhere
    if not moved and page <= attempt.page:
        return attempt
    return _noted(attempt, page=page, device=device, now=now)


@transaction.atomic
def _noted(attempt: Attempt, *, page: int, device: str, now: datetime) -> Attempt:
    attempt = Attempt.objects.select_for_update(of=("self",), no_key=True).select_related("quiz").get(pk=attempt.pk)
    if not attempt.is_open:
        return attempt
    if device and attempt.device and device != attempt.device:
        _note(attempt, AttemptEvent.Kind.DEVICE_CHANGE, device=device, now=now)
    attempt.device = device or attempt.device
    attempt.page = max(attempt.page, page)
    attempt.save(update_fields=["device", "page"])
    return attempt


@transaction.atomic
def take_over(attempt: Attempt, *, device: str, now: datetime) -> Attempt:
    """Go on with an open attempt on this device; the other one saves nothing from now on. Repeating it changes nothing."""
    attempt = Attempt.objects.select_for_update(of=("self",), no_key=True).select_related("quiz").get(pk=attempt.pk)
    if attempt.is_open and device and attempt.device != device:
        attempt.device = device
        attempt.save(update_fields=["device"])
        _note(attempt, AttemptEvent.Kind.TAKEOVER, device=device, now=now)
    return attempt


def note_resumed(attempt: Attempt, *, device: str, now: datetime) -> None:
    """Note that the learner came back to an open attempt."""
    if attempt.is_open:
        _note(attempt, AttemptEvent.Kind.RESUME, device=device, now=now)


def note_focus_lost(attempt: Attempt, *, device: str, now: datetime) -> bool:
    """Note that the page of an open attempt was left for another window. Evidence only; says whether it was noted."""
    return attempt.is_open and _note(attempt, AttemptEvent.Kind.FOCUS_LOST, device=device, now=now)


def _note(attempt: Attempt, kind: AttemptEvent.Kind, *, device: str, now: datetime) -> bool:
    if attempt.events.filter(kind=kind).count() >= MOST_NOTES:
        return False
    AttemptEvent.objects.create(attempt=attempt, kind=kind, at=now, device=device)
    return True
