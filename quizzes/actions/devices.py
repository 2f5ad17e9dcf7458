"""Where an attempt is taken: going on, changing the device, and what is noted on the way."""

from datetime import datetime
from typing import Final

from django.db import transaction

from quizzes.actions.errors import Elsewhere, NotOpenedYet, NoWayBack
from quizzes.models import Attempt, AttemptEvent

MOST_NOTES: Final = 200  # of one kind in one attempt


def refuse_elsewhere(attempt: Attempt, *, device: str) -> None:
    """Raise Elsewhere where the quiz allows one device and the attempt is open on another. Who names no device is no learner's."""
    if attempt.is_open and attempt.rules.single_device and attempt.device and device and device != attempt.device:
        raise Elsewhere


def refuse_page(attempt: Attempt, *, page: int) -> None:
    """Raise NoWayBack or NotOpenedYet where the quiz goes one way and this is not the page in hand."""
    if attempt.rules.one_way and page != attempt.page:
        raise NoWayBack if page < attempt.page else NotOpenedYet


def open_page(attempt: Attempt, *, page: int, device: str, now: datetime) -> Attempt:
    """Note that a page of an open attempt is looked at on a device.

    Writes only where something changes: another device, or a page further
    on. Raises Elsewhere where the quiz allows one device and this is another;
    where it goes one way, NoWayBack for a page that was left and NotOpenedYet
    for one after the next.
    """
    _refuse_step(attempt, page=page, device=device)
    if page <= attempt.page and device in {"", attempt.device}:
        return attempt
    return _noted(attempt, page=page, device=device, now=now)


def _refuse_step(attempt: Attempt, *, page: int, device: str) -> None:
    if page != attempt.page + 1:
        refuse_page(attempt, page=page)
    refuse_elsewhere(attempt, device=device)


@transaction.atomic
def _noted(attempt: Attempt, *, page: int, device: str, now: datetime) -> Attempt:
    attempt = Attempt.objects.select_for_update(of=("self",), no_key=True).select_related("quiz").get(pk=attempt.pk)
    if not attempt.is_open:
        return attempt
    _refuse_step(attempt, page=page, device=device)
    if device and attempt.device and device != attempt.device:
        _note(attempt, AttemptEvent.Kind.DEVICE_CHANGE, device=device, now=now)
    attempt.device = device or attempt.device
    attempt.page = max(attempt.page, page)
    attempt.save(update_fields=["device", "page"])
    return attempt


def go_on(attempt: Attempt, *, device: str, now: datetime) -> Attempt:
    """Come back to an attempt at the page in hand. While it is open that is noted, and so is another device. Raises Elsewhere."""
    note_resumed(attempt, device=device, now=now)
    return open_page(attempt, page=attempt.page, device=device, now=now) if attempt.is_open else attempt


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
    _note_while_open(attempt, AttemptEvent.Kind.RESUME, device=device, now=now)


def note_focus_lost(attempt: Attempt, *, device: str, now: datetime) -> bool:
    """Note that the page of an open attempt was left for another window. Evidence only; says whether it was noted."""
    return _note_while_open(attempt, AttemptEvent.Kind.FOCUS_LOST, device=device, now=now)


@transaction.atomic
def _note_while_open(attempt: Attempt, kind: AttemptEvent.Kind, *, device: str, now: datetime) -> bool:
    """Note something under the lock that orders it with handing in. What is gone or closed by now is left alone."""
    held = Attempt.objects.open().select_for_update(of=("self",), no_key=True).filter(pk=attempt.pk).first()
    return held is not None and _note(held, kind, device=device, now=now)


def _note(attempt: Attempt, kind: AttemptEvent.Kind, *, device: str, now: datetime) -> bool:
    """Note something of an attempt that the caller holds, unless that was noted often enough."""
    if attempt.events.filter(kind=kind).count() >= MOST_NOTES:
        return False
    AttemptEvent.objects.create(attempt=attempt, kind=kind, at=now, device=device)
    return True
