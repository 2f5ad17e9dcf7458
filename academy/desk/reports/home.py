"""My academy: what comes next, what is left of it, and where one stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from academy.certification.models import Standing
from academy.certification.models.standing import CURRENT
from academy.desk.reports.cards import Card, card_of, renews_on
from academy.desk.reports.learning import Learning, read_learning
from academy.desk.reports.next_step import NextUp, minutes_of, next_up
from quizzes.models import Attempt

NEWCOMER_DAYS = 91


@dataclass(frozen=True, slots=True)
class Home:
    """All that the page says."""

    next: NextUp | None
    cards: tuple[Card, ...]
    open_attempts: tuple[Attempt, ...]
    minutes_left: int
    next_date: date | None
    team: str
    week: int | None

    @property
    def is_current(self) -> bool:
        """Whether there is a certificate and nothing left to do."""
        return self.next is None and any(card.standing.state in CURRENT for card in self.cards)


def read_home(learner: Any, *, now: datetime, today: date) -> Home:
    """Read one learner's page."""
    learning = read_learning(learner, today=today)
    standings = learning.standings
    coming = next_up(standings, learning.progress, learning.courses)
    return Home(
        next=coming,
        cards=tuple(card_of(standing, learning.progress.get(standing.certification_id), learning.courses, today) for standing in standings),
        open_attempts=tuple(attempt for attempt in learning.attempts if attempt.is_open and not attempt.is_overdue(now)),
        minutes_left=_minutes_left(coming, learning),
        next_date=_next_date(standings, now),
        team=str(standings[0].team or "") if standings else "",
        week=_week(standings, today),
    )


def _minutes_left(coming: NextUp | None, learning: Learning) -> int:
    """Of the certification that the next step belongs to."""
    run = learning.progress.get(coming.certification_id) if coming else None
    return sum(minutes_of(step.requirement, learning.courses) for step in run.open_steps) if run else 0


def _next_date(standings: Iterable[Standing], now: datetime) -> date | None:
    """The next day on which a renewal opens."""
    return min((day for row in standings if (day := renews_on(row)) and row.renewal_opens_at and row.renewal_opens_at > now), default=None)


def _week(standings: list[Standing], today: date) -> int | None:
    """Which week it is for a newcomer, in the first quarter."""
    person = getattr(standings[0].learner, "academy_person", None) if standings else None
    if person is None or person.hired_on is None or not 0 <= (today - person.hired_on).days < NEWCOMER_DAYS:
        return None
    return int((today - person.hired_on).days // 7 + 1)
