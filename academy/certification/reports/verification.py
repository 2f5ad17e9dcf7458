"""What a stranger learns from a serial. One reading for the page, the JSON and the API."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from academy.certification.models import Award, AwardEvent, AwardHolder
from academy.certification.models.award import AwardStatus
from academy.certification.models.durations import local_day
from academy.certification.models.serial import read_serial, written
from academy.certification.reports.periods import full_date
from academy.texts import localised

PUBLIC_STATE = {
    AwardStatus.ACTIVE: "valid",
    AwardStatus.RENEWAL_DUE: "valid",
    AwardStatus.EXPIRED: "expired",
    AwardStatus.SUPERSEDED: "superseded",
    AwardStatus.REVOKED: "revoked",
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One certificate as it is at the time of asking. Nothing internal is in it."""

    state: str
    code: str
    holder: str
    title: str
    proves: str
    issuer: str
    issued_on: date
    last_day: date | None
    ended_on: date | None
    public_text: str
    checked_at: datetime

    @property
    def issued(self) -> str:
        return full_date(self.issued_on)

    @property
    def valid_until(self) -> str:
        return full_date(self.last_day)

    @property
    def ended(self) -> str:
        return full_date(self.ended_on)

    @property
    def checked_on(self) -> str:
        """The day of asking where the certificate's days are counted."""
        return full_date(self.checked_at.date())

    @property
    def checked_time(self) -> str:
        """The time of asking with its distance from UTC."""
        offset = f"{self.checked_at:%z}"  # +0800
        return f"{self.checked_at:%H:%M} (UTC{offset[:3]}:{offset[3:]})"

    def as_json(self) -> dict[str, object]:
        """The same facts for programs."""
        return {
            "state": self.state,
            "code": self.code,
            "holder": self.holder,
            "certification": self.title,
            "proves": self.proves,
            "issuer": self.issuer,
            "issued_on": self.issued_on.isoformat(),
            "valid_until": self.last_day.isoformat() if self.last_day else None,
            "revoked_on": self.ended_on.isoformat() if self.ended_on and self.state == "revoked" else None,
            "superseded_on": self.ended_on.isoformat() if self.ended_on and self.state == "superseded" else None,
            "public_text": self.public_text,
            "checked_at": self.checked_at.isoformat(),
        }


def look_up(typed: str, *, now: datetime) -> Finding | None:
    """Find what somebody typed or scanned, in at most two queries. A mistyped serial asks no database at all."""
    serial = read_serial(typed)
    award = Award.objects.whole().filter(serial=serial).first() if serial else None
    return None if award is None else finding_of(award, now=now)


def finding_of(award: Award, *, now: datetime) -> Finding:
    """What is public of an award now."""
    said, status = award.snapshot, award.status(now)
    kind = {AwardStatus.REVOKED: AwardEvent.Kind.REVOKED, AwardStatus.SUPERSEDED: AwardEvent.Kind.SUPERSEDED}.get(status)
    end = award.event(kind) if kind else None
    return Finding(
        state=PUBLIC_STATE[status],
        code=written(award.serial),
        holder=shown_name(award.holder),
        title=str(localised(said["certification"]["title"])),
        proves=str(localised(said["certification"]["proves"])),
        issuer=str(localised(said["issuer"])),
        issued_on=award.issued_on,
        last_day=award.last_day,
        ended_on=local_day(end.at, award.time_zone) if end else None,
        public_text=str(end.public_text) if end and end.public_text else "",
        checked_at=now.astimezone(ZoneInfo(award.time_zone)),
    )


def shown_name(holder: AwardHolder) -> str:
    """The name as its holder chose to show it."""
    if not holder.name:
        return _("A person whose data was erased at their request")
    if holder.shown == AwardHolder.Shown.INITIALS:
        return initials(holder)
    return full_name(holder)


def full_name(holder: AwardHolder) -> str:
    return " ".join(filter(None, [holder.name, holder.second_name]))


def initials(holder: AwardHolder) -> str:
    """First letters: of the name that has several words, else the first character of the name."""
    several = next((name for name in (holder.name, holder.second_name) if len(name.split()) > 1), "")
    return " ".join(f"{word[0].upper()}." for word in several.split()) or f"{holder.name[:1]}."
