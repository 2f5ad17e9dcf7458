"""How often an address may look codes up."""

from datetime import datetime

from django.core.cache import cache

from academy.conf import academy_setting

SECONDS = 60


def asks_too_often(address: str, *, now: datetime) -> bool:
    """Count one look-up, and say whether it is one too many in this minute. The count lives in Django's cache."""
    key = f"academy-verify:{address}:{int(now.timestamp()) // SECONDS}"
    cache.add(key, 0, timeout=2 * SECONDS)
    try:
        return bool(cache.incr(key) > academy_setting("VERIFY_RATE"))
    except ValueError:  # the cache forgot it in between
        return False


def seconds_to_wait(now: datetime) -> int:
    """How long it is until the next minute is counted."""
    return SECONDS - int(now.timestamp()) % SECONDS
