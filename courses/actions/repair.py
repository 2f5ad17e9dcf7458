"""Re-evaluating what people have done in courses: after a crash between a quiz and its course, and when the steps of a course changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import get_user_model

from courses.actions.progress import complete_course, complete_step
from courses.models import ClosingQuiz, CourseOutline, Enrolment, StepCompletion, closing_quizzes, outlines, required_steps

SLICE: Final = 500  # people


@dataclass(frozen=True, slots=True)
class Followed:
    """How many steps and courses were missing, and the learner (a primary key) behind whom to go on; None when nobody is left."""

    changed: int
    after: int | None


def repair_progress(*, now: datetime) -> int:
    """Count passed quizzes that a course taken up has not noticed, and finish courses whose steps are all done.

    Returns how many steps and courses were missing. A second run finds none.
    """
    changed, after = 0, 0
    while True:
        followed = follow_courses(None, now=now, after=after)
        changed += followed.changed
        if followed.after is None:
            return changed
        after = followed.after


def follow_courses(course_keys: Iterable[UUID] | None, *, now: datetime, after: int = 0) -> Followed:
    """Do the same for some courses (None: all), and for the next people of whom something is missing.

    Called when the steps of a course may have changed: what a course lost is
    not waited for any more. Nothing that was done or finished is taken away.
    Harmless to repeat.
    """
    keys = None if course_keys is None else set(course_keys)
    courses = [course for course in outlines().courses if keys is None or course.key in keys]
    quizzes = closing_quizzes(courses)
    work: dict[int, list[Callable[..., bool]]] = defaultdict(list)
    for course in courses:
        _note_missing(work, course, quizzes.get(course.key), after)
    learners = sorted(work)[:SLICE]
    people = get_user_model()._default_manager.in_bulk(learners)
    changed = sum(deed(learner=people[learner], now=now) for learner in learners for deed in work[learner])
    return Followed(changed, after=learners[-1] if len(work) >= SLICE else None)


def _note_missing(work: dict[int, list[Callable[..., bool]]], course: CourseOutline, quiz: ClosingQuiz | None, after: int) -> None:
    """Note for at most so many people what is missing in one course: a pass of its quiz first, then its end."""
    if quiz is not None:
        passed = StepCompletion.objects.missing_passes(course_key=course.key, step_key=quiz.key).filter(pk__gt=after)
        _note(work, passed, "pk", partial(complete_step, course_key=course.key, step_key=quiz.key))
    ready = (
        Enrolment.objects.open()
        .lacking_nothing(course.key, required_steps(course, quiz), lessons=required_steps(course, None))
        .filter(learner__gt=after)
    )
    _note(work, ready, "learner_id", partial(complete_course, course_key=course.key))


def _note(work: dict[int, list[Callable[..., bool]]], rows: Any, field: str, deed: Callable[..., bool]) -> None:
    for learner in rows.order_by(field).values_list(field, flat=True)[:SLICE]:
        work[learner].append(deed)
