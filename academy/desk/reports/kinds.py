"""How a standing looks: one kind for each state, as the stylesheet and the icons name it."""

from datetime import date
from typing import Final

from academy.certification.models.standing import UNDER_WAY, State

KIND_OF: Final[dict[str, str]] = {
    State.NOT_STARTED: "not-started",
    State.IN_PROGRESS: "in-progress",
    State.FAILED: "failed",
    State.AWAITING_REVIEW: "waiting",
    State.AWAITING_SIGN_OFF: "waiting",
    State.CERTIFIED: "certified",
    State.EXPIRING: "expiring",
    State.EXPIRED: "expired",
    State.REVOKED: "revoked",
}


def kind_of(state: str, due_on: date | None, today: date) -> str:
    """The kind of a standing. Waiting for somebody else is shown as such even when it is overdue."""
    kind = KIND_OF[state]
    return "overdue" if kind != "waiting" and is_late(state, due_on, today) else kind


def is_late(state: str, due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on < today and state in UNDER_WAY
