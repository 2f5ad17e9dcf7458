"""How long a certificate is valid: ISO 8601 durations of whole calendar units.

Source: ISO 8601-1:2019, 5.5.2 (durations with designators); adding months and
years clips to the last day of a shorter month, so 29 February plus one year is
28 February.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$")


@dataclass(frozen=True)
class Duration:
    """Whole months and days; months are added first."""

    months: int = 0
    days: int = 0

    def after(self, start: date) -> date:
        """The day that lies this duration after `start`. Raises OverflowError beyond the calendar."""
        return _shift_months(start, self.months) + timedelta(days=self.days)

    def before(self, end: date) -> date:
        """The day that lies this duration before `end`."""
        return _shift_months(end, -self.months) - timedelta(days=self.days)


def _shift_months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def parse_duration(text: str) -> Duration:
    """Read `P1Y`, `P6M`, `P2W`, `P365D` or a combination. Raises ValidationError for anything else or for nothing."""
    match = PATTERN.match(text.strip().upper())
    years, months, weeks, days = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    if not any((years, months, weeks, days)):
        raise ValidationError(
            _("“%(value)s” is not a duration. Write P365D for 365 days, P6M for six months or P1Y for a year."), params={"value": text}
        )
    return Duration(months=years * 12 + months, days=weeks * 7 + days)


def end_of_day(day: date, time_zone: str) -> datetime:
    """The instant at which `day` ends in the time zone, in UTC: the first instant of the next day there."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def start_of_day(day: date, time_zone: str) -> datetime:
    """The instant at which `day` begins in the time zone, in UTC."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def local_day(moment: datetime, time_zone: str) -> date:
    """The calendar day of an instant in the time zone."""
    return moment.astimezone(ZoneInfo(time_zone)).date()
