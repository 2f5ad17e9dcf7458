"""How much is kept of drafts that newer ones replaced (docs/decisions/0036)."""

import json
from typing import Final

from django.db.models import Sum

from quizzes.models import AttemptEvent, AttemptSlot, Response

# Letters, as they are stored: of one question and of all of an attempt. Drafts of the usual length never reach them.
KEPT_OF_QUESTION: Final = 200_000
KEPT_OF_ATTEMPT: Final = 1_000_000
# It is looked at after a long answer, and after every fiftieth: a short one costs no query more.
LONG: Final = 1_000
EVERY: Final = 50
# Drafts that stood when the device changed; as many of these changes as anybody looks into.
CHANGES: Final = 20


def compact_drafts(saved: Response) -> int:
    """Delete the oldest drafts of a question where more is kept than anybody needs; say how many.

    The caller holds the attempt. What is evidence stays: the answer itself,
    the first draft, what was checked as a try, what came too late, and what
    stood when another device went on. A gap in the revisions says what is gone.
    """
    if saved.revision % EVERY and len(json.dumps(saved.answer)) < LONG:
        return 0
    slot = saved.slot
    drafts = list(Response.objects.drafts().filter(slot=slot).measured().only("received_at").order_by("-revision"))
    room = min(KEPT_OF_QUESTION, KEPT_OF_ATTEMPT - _letters_elsewhere(slot))
    beyond = set()
    for draft in drafts[1:-1]:  # neither the newest nor the first
        room -= draft.letters
        if room < 0:
            beyond.add(draft.pk)
    if not beyond:
        return 0
    beyond -= _stood_at_changes(slot, drafts)
    return Response.objects.filter(pk__in=beyond).delete()[0]


def _letters_elsewhere(slot: AttemptSlot) -> int:
    """How much is kept of the other questions of the attempt."""
    others = Response.objects.drafts().filter(slot__attempt=slot.attempt_id).exclude(slot=slot)
    return int(others.measured().aggregate(kept=Sum("letters"))["kept"] or 0)


def _stood_at_changes(slot: AttemptSlot, drafts: list[Response]) -> set[int]:
    """The draft that each of the last changes of the device found; `drafts` have the newest first."""
    kinds = (AttemptEvent.Kind.DEVICE_CHANGE, AttemptEvent.Kind.TAKEOVER)
    changes = AttemptEvent.objects.filter(attempt=slot.attempt_id, kind__in=kinds).order_by("-at", "-pk").values_list("at", flat=True)
    found = (next((draft.pk for draft in drafts if draft.received_at <= at), None) for at in changes[:CHANGES])
    return {pk for pk in found if pk is not None}
