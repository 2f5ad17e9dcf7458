"""How often an address may look codes up."""

from datetime import datetime

from academy.conf import academy_setting
from academy.counters import Counter

SECONDS = 60


def seconds_to_wait(address: str, *, now: datetime) -> int:
    """Count one look-up in Django's cache; 0, or for how many seconds this address has to wait."""
    looked_up = Counter.of("verify", address, seconds=SECONDS, now=now)
    return looked_up.seconds_left(now) if looked_up.add() > academy_setting("VERIFY_RATE") else 0
