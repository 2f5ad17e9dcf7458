"""Days of the files, which count from the day of loading."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

OPENS = time(9, 0)


@dataclass(frozen=True)
class Calendar:
    """Turns a relative day into a date or a moment. Moments never lie after `now`."""

    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(UTC).date()

    def day(self, offset: int) -> date:
        """The date that lies `offset` days from the day of loading."""
        return self.today + timedelta(days=offset)

    def at(self, offset: float, minutes: int = 0) -> datetime:
        """Nine o'clock UTC of that day, and so many minutes later."""
        morning = datetime.combine(self.today, OPENS, tzinfo=UTC)
        return min(morning + timedelta(days=offset, minutes=minutes), self.now)
