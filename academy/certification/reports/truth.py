"""What is true of a person and a certification now: said here once, for every page that names a next step, a reason or nothing to do.

The order of `Kind` is the order in which it matters. What others wait for is
read above this, in the desk, and takes its place in the same order.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from academy.certification.models import Certification, Requirement, Standing
from academy.certification.models.progress import Progress
from academy.certification.models.standing import State
from quizzes.models import Way


class Kind(IntEnum):
    """What a truth is about; the lowest is the headline."""

    RUNNING = 1
    PEOPLE = 2
    REVOKED = 3
    HELD_BACK = 4
    NEXT = 5
    WAITING = 6
    CERTIFIED = 7
    NOTHING = 8


TONE: Final[Mapping[Kind, str]] = {
    Kind.REVOKED: "bad",
    Kind.HELD_BACK: "warn",
    Kind.CERTIFIED: "good",
}
ICON: Final[Mapping[Kind, str]] = {
    Kind.RUNNING: "clock",
    Kind.PEOPLE: "waiting",
    Kind.REVOKED: "revoked",
    Kind.HELD_BACK: "warning",
    Kind.NEXT: "check",
    Kind.WAITING: "waiting",
    Kind.CERTIFIED: "certified",
    Kind.NOTHING: "check",
}


@dataclass(frozen=True, slots=True)
class Truth:
    """One true thing: a headline, a sentence, and the one way on from it, which is open to this person.

    `of_them` says the same to whoever leads the person, where that person has
    to know. What follows it is about a course in hand.
    """

    kind: Kind
    headline: str
    url: str
    label: str
    text: str = ""
    of_them: str = ""
    certification: str = ""
    certification_id: int = 0
    due_on: date | None = None
    minutes: int | None = None
    about: str = ""
    about_url: str = ""
    done: int = 0
    total: int = 0
    minutes_left: int = 0
    borrowed_from: str = ""

    @property
    def is_stop(self) -> bool:
        """Whether somebody has to be asked before it goes on."""
        return self.kind in {Kind.REVOKED, Kind.HELD_BACK}

    @property
    def is_running(self) -> bool:
        return self.kind == Kind.RUNNING

    @property
    def is_waiting(self) -> bool:
        """Whether there is nothing to do but to wait."""
        return self.kind == Kind.WAITING

    @property
    def tone(self) -> str:
        return TONE.get(self.kind, "info")

    @property
    def icon(self) -> str:
        return ICON[self.kind]


@dataclass(frozen=True)
class Matter:
    """One certification of one person, with everything that decides what is true of it.

    `course` says what comes next in a course that a requirement names; None
    where that course is closed to the person. `ways` are by key of the quiz,
    `withdrawn` titles of courses that are not published, by their keys.
    """

    certification: Certification
    learner: Any
    now: datetime
    standing: Standing | None = None
    progress: Progress | None = None
    revoked_at: datetime | None = None
    revoked_because: str = ""
    ways: Mapping[int, Way] = field(default_factory=dict)
    withdrawn: Mapping[UUID, str] = field(default_factory=dict)
    course: "Callable[[Matter, Requirement], Truth | None]" = lambda matter, row: None

    def name(self, row: Requirement) -> str:
        """What a requirement is called, also where its course is not published any more."""
        return self.withdrawn.get(row.course_key or row.uuid, row.name)

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def url(self) -> str:
        return reverse("academy_certification:certification", args=[self.certification.slug])

    @property
    def owner(self) -> str:
        """Whom to ask about the certification."""
        return str(getattr(self.certification.owner, "academy_person", self.certification.owner))

    @property
    def is_met(self) -> bool:
        """Whether every requirement is met and no certificate given for it. Without the progress the standing says it, of a first run."""
        if self.progress is not None:
            return self.progress.is_met
        row = self.standing
        return row is not None and row.award_id is None and 0 < row.total == row.done

    @property
    def is_led(self) -> bool:
        """Whether the person has a manager."""
        team = self.standing.team if self.standing else None
        return team is not None and team.manager_id is not None and team.manager_id != self.learner.pk

    def says(self, kind: Kind, headline: str, **more: Any) -> Truth:
        """A truth of this certification. Without another address it leads to the page of the certification."""
        more = {"url": self.url, "due_on": self._due_on, **more}
        return Truth(kind, headline, certification=str(self.certification), certification_id=self.certification.pk, **more)

    @property
    def _due_on(self) -> date | None:
        """The day by which it should be done: the end of the certificate, once there was one."""
        row = self.standing
        return None if row is None or row.state == State.REVOKED else row.expires_on or row.due_on


#: Says what is true in one respect.
Rule = Callable[[Matter], Iterable[Truth]]


def in_order(truths: Iterable[Truth]) -> list[Truth]:
    """What matters most first; of the same kind, as they came."""
    return sorted(truths, key=lambda truth: truth.kind)
