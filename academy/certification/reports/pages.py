"""A learner's page of one certification."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from academy.certification.actions.exam import path_open_to
from academy.certification.actions.refusals import Refused
from academy.certification.models import Award, AwardEvent, Certification, CertificationVersion, Requirement, Standing
from academy.certification.models.facts import Case, read_case
from academy.certification.models.progress import on_path
from academy.certification.models.requirement import Path
from academy.certification.models.standing import State
from academy.certification.reports.cases import matter_of, ways_of
from academy.certification.reports.periods import validity_facts
from academy.certification.reports.steps import StepLine, planned_lines, step_lines
from academy.certification.reports.truth import Truth
from academy.certification.reports.truths import truths_of
from quizzes.models import Attempt, Way

# Fewer people than this, and a count of states would say who is in which.
LEAST_COUNTED = 5
LOOK = {
    State.AWAITING_REVIEW: "waiting",
    State.AWAITING_SIGN_OFF: "waiting",
    State.IN_PROGRESS: "in-progress",
    State.NOT_STARTED: "not-started",
}


@dataclass(frozen=True)
class TeamCount:
    """How many of the learner's team are certified: a count, and nobody's state."""

    required: int
    current: int


@dataclass
class CertificationPage:
    """Everything the page shows, read once."""

    certification: Certification
    state: str
    state_name: str
    standing: Standing | None
    award: Award | None
    revocation: AwardEvent | None
    lines: list[StepLine]
    done: int
    total: int
    path: str
    is_open: bool
    today: date
    waits_for: str = ""
    may_begin: bool = False
    opens_on: datetime | None = None
    next_attempt_at: datetime | None = None
    attempts_left: int | None = None
    exam_opens_at: datetime | None = None
    exam_closed_at: datetime | None = None
    truth: Truth | None = None
    validity: list[tuple[str, str]] = field(default_factory=list)
    team: TeamCount | None = None

    @property
    def look(self) -> str:
        """The state in the words of the style sheet."""
        return LOOK.get(State(self.state), self.state) if self.state else ""

    @property
    def is_current(self) -> bool:
        return self.state in {State.CERTIFIED, State.EXPIRING}

    @property
    def is_overdue(self) -> bool:
        return self.standing is not None and self.standing.is_overdue(self.today)

    @property
    def is_over(self) -> bool:
        """Whether nobody can do anything here any more: it was retired, and no run of the learner's is under way."""
        return self.certification.retired_at is not None and not self.is_open

    @property
    def is_being_marked(self) -> bool:
        """Whether an exam is what somebody else has to look at."""
        waiting = any(line.kind == Requirement.Kind.EXAM and line.state == "waiting" for line in self.lines)
        return waiting and self.state == State.AWAITING_REVIEW

    @property
    def exam(self) -> StepLine | None:
        """The exam that is to be taken now."""
        wanted = (line for line in self.lines if line.kind == Requirement.Kind.EXAM and line.state not in {"done", "waiting"})
        first = next((line for line in wanted if not line.held_back and not line.gone), None)
        return first if self.is_open or self.begins_with_exam else None

    @property
    def misses_exam(self) -> bool:
        """Whether the exam is not passed, and nobody can take it at present."""
        return any(line.gone for line in self.lines if line.kind == Requirement.Kind.EXAM)

    @property
    def begins_with_exam(self) -> bool:
        """Whether a run that the learner may begin has its exam first, so that beginning it leads there."""
        return self.may_begin and bool(self.lines) and self.lines[0].kind == Requirement.Kind.EXAM

    @property
    def may_sit(self) -> bool:
        """Whether the exam could be started this minute."""
        in_time = self.exam_opens_at is None and self.exam_closed_at is None
        return self.exam is not None and self.next_attempt_at is None and self.attempts_left != 0 and in_time

    @property
    def before_exam(self) -> StepLine | None:
        """What is to be done before the exam: it then is the one main thing of the page. None while the exam is under way."""
        exam = self.exam
        if exam is None or exam.is_running:
            return None
        to_do = (line for line in self.lines if line.number < exam.number and line.state in {"here", "open", "failed"})
        return next((line for line in to_do if line.door or line.kind == Requirement.Kind.PRACTICE), None)

    @property
    def extends(self) -> bool:
        """Whether a renewal loses nothing by being early."""
        return self.award is not None and self.award.version.renewal_from == CertificationVersion.RenewalFrom.OLD_EXPIRY

    @property
    def unlocks(self) -> list[str]:
        return [line.strip() for line in str(self.certification.unlocks).splitlines() if line.strip()]


def certification_page(learner: Any, certification: Certification, *, now: datetime) -> CertificationPage:
    """Read the page of one learner, in at most nine queries."""
    case = read_case(learner, certification)
    standing, award = case.standing, case.award
    path = case.cycle.path if case.cycle else (Path.RENEWAL if award and not award.is_revoked else Path.INITIAL)
    rows = on_path(case.requirements, path)
    page = CertificationPage(
        certification=certification,
        state=standing.state if standing else "",
        state_name=standing.get_state_display() if standing else "",
        standing=standing,
        award=award,
        revocation=award.event(AwardEvent.Kind.REVOKED) if award else None,
        lines=step_lines(case.progress, reader=learner) if case.progress else planned_lines(rows, reader=learner),
        done=case.progress.done if case.progress else 0,
        total=len(rows),
        path=path,
        is_open=case.cycle is not None,
        today=timezone.localdate(now),
        opens_on=award.renewal_opens_at if award else None,
        validity=validity_facts(case.version, case.requirements, ended=bool(standing and standing.state == State.EXPIRED))
        if case.version
        else [],
        team=_team_count(standing, certification),
    )
    _say_what_is_possible(page, case, learner, now)
    return page


def _say_what_is_possible(page: CertificationPage, case: Case, learner: Any, now: datetime) -> None:
    if case.standing is not None and case.standing.team is not None and case.standing.team.manager is not None:
        page.waits_for = str(getattr(case.standing.team.manager, "academy_person", case.standing.team.manager))
    if case.cycle is None:
        try:
            path_open_to(learner, case, now)
            page.may_begin = case.version is not None
        except Refused:
            page.may_begin = False
    ways = ways_of(case, learner)
    for step in case.progress.open_steps if case.progress else ():
        way = ways.get(step.requirement.exam_id or 0)
        if way is not None and not (isinstance(step.fact, Attempt) and step.fact.is_open):
            _say_when(page, way, now)
    lines = {line.requirement: line for line in page.lines}
    page.truth = next(iter(truths_of(matter_of(case, learner=learner, now=now, lines=lines, ways=ways))), None)


def _say_when(page: CertificationPage, way: Way, now: datetime) -> None:
    """When and how often an exam may be tried."""
    page.attempts_left = way.left
    page.exam_opens_at = way.opens_at if way.not_yet(now) else None
    page.exam_closed_at = way.closes_at if way.is_over(now) else None
    page.next_attempt_at = way.next_at if way.is_cooling_off(now) else None


def _team_count(standing: Standing | None, certification: Certification) -> TeamCount | None:
    if standing is None or standing.team is None:
        return None
    asked = Standing.objects.in_teams([standing.team]).of_people_here().required().filter(certification=certification)
    required = asked.count()
    return TeamCount(required=required, current=asked.current().count()) if required >= LEAST_COUNTED else None
