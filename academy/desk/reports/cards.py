"""One certification on a learner's page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.certification.models import Requirement, Standing
from academy.certification.models.durations import local_day
from academy.certification.models.progress import Step
from academy.certification.models.standing import State
from academy.certification.reports.gone import what_became
from academy.certification.reports.truth import Truth
from academy.desk.reports.kinds import KIND_OF, is_late
from academy.desk.reports.learning import Learning
from academy.desk.reports.next_step import Courses


@dataclass(frozen=True, slots=True)
class StepLine:
    """One requirement in a line: its kind of state, that state in words, what it is called, and what became of it where nobody can do it."""

    kind: str
    word: str
    name: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Where one learner stands with one certification, and the steps of the run that is open."""

    standing: Standing
    kind: str
    word: str
    late: bool
    done: int
    total: int
    steps: tuple[StepLine, ...]
    truth: Truth
    note: str
    renews_on: date | None


def renews_on(standing: Standing) -> date | None:
    """The day on which renewal opens, where the certification counts its days."""
    opens = standing.renewal_opens_at
    return None if opens is None else local_day(opens, standing.certification.time_zone)


def card_of(standing: Standing, learning: Learning, truth: Truth, today: date) -> Card:
    """`truth` is what matters most of this certification."""
    progress = learning.progress.get(standing.certification_id)
    done, total = (progress.done, progress.total) if progress else _without_run(standing)
    return Card(
        standing=standing,
        kind=KIND_OF[standing.state],
        word=str(State(standing.state).label),
        late=is_late(standing.state, standing.due_on, today),
        done=done,
        total=total,
        steps=tuple(step_line(step, learning.courses) for step in progress.steps) if progress else (),
        truth=truth,
        note=_note(standing),
        renews_on=renews_on(standing),
    )


def _without_run(standing: Standing) -> tuple[int, int]:
    """What was met for a certificate that was taken back, or has ended, counts no more."""
    return (standing.done if standing.state not in {State.REVOKED, State.EXPIRED} else 0), standing.total


def step_line(step: Step, courses: Courses) -> StepLine:
    kind, word = step_state(step)
    return StepLine(kind, word, _name(step.requirement, courses), gone=what_became(step, withdrawn=courses.withdrawn))


def step_state(step: Step) -> tuple[str, str]:
    """Of one requirement: the kind and the word."""
    if step.is_met:
        return "certified", _("done")
    if step.waiting_since is not None:
        is_exam = step.requirement.kind == Requirement.Kind.EXAM
        return "waiting", _("being marked") if is_exam else _("waiting for review")
    if step.failed:
        return "failed", _("failed")
    return ("in-progress", _("in progress")) if step.begun_at else ("not-started", _("not started"))


def _name(row: Requirement, courses: Courses) -> str:
    course, exam = courses.of(row), courses.exam(row)
    if course is not None:
        return course.course.title
    if exam is None:
        return courses.name(row)
    questions = ngettext("%(title)s, %(count)s question", "%(title)s, %(count)s questions", exam.questions)
    said = questions % {"title": exam.title, "count": exam.questions}
    return _("%(exam)s, %(minutes)s min") % {"exam": said, "minutes": exam.minutes} if exam.minutes else said


def _note(standing: Standing) -> str:
    """What the certificate unlocks, for whoever does not hold it."""
    unlocks = str(standing.certification.unlocks).strip().splitlines()
    if standing.state in {State.CERTIFIED, State.EXPIRING} or not unlocks:
        return ""
    return _("With the certificate: %(right)s") % {"right": unlocks[0].strip()}
