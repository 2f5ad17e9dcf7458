"""From facts to progress: which requirements of a cycle are met. Pure, and the same for pages, standings and awards."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from academy.certification.models.cycle import Cycle
from academy.certification.models.evidence import PracticeSubmission, SignOff
from academy.certification.models.requirement import Path, Requirement
from academy.certification.models.standing import Steps
from quizzes.models import Attempt


@dataclass(frozen=True)
class Facts:
    """What one learner has done, whenever it was. Lists are in order of time."""

    completed_courses: Mapping[UUID, datetime] = field(default_factory=dict)
    touched_courses: Mapping[UUID, datetime] = field(default_factory=dict)
    attempts: Mapping[int, Sequence[Attempt]] = field(default_factory=dict)
    practices: Mapping[int, Sequence[PracticeSubmission]] = field(default_factory=dict)
    sign_offs: Mapping[int, Sequence[SignOff]] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """How far one requirement is. `fact` is what decided it, or the newest one that counts."""

    requirement: Requirement
    met_at: datetime | None = None
    begun_at: datetime | None = None
    waiting_since: datetime | None = None
    failed: bool = False
    attempts: tuple[Attempt, ...] = ()
    fact: Attempt | PracticeSubmission | SignOff | None = None

    @property
    def is_met(self) -> bool:
        return self.met_at is not None

    @property
    def tries(self) -> int:
        """How many attempts at an exam count here."""
        return len(self.attempts)

    @property
    def is_sign_off(self) -> bool:
        return self.requirement.kind == Requirement.Kind.SIGN_OFF


@dataclass(frozen=True)
class Progress:
    """All requirements of a cycle's path, in their order."""

    steps: tuple[Step, ...]

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def done(self) -> int:
        return sum(step.is_met for step in self.steps)

    @property
    def is_met(self) -> bool:
        return self.total > 0 and self.done == self.total

    @property
    def open_steps(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not step.is_met)

    @property
    def only_sign_off_open(self) -> bool:
        return bool(self.open_steps) and all(step.is_sign_off for step in self.open_steps)

    @property
    def waiting_since(self) -> datetime | None:
        """Since when somebody else has to act: a review, or the sign-off that alone is missing."""
        if self.only_sign_off_open:
            return max((step.met_at for step in self.steps if step.met_at), default=None)
        return min((step.waiting_since for step in self.steps if step.waiting_since), default=None)

    def as_steps(self) -> Steps:
        """What the state machine needs to know of it."""
        return Steps(
            begun=any(step.is_met or step.begun_at for step in self.steps),
            last_exam_failed=any(step.failed for step in self.steps if step.requirement.kind == Requirement.Kind.EXAM),
            review_waiting=any(step.waiting_since for step in self.steps),
            only_sign_off_open=self.only_sign_off_open,
        )


def on_path(requirements: Iterable[Requirement], path: str) -> list[Requirement]:
    """The requirements of a path; a renewal that names none asks for those of the first certificate."""
    rows = list(requirements)
    return [row for row in rows if row.path == path] or [row for row in rows if row.path == Path.INITIAL]


def evaluate(requirements: Iterable[Requirement], facts: Facts, cycle: Cycle) -> Progress:
    """Say which requirements of a cycle's path are met by facts inside it, or once for ever where a requirement says so."""
    return Progress(tuple(STEP[row.kind](row, facts, cycle) for row in on_path(requirements, cycle.path)))


def _course(row: Requirement, facts: Facts, cycle: Cycle) -> Step:
    key = row.course_key
    completed, touched = (facts.completed_courses.get(key), facts.touched_courses.get(key)) if key else (None, None)
    return Step(
        row,
        met_at=completed if completed and (row.once or completed >= cycle.opened_at) else None,
        begun_at=touched if touched and (row.once or touched >= cycle.opened_at) else None,
    )


def _exam(row: Requirement, facts: Facts, cycle: Cycle) -> Step:
    """What waits for a marker is neither met nor failed; nor is what is held back while its learner sits another exam."""
    counted = [attempt for attempt in facts.attempts.get(row.exam_id or 0, ()) if row.once or attempt.started_at >= cycle.opened_at]
    if not counted:
        return Step(row)
    passed = next((attempt for attempt in counted if attempt.counts_as_pass and not attempt.score_withheld), None)
    newest = counted[-1]
    return Step(
        row,
        met_at=passed.submitted_at if passed else None,
        begun_at=counted[0].started_at,
        failed=passed is None and newest.graded_at is not None and not newest.score_withheld,
        waiting_since=newest.submitted_at if passed is None and newest.is_waiting else None,
        attempts=tuple(counted),
        fact=passed or newest,
    )


def _practice(row: Requirement, facts: Facts, cycle: Cycle) -> Step:
    counted = [practice for practice in facts.practices.get(row.pk, ()) if row.once or practice.cycle_id == cycle.pk]
    if not counted:
        return Step(row)
    passed = next((practice for practice in counted if (review := practice.review_or_none) and review.passed), None)
    newest = counted[-1]
    if passed and passed.review_or_none:
        return Step(row, met_at=passed.review_or_none.reviewed_at, begun_at=counted[0].submitted_at, fact=passed)
    waiting = newest.review_or_none is None
    return Step(
        row, begun_at=counted[0].submitted_at, waiting_since=newest.submitted_at if waiting else None, failed=not waiting, fact=newest
    )


def _sign_off(row: Requirement, facts: Facts, cycle: Cycle) -> Step:
    signed = next((sign_off for sign_off in facts.sign_offs.get(row.pk, ()) if row.once or sign_off.cycle_id == cycle.pk), None)
    return Step(row, met_at=signed.signed_at, begun_at=signed.signed_at, fact=signed) if signed else Step(row)


STEP: Mapping[str, Callable[[Requirement, Facts, Cycle], Step]] = {
    Requirement.Kind.COURSE: _course,
    Requirement.Kind.EXAM: _exam,
    Requirement.Kind.PRACTICE: _practice,
    Requirement.Kind.SIGN_OFF: _sign_off,
}
