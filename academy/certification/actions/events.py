"""Events of awards: a chain in which each digest covers the one before."""

from datetime import UTC, datetime
from typing import Any

from academy.certification.actions.snapshot import canonical, digest
from academy.certification.models import Award, AwardEvent


def add_event(award: Award, kind: str, *, at: datetime, actor: Any = None, public_text: Any = "", internal_note: str = "") -> AwardEvent:
    """Add what happened to an award. The learner must be held, so that numbers follow each other."""
    before = AwardEvent.objects.filter(award=award).order_by("-number").first()
    event = AwardEvent(
        award=award,
        number=before.number + 1 if before else 1,
        kind=kind,
        at=at,
        actor=actor,
        public_text=public_text or {},
        internal_note=internal_note,
        previous_sha256=before.sha256 if before else "",
    )
    event.sha256 = event_digest(event)
    event.save(force_insert=True)
    return event


def event_digest(event: AwardEvent) -> str:
    """The digest an untouched event has: over the digest before it and everything it says."""
    said = {
        "award": event.award.serial,
        "snapshot": event.award.snapshot_sha256,
        "number": event.number,
        "kind": event.kind,
        "at": event.at.astimezone(UTC).isoformat(),
        "actor": event.actor_id,
        "public_text": dict(event.public_text or {}),
        "internal_note": event.internal_note,
    }
    return digest(event.previous_sha256 + canonical(said))
