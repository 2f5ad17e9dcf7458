"""The filters of the team page. Tile, list and API count with the same methods of `StandingQuerySet`."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.certification.models.standing import StandingQuerySet, State

Narrow = Callable[[StandingQuerySet, date], StandingQuerySet]


def _current(standings: StandingQuerySet, today: date) -> StandingQuerySet:
    return standings.required().current()


def _overdue(standings: StandingQuerySet, today: date) -> StandingQuerySet:
    return standings.overdue(today)


def _lapsed(standings: StandingQuerySet, today: date) -> StandingQuerySet:
    return standings.overdue(today) | standings.filter(state=State.EXPIRED)


def _waiting(standings: StandingQuerySet, today: date) -> StandingQuerySet:
    return standings.filter(state__in=[State.AWAITING_REVIEW, State.AWAITING_SIGN_OFF])


def _only(state: State) -> Narrow:
    return lambda standings, today: standings.filter(state=state)


FILTERS: Final[dict[str, tuple[str | Promise, Narrow]]] = {
    "current": (_("certified and current"), _current),
    "overdue_or_expired": (_("overdue or expired"), _lapsed),
    "waiting": (_("waiting for a manager"), _waiting),
    "overdue": (_("overdue"), _overdue),
    **{str(state.value): (state.label, _only(state)) for state in State if state not in {State.AWAITING_REVIEW, State.AWAITING_SIGN_OFF}},
}
