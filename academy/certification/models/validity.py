"""From when to when an award is valid."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from academy.certification.models.certification import CertificationVersion
from academy.certification.models.durations import end_of_day, local_day, parse_duration, start_of_day


@dataclass(frozen=True)
class Term:
    """The half-open time [begins_at, ends_at) of an award; no end means for ever. `last_day` is in the certification's time zone."""

    begins_at: datetime
    last_day: date | None = None
    ends_at: datetime | None = None


def new_term(version: CertificationVersion, *, now: datetime, time_zone: str, old_end: datetime | None = None) -> Term:
    """The time of an award given now.

    It runs through the end of its last day in the certification's time zone.
    Where it renews one that has not ended yet, it goes on from the old last
    day, so that renewing early loses nothing; else it counts from today.
    """
    if not version.validity:
        return Term(now)
    start = local_day(now, time_zone)
    if version.renewal_from == CertificationVersion.RenewalFrom.OLD_EXPIRY and old_end is not None and now < old_end:
        start = last_day(old_end, time_zone)
    last = parse_duration(version.validity).after(start)
    return Term(now, last, end_of_day(last, time_zone))


def last_day(ends_at: datetime, time_zone: str) -> date:
    """The last day of validity, in the time zone: the one before the first instant at which it is over."""
    return local_day(ends_at - timedelta(microseconds=1), time_zone)


def renewal_opening(version: CertificationVersion, *, ends_at: datetime | None, time_zone: str) -> datetime | None:
    """From when an award may be renewed: so long before its last day, or from its end where the rules name no time before."""
    if ends_at is None or not version.renewal_opens:
        return ends_at
    return start_of_day(parse_duration(version.renewal_opens).before(last_day(ends_at, time_zone)), time_zone)
