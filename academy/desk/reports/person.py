"""One person, for whoever leads them: standings with their steps, practice, attempts, weak lessons, history. Never single answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from academy.certification.models import AwardEvent, Cycle, PracticeSubmission, Requirement
from academy.desk.reports.attempt import result_in_words
from academy.desk.reports.cards import Card, card_of
from academy.desk.reports.exceptions import ExceptionLine, exception_lines, standing_of
from academy.desk.reports.headline import truths_by_standing
from academy.desk.reports.learning import Learning, read_learning
from academy.desk.reports.lessons import LessonLine, by_lesson
from academy.people.models import Person
from quizzes.models import Allowance, Attempt, AttemptRequest, Quiz

HISTORY_SHOWN: Final = 30
PRACTICES_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class SignOffAsked:
    """The sentence to sign, and the addresses of the run and of the requirement."""

    cycle: UUID
    requirement: UUID
    statement: str


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """A card with what the manager can do now."""

    card: Card
    sign_off: SignOffAsked | None
    reviews: tuple[PracticeSubmission, ...]


@dataclass(frozen=True, slots=True)
class RubricLine:
    """One row of a reviewed practice: the level in words and its points."""

    title: str
    level: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class PracticeRecord:
    """A reviewed practice."""

    practice: PracticeSubmission
    most: int
    lines: tuple[RubricLine, ...]


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """An attempt that was handed in, or whose time ran out: how it stands, in a word."""

    attempt: Attempt
    kind: str
    word: str
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the page says."""

    person: Person
    standings: tuple[PersonStanding, ...]
    practices: tuple[PracticeRecord, ...]
    attempts: tuple[AttemptLine, ...]
    requests: tuple[AttemptRequest, ...]
    used_up: tuple[Quiz, ...]
    exceptions: tuple[ExceptionLine, ...]
    weak: tuple[LessonLine, ...]
    history: tuple[Event, ...]


def read_person(person: Person, *, reader: Any, now: datetime, today: date) -> PersonPage:
    """Read the page of one person, in sixteen queries. Who reads their own is told no score that is held back."""
    learning = read_learning(person.user, today=today)
    closed = [attempt for attempt in reversed(learning.attempts) if not attempt.is_open]
    told = [attempt for attempt in closed if not (attempt.score_withheld and person.user_id == reader.pk)]
    requests = tuple(AttemptRequest.objects.open().of(person.user).select_related("quiz"))
    asked = {request.quiz_id for request in requests}
    standing = standing_of([person])
    reviewed = [practice for practice in reversed(learning.practices) if practice.review_or_none]
    return PersonPage(
        person=person,
        standings=tuple(_standings(learning, now=now, today=today)),
        practices=tuple(_records(reviewed[:PRACTICES_SHOWN])),
        attempts=tuple(_attempts(closed, told)),
        requests=requests,
        used_up=tuple(
            quiz for quiz in Allowance.used_up(person.user, attempts=learning.attempts, standing=standing) if quiz.pk not in asked
        ),
        exceptions=exception_lines(standing),
        weak=tuple(_weak(told, reader)),
        history=tuple(_history(person, learning, told, reviewed)),
    )


def _standings(learning: Learning, *, now: datetime, today: date) -> Iterable[PersonStanding]:
    known = truths_by_standing(learning, now=now)
    for row in learning.standings:
        run, progress = learning.run_of(row), learning.progress.get(row.certification_id)
        waiting = [step.fact for step in progress.steps if step.waiting_since] if progress else []
        yield PersonStanding(
            card=card_of(row, learning, known[row.certification_id][0], today),
            sign_off=_sign_off(run, progress.open_steps[0].requirement) if run and progress and progress.only_sign_off_open else None,
            reviews=tuple(fact for fact in waiting if isinstance(fact, PracticeSubmission)),
        )


def _sign_off(run: Cycle, row: Requirement) -> SignOffAsked:
    return SignOffAsked(run.uuid, row.uuid, str(row.statement))


def _records(practices: list[PracticeSubmission]) -> Iterable[PracticeRecord]:
    rubrics: dict[int, list[Any]] = {}
    named = (
        Requirement.objects.filter(pk__in={practice.requirement_id for practice in practices}).prefetch_related("rubric")
        if practices
        else ()
    )
    for requirement in named:
        rubrics[requirement.pk] = list(requirement.rubric.all())
    for practice in practices:
        lines = [_line(row, practice.review.points.get(row.slug, 0)) for row in rubrics[practice.requirement_id]]
        yield PracticeRecord(practice, sum(line.most for line in lines), tuple(lines))


def _line(row: Any, points: int) -> RubricLine:
    words = row.level_words
    return RubricLine(str(row.title), words[points] if 0 <= points < len(words) else "", points, max(len(words) - 1, 0))


def _attempts(closed: list[Attempt], told: list[Attempt]) -> Iterable[AttemptLine]:
    for attempt in closed:
        if attempt in told:
            yield AttemptLine(attempt, *result_in_words(attempt), None if attempt.is_abandoned else attempt.percent)
        else:
            yield AttemptLine(attempt, "waiting", _("held back while a quiz or exam is open"), None)


def _weak(closed: list[Attempt], reader: Any) -> list[LessonLine]:
    """From the newest attempt at each quiz, the weakest first. What nobody handed in says nothing of a lesson."""
    newest = {attempt.quiz_id: attempt for attempt in reversed(closed) if attempt.graded_at and not attempt.is_abandoned}
    return [line for line in by_lesson(list(newest.values()), reader=reader) if line.is_weak]


def _history(person: Person, learning: Learning, closed: list[Attempt], reviewed: list[PracticeSubmission]) -> list[Event]:
    """The newest first."""
    events = AwardEvent.objects.filter(award__learner=person.user).select_related("award__certification")
    happened = [
        *(
            Event(row.at, _("%(code)s: certificate %(what)s") % {"code": row.award.certification.code, "what": row.get_kind_display()})
            for row in events
        ),
        *(Event(row.submitted_at, _attempt_in_words(row)) for row in closed if row.submitted_at),
        *(Event(row.review.reviewed_at, _review_in_words(row)) for row in reviewed),
        *(
            Event(row.signed_at, _("%(code)s: signed off by %(name)s") % {"code": row.cycle.certification.code, "name": _name(row.by)})
            for row in learning.sign_offs
        ),
        *(
            Event(run.opened_at, _("%(certification)s opened") % {"certification": row.certification})
            for row in learning.standings
            if (run := learning.run_of(row))
        ),
    ]
    return sorted(happened, key=lambda event: event.at, reverse=True)[:HISTORY_SHOWN]


def _attempt_in_words(attempt: Attempt) -> str:
    if attempt.is_waiting:
        return _("%(quiz)s: handed in, being marked") % {"quiz": attempt.quiz}
    if attempt.is_abandoned:
        return _("%(quiz)s: not handed in on time") % {"quiz": attempt.quiz}
    words = _("%(quiz)s: passed, %(percent)s %%") if attempt.passed else _("%(quiz)s: not passed, %(percent)s %%")
    return words % {"quiz": attempt.quiz, "percent": attempt.percent}


def _review_in_words(practice: PracticeSubmission) -> str:
    given = {"practice": practice.requirement.name, "total": practice.review.total, "name": _name(practice.review.reviewer)}
    if practice.review.passed:
        return _("%(practice)s: passed with %(total)s points, reviewed by %(name)s") % given
    return _("%(practice)s: to be repeated, %(total)s points, reviewed by %(name)s") % given


def _name(user: Any) -> str:
    person = getattr(user, "academy_person", None)
    return str(person) if person else str(user.get_username())
