"""What every page of a running attempt shows: its clock, and what happens when the time is up."""

from datetime import datetime
from math import ceil
from typing import Any

from quizzes.models import Attempt, OnExpiry
from quizzes.reports import time_left_text


def clock_of(attempt: Attempt, now: datetime) -> dict[str, Any]:
    """The time of the server, the time left, and the minutes to hand in once that is over."""
    deadline, ends = attempt.deadline_at, attempt.ends_at
    grace = attempt.rules.on_expiry == OnExpiry.GRACE
    return {
        "now": now,
        "time_left": time_left_text(deadline, now) if deadline else "",
        "time_is_up": attempt.time_is_up(now),
        "grace_minutes": attempt.rules.grace_minutes if grace else 0,
        "minutes_to_hand_in": max(0, ceil((ends - now).total_seconds() / 60)) if grace and ends else 0,
        "abandons": attempt.rules.on_expiry == OnExpiry.ABANDON,
    }
