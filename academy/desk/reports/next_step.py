"""The one thing to do next, and how long it takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from academy.certification.models import Requirement, Standing
from academy.certification.models.progress import Progress, Step
from academy.certification.models.standing import State
from academy.certification.reports.gone import what_became
from courses.models import CourseProgress, QuizLine, Ticks
from quizzes.models import Attempt


@dataclass(frozen=True, slots=True)
class Courses:
    """What a learner's courses and exams look like at the moment."""

    progress: Mapping[UUID, CourseProgress]
    ticks: Ticks
    exams: Mapping[int, QuizLine]
    withdrawn: Mapping[UUID, str] = field(default_factory=dict)

    def of(self, row: Requirement) -> CourseProgress | None:
        return self.progress.get(row.course_key) if row.course_key else None

    def name(self, row: Requirement) -> str:
        """What a requirement is called, also where its course is not published any more."""
        return self.withdrawn.get(row.course_key or row.uuid, row.name)

    def exam(self, row: Requirement) -> QuizLine | None:
        return self.exams.get(row.exam_id or 0)


@dataclass(frozen=True, slots=True)
class NextUp:
    """One thing with one button; without an address it is something to wait for."""

    certification: str
    certification_id: int
    title: str
    text: str = ""
    about: str = ""
    about_url: str = ""
    url: str = ""
    label: str = ""
    minutes: int | None = None
    due_on: date | None = None
    done: int = 0
    total: int = 0
    minutes_left: int = 0
    borrowed_from: str = ""


def next_up(standings: Iterable[Standing], progress: Mapping[int, Progress], courses: Courses) -> NextUp | None:
    """The next thing of the most urgent certification that offers one; else what is waited for."""
    waiting: NextUp | None = None
    for standing in standings:
        run = progress.get(standing.certification_id)
        for found in [_of_step(standing, step, run, courses) for step in run.open_steps] if run else [_without_run(standing)]:
            if found is not None and found.url:
                return found
            waiting = waiting or found
    return waiting


def minutes_of(row: Requirement, courses: Courses) -> int:
    """What is left of a requirement that is not met; 0 where nobody can say."""
    course, exam = courses.of(row), courses.exam(row)
    if course is not None:
        quiz = course.quiz.minutes if course.quiz and not course.quiz_done else None
        return course.minutes_left + (quiz or 0)
    return (exam.minutes or 0) if exam else 0


def _of_step(standing: Standing, step: Step, run: Progress, courses: Courses) -> NextUp | None:
    row = step.requirement
    gone = what_became(step, withdrawn=courses.withdrawn)
    if gone:
        return NextUp(
            certification=str(standing.certification),
            certification_id=standing.certification_id,
            title=courses.name(row),
            text=capfirst(_("%(sentence)s.") % {"sentence": gone}),
            due_on=_due(standing),
        )
    match row.kind:
        case Requirement.Kind.COURSE:
            return _course(standing, courses.of(row))
        case Requirement.Kind.EXAM:
            return _exam(standing, step, courses.exam(row))
        case Requirement.Kind.PRACTICE:
            return _practice(standing, step)
        case _:
            return _sign_off(standing) if run.only_sign_off_open else None


def _due(standing: Standing) -> date | None:
    """The day by which it should be done: the end of the certificate, once there was one."""
    return None if standing.state == State.REVOKED else standing.expires_on or standing.due_on


def _course(standing: Standing, course: CourseProgress | None) -> NextUp | None:
    if course is None or course.next_step is None:
        return None
    step = course.next_step
    if step.kind == "lesson":
        text = _("Lesson %(number)s of %(total)s in") % {"number": step.number, "total": course.total}
        label = _("Continue lesson") if course.is_begun else _("Start lesson")
    else:
        text, label = _("The quiz at the end of"), _("Go to the quiz")
    return NextUp(
        certification=str(standing.certification),
        certification_id=standing.certification_id,
        title=step.title,
        text=text,
        about=course.course.title,
        about_url=course.course.url,
        url=step.url,
        label=label,
        minutes=step.minutes,
        due_on=_due(standing),
        done=course.done,
        total=course.total,
        minutes_left=course.minutes_left,
        borrowed_from=step.language if step.borrowed else "",
    )


def _exam(standing: Standing, step: Step, exam: QuizLine | None) -> NextUp | None:
    if exam is None:
        return None
    if step.waiting_since is not None:
        return _undecided(standing, exam, _("Handed in. A person marks your answers, and you need do nothing until then."))
    if isinstance(step.fact, Attempt) and step.fact.score_withheld:
        return _undecided(standing, exam, _("Handed in. It counts once the quiz or exam that you have open is handed in."))
    if step.failed:
        text, label = _("The last attempt did not pass. Look at the lessons it names, then try again."), _("Go to the exam")
    elif standing.award_id is not None:
        text, label = _("Passing it renews your certificate."), _("Go to the exam")
    else:
        text, label = _("The exam of this certification."), _("Go to the exam")
    return NextUp(
        certification=str(standing.certification),
        certification_id=standing.certification_id,
        title=exam.title,
        text=text,
        url=exam.url,
        label=label,
        minutes=exam.minutes,
        due_on=_due(standing),
    )


def _undecided(standing: Standing, exam: QuizLine, words: str) -> NextUp:
    return NextUp(
        certification=str(standing.certification),
        certification_id=standing.certification_id,
        title=exam.title,
        text=words,
        due_on=_due(standing),
    )


def _practice(standing: Standing, step: Step) -> NextUp:
    row = step.requirement
    base: dict[str, Any] = {
        "certification": str(standing.certification),
        "certification_id": standing.certification_id,
        "title": row.name,
        "due_on": _due(standing),
    }
    if step.waiting_since is not None:
        return NextUp(**base, text=_("Handed in. Your manager reviews it, and you need do nothing until then."))
    url = reverse("academy_certification:practice_submit", args=[standing.certification.slug, row.uuid])
    text = (
        _("Not passed yet: read the review and hand it in again.")
        if step.failed
        else _("Prepare it, then say that you are ready to be judged.")
    )
    return NextUp(**base, text=text, url=url, label=_("Go to the practice"))


def _sign_off(standing: Standing) -> NextUp:
    return NextUp(
        certification=str(standing.certification),
        certification_id=standing.certification_id,
        title=_("Sign-off"),
        text=_("All is done but the sign-off. Your manager signs, and you need do nothing until then."),
        due_on=_due(standing),
    )


def _without_run(standing: Standing) -> NextUp | None:
    """A certificate that ends or has ended, before its renewal was opened."""
    if standing.state not in {State.EXPIRING, State.EXPIRED} or standing.certification.retired_at is not None:
        return None
    return NextUp(
        certification=str(standing.certification),
        certification_id=standing.certification_id,
        title=_("Renew your certificate"),
        url=reverse("academy_certification:certification", args=[standing.certification.slug]),
        label=_("See what renewal takes"),
        due_on=_due(standing),
    )
