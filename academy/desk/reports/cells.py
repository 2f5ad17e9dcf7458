"""One cell of the team page: what it says of a standing in a few letters."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from academy.certification.models.standing import HELD, State
from academy.desk.reports.kinds import is_late, kind_of
from academy.templatetags.academy_ui import short_date


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of state, its few letters, the word behind them for screen readers, a small note, and whether the filter asked for it."""

    kind: str
    text: str
    word: str
    note: str = ""
    matches: bool = False


class Said(NamedTuple):
    """What a cell needs to know of a standing."""

    state: str
    due_on: date | None
    expires_on: date | None
    done: int
    total: int
    award_id: int | None

    def in_short(self) -> "Said":
        """Without what a cell in this state does not say, so that those that say the same are the same."""
        return self._replace(due_on=None, done=0, total=0, award_id=None) if self.state in HELD else self


def cell_of(standing: Said, today: date, *, matches: bool = False, name_fails: bool = False) -> Cell:
    """`name_fails` where a certificate could not print the name of the person: it keeps back what is met, and any renewal.

    ✓ 1 Mar 2027 · ◐ 16 d · ✕ 7 d ago · ⊘ revoked · ▶ 2/4 · ! −34 d · ✎ sign-off · ✎ review."""
    if name_fails and standing.award_id is None and 0 < standing.total == standing.done:
        return Cell("failed", _("held back"), _("the certificate cannot print the name"), f"{standing.done}/{standing.total}", matches)
    kind = kind_of(standing.state, standing.due_on, today)
    word = _("overdue") if kind == "overdue" else str(State(standing.state).label)
    text, note = _said(standing, today, kind)
    if name_fails and standing.state in {State.EXPIRING, State.EXPIRED}:
        note = _("the certificate cannot print the name")
    return Cell(kind, text, "" if text == word else word, note, matches)


def _said(standing: Said, today: date, kind: str) -> tuple[str, str]:
    if kind == "overdue":
        return _late(standing, today), _("due %(date)s") % {"date": short_date(standing.due_on, today)}
    match standing.state:
        case State.CERTIFIED:
            return (short_date(standing.expires_on, today) if standing.expires_on else _("for ever")), ""
        case State.EXPIRING if standing.expires_on:
            return _("%(days)s d") % {"days": (standing.expires_on - today).days}, short_date(standing.expires_on, today)
        case State.EXPIRED if standing.expires_on:
            return _("%(days)s d ago") % {"days": (today - standing.expires_on).days}, short_date(standing.expires_on, today)
        case State.REVOKED:
            return _("revoked"), ""
        case State.AWAITING_REVIEW | State.AWAITING_SIGN_OFF:
            asked = _("review") if standing.state == State.AWAITING_REVIEW else _("sign-off")
            return asked, _late(standing, today) if is_late(standing.state, standing.due_on, today) else ""
        case _:
            due = _("due %(date)s") % {"date": short_date(standing.due_on, today)} if standing.due_on else ""
            return f"{standing.done}/{standing.total}", due


def _late(standing: Said, today: date) -> str:
    """How many days after the due date."""
    return _("−%(days)s d") % {"days": (today - standing.due_on).days} if standing.due_on else ""
