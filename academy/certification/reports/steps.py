"""The requirements of a certification as the steps a person reads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.certification.models import PracticeSubmission, Requirement, SignOff
from academy.certification.models.progress import Progress, Step
from academy.certification.reports.gone import what_became
from courses.models import CourseTitle, course_titles, not_published
from quizzes.models import Attempt, Kept, Quiz
from quizzes.models.attempt import shown_percent


@dataclass
class StepLine:
    """One step: its place in the thread, what it is called, where it leads, and how it stands."""

    number: int
    kind: str
    title: str
    state: str  # done, here, waiting, failed, open
    requirement: UUID
    url: str = ""
    language: str = ""
    minutes: int | None = None
    when: object = None
    by: str = ""
    percent: Decimal | None = None
    not_handed_in: bool = False
    held_back: bool = False
    points: int | None = None
    line: object = None
    right: int | None = None  # so many of `questions` reach the pass line
    questions: int = 0
    quote: str = ""
    can_act: bool = False
    door: str = ""  # where it is done; the rules of an exam are read there
    is_running: bool = False
    gone: str = ""  # what became of it, where nobody can do it at present; it then leads nowhere


def step_lines(progress: Progress, *, reader: Any) -> list[StepLine]:
    """The steps of a run under way. The first that is open is the one in hand."""
    titles, withdrawn = titles_of((step.requirement for step in progress.steps), reader=reader)
    lines = [_line(number, step, titles, alone=progress.only_sign_off_open) for number, step in enumerate(progress.steps, start=1)]
    for line, step in zip(lines, progress.steps, strict=True):
        _tell_gone(line, step, withdrawn)
    here = next((line for line in lines if line.state == "open" and not line.gone), None)
    if here is not None:
        here.state = "here"
    return lines


def planned_lines(requirements: Iterable[Requirement], *, reader: Any) -> list[StepLine]:
    """The steps of a run that is not under way."""
    rows = list(requirements)
    titles, withdrawn = titles_of(rows, reader=reader)
    lines = [_line(number, Step(row), titles, alone=False, planned=True) for number, row in enumerate(rows, start=1)]
    for line, row in zip(lines, rows, strict=True):
        _tell_gone(line, Step(row), withdrawn)
    return lines


def titles_of(rows: Iterable[Requirement], *, reader: Any) -> tuple[dict[UUID, CourseTitle], dict[UUID, str]]:
    """The courses that requirements name, by key: those that are published and open to the reader; and the titles of those not published."""
    keys = {row.course_key for row in rows if row.course_key}
    titles = course_titles(keys, reader=reader)
    return titles, not_published(keys - titles.keys())


def _line(number: int, step: Step, titles: Mapping[UUID, CourseTitle], *, alone: bool, planned: bool = False) -> StepLine:
    row = step.requirement
    line = StepLine(number, row.kind, row.name, _state(step, alone=alone), row.uuid, when=step.met_at, can_act=not planned)
    if row.course_key is not None:
        _tell_course(line, titles.get(row.course_key))
    else:
        TELL[row.kind](line, step)
    return line


def _tell_gone(line: StepLine, step: Step, withdrawn: Mapping[UUID, str]) -> None:
    """Say what became of a step that nobody can do. What leads to its last result stays."""
    line.title = withdrawn.get(step.requirement.course_key or step.requirement.uuid, line.title)
    line.gone = what_became(step, withdrawn=withdrawn)
    if line.gone:
        line.door = ""
        line.url = line.url if step.tries else ""


def _state(step: Step, *, alone: bool) -> str:
    if step.is_met:
        return "done"
    if step.waiting_since or (alone and step.is_sign_off):
        return "waiting"
    return "failed" if step.failed else "open"


def _tell_course(line: StepLine, title: CourseTitle | None) -> None:
    if title is None:
        line.by = _("not open to you: ask the owner of the course")
    else:
        line.title, line.url, line.minutes, line.language = title.title, title.url, title.minutes, title.language
        line.door = title.url


def _tell_exam(line: StepLine, step: Step) -> None:
    exam = step.requirement.exam
    if exam is None:
        return
    line.minutes, line.line = exam.time_limit_minutes, exam.pass_percent.normalize()
    line.url = line.door = reverse("academy_quizzes:quiz", args=[exam.slug])
    attempt = step.fact
    if not isinstance(attempt, Attempt) or attempt.is_open:
        line.right, line.questions = step.requirement.questions_to_pass, step.requirement.exam_questions or 0
    if not isinstance(attempt, Attempt):
        return
    if attempt.is_open:
        line.by, line.is_running = _("under way"), True
        line.url = line.door = reverse("academy_quizzes:attempt", args=[attempt.uuid])
        return
    line.line = attempt.pass_percent.normalize()  # the one it was held to
    line.when, line.not_handed_in = attempt.submitted_at, attempt.is_abandoned
    line.url = reverse("academy_quizzes:attempt_result", args=[attempt.uuid])
    if attempt.score_withheld:
        line.held_back = True
        line.by = _("its score is shown once the quiz or exam that you have open is handed in")
    else:
        line.percent = _percent(exam, attempt, step.attempts)


def _percent(exam: Quiz, attempt: Attempt, attempts: Iterable[Attempt]) -> Decimal | None:
    """The score that decided: of the attempt, or of what the quiz keeps of all up to it."""
    if exam.keep in {Quiz.Keep.HIGHEST, Quiz.Keep.LATEST}:
        return attempt.percent
    kept = Kept.of(exam, [one for one in attempts if one.number <= attempt.number]).score
    return None if kept is None else shown_percent(kept, pass_percent=attempt.pass_percent)


def _tell_practice(line: StepLine, step: Step) -> None:
    line.line, line.quote = step.requirement.pass_points, str(step.requirement.brief)
    if not isinstance(step.fact, PracticeSubmission):
        return
    review = step.fact.review_or_none
    line.when = review.reviewed_at if review else step.fact.submitted_at
    if review is not None:
        line.points, line.by, line.quote = review.total, _name(review.reviewer), review.comment
        line.url = reverse("academy_certification:practice_review", args=[step.fact.uuid])


def _tell_sign_off(line: StepLine, step: Step) -> None:
    line.title = _("Sign-off by your manager")
    line.quote = step.fact.statement if isinstance(step.fact, SignOff) else str(step.requirement.statement)
    if isinstance(step.fact, SignOff):
        line.by = _name(step.fact.by)


def _name(user: object) -> str:
    return str(getattr(user, "academy_person", user))


TELL: Mapping[str, Callable[[StepLine, Step], None]] = {
    Requirement.Kind.COURSE: lambda line, step: None,
    Requirement.Kind.EXAM: _tell_exam,
    Requirement.Kind.PRACTICE: _tell_practice,
    Requirement.Kind.SIGN_OFF: _tell_sign_off,
}
