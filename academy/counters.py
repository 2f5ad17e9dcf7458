"""Counts of what somebody did within a while, kept in Django's cache."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Self

from django.core.cache import cache
from django.utils.crypto import salted_hmac


def key_of(kind: str, *parts: str) -> str:
    """A cache key that tells nobody what it counts, and that any text fits into."""
    digest = salted_hmac(kind, "\0".join(parts), algorithm="sha256").hexdigest()
    return f"academy-{kind}-{digest}"


@dataclass(frozen=True)
class Counter:
    """One count, from the first event on for as long as its window lasts. Adding is atomic where the cache's `incr` is."""

    key: str
    started: int
    seconds: int

    @classmethod
    def of(cls, kind: str, *parts: str, seconds: int, now: datetime) -> Self:
        """The count whose window is open at this time, or one that begins now."""
        key, moment = key_of(kind, *parts), int(now.timestamp())
        cache.add(key, moment, timeout=seconds)
        started = int(cache.get(key, moment))
        if not started <= moment < started + seconds:  # the cache keeps things longer than it was asked to, or a clock went back
            cache.set(key, moment, timeout=seconds)
            started = moment
        return cls(key, started, seconds)

    @property
    def value(self) -> int:
        return max(0, int(cache.get(self._place, 0)))

    def add(self, by: int = 1) -> int:
        """Count one more (or fewer), and return the new count."""
        cache.add(self._place, 0, timeout=self.seconds)
        try:
            return int(cache.incr(self._place, by))
        except ValueError:  # the cache forgot it in between
            return by

    def forget(self) -> None:
        cache.delete_many([self.key, self._place])

    def seconds_left(self, now: datetime) -> int:
        """Until the window closes, in whole seconds and never none."""
        return max(1, ceil(self.started + self.seconds - now.timestamp()))

    def minutes_left(self, now: datetime) -> int:
        """The same in whole minutes."""
        return ceil(self.seconds_left(now) / 60)

    @property
    def _place(self) -> str:
        return f"{self.key}-{self.started}"
