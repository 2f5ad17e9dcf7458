"""My academy: what is true first, what else there is to do, and where one stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from academy.certification.models import Standing
from academy.certification.reports.truth import Kind, Truth
from academy.desk.reports.cards import Card, card_of, renews_on
from academy.desk.reports.headline import truths_about, truths_by_standing
from academy.desk.reports.learning import Learning, read_learning
from academy.desk.reports.needs import Counts, Need, people_truth, read_needs
from academy.desk.reports.next_step import minutes_of
from academy.people.models import Line
from quizzes.reports import waiting_for

NEWCOMER_DAYS: Final = 91
PEOPLE_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Home:
    """All that the page says: the headline, what is to be done or known besides, and the people who have waited longest."""

    headline: Truth
    others: tuple[Truth, ...]
    people: tuple[Need, ...]
    cards: tuple[Card, ...]
    minutes_left: int
    next_date: date | None
    team: str
    week: int | None

    @property
    def is_current(self) -> bool:
        """Whether there is a certificate and nothing left to do."""
        return self.headline.kind == Kind.CERTIFIED


def read_home(learner: Any, *, now: datetime, today: date, leads: bool = False, marks: bool = False) -> Home:
    """Read one person's page. Whoever leads nobody and marks nothing is not asked about those who wait."""
    learning = read_learning(learner, today=today, whole=False)
    standings = learning.standings
    waiting, people = _waiting(learner, leads=leads, marks=marks)
    known = truths_by_standing(learning, now=now)
    headline, *others = truths_about(learning, known, now=now, waiting=waiting)
    return Home(
        headline=headline,
        others=tuple(truth for truth in others if truth.kind < Kind.CERTIFIED),
        people=people if headline.kind == Kind.PEOPLE else (),
        cards=tuple(card_of(row, learning, known[row.certification_id][0], today) for row in standings),
        minutes_left=_minutes_left(headline, learning),
        next_date=_next_date(standings, now),
        team=str(standings[0].team or "") if standings else "",
        week=_week(standings, today),
    )


def _waiting(user: Any, *, leads: bool, marks: bool) -> tuple[Truth | None, tuple[Need, ...]]:
    """What others wait for, and the first of them."""
    answers = waiting_for(user) if marks else 0
    if not leads:
        return people_truth(Counts(), answers=answers), ()
    needs = read_needs(user, Line.of(user), most=PEOPLE_SHOWN)
    return people_truth(needs.counts, answers=answers), needs.rows


def _minutes_left(headline: Truth, learning: Learning) -> int:
    """Of the certification that the next step belongs to."""
    run = learning.progress.get(headline.certification_id) if headline.kind == Kind.NEXT else None
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
