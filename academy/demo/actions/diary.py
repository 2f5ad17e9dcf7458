"""What happened in the demo company, in order of time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(order=True)
class Entry:
    """One deed and its moment; deeds of one moment keep the order in which they were noted."""

    moment: datetime
    order: int
    deed: Callable[..., Any] = field(compare=False)


class Diary:
    """Collects deeds in any order and does them in order of time, each one its own transaction, with its own `now`."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def note(self, moment: datetime, deed: Callable[..., Any]) -> None:
        """Let `deed(now=moment)` happen at that moment."""
        self._entries.append(Entry(moment, len(self._entries), deed))

    def live(self) -> int:
        """Do everything. Returns how many deeds were done."""
        for entry in sorted(self._entries):
            entry.deed(now=entry.moment)
        return len(self._entries)
