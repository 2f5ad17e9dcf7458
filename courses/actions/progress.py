"""Taking up courses and doing their steps."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from academy.jobs import once_a_slice
from courses.models import Enrolment, StepCompletion, courses_naming, library_of, outlines, ticks_in
from courses.signals import course_completed, step_completed
from quizzes.models import Attempt, Quiz


@transaction.atomic
def enrol(*, learner: Any, course_key: UUID, now: datetime) -> Enrolment:
    """Note that a learner takes up a course, once for ever, and count a quiz of it that was passed before.

    An enrolment that is there already is returned unchanged. A pass that may
    not be told yet is not counted yet.
    """
    enrolment, is_new = Enrolment.objects.get_or_create(learner=learner, course_key=course_key, defaults={"enrolled_at": now})
    course = outlines().by_key.get(course_key) if is_new else None
    if course is not None and course.quiz_id is not None:
        passed = Attempt.objects.told_as_pass_of(learner.pk).filter(quiz=course.quiz_id).with_quiz().first()
        if passed is not None:
            complete_step(learner=learner, course_key=course_key, step_key=passed.quiz.uuid, now=now)
    return enrolment


def take_up(*, attempt: Attempt, origin: str, now: datetime) -> None:
    """Enrol whoever begins the quiz of a course in that course: the one that led here (`origin` is its slug), or the only one.

    Of several courses with the same quiz none is taken up for the learner;
    whoever takes one up later brings the pass along. Courses that are closed
    to the learner are left out, and the exam of a certification is no course's.
    """
    if attempt.quiz.purpose == Quiz.Purpose.CERTIFICATION or not courses_naming(attempt.quiz):
        return
    courses = [course for course in library_of(attempt.learner).courses if course.quiz_id == attempt.quiz_id]
    chosen = [course for course in courses if course.slug == origin] or courses
    if len(chosen) == 1:
        enrol(learner=attempt.learner, course_key=chosen[0].key, now=now)


@transaction.atomic
def complete_step(*, learner: Any, course_key: UUID, step_key: UUID, now: datetime) -> bool:
    """Note that a learner did a step of a course, and finish the course when it was the last one.

    A step is done once: repeating it changes nothing, and the answer says
    whether it was new. Takes the course up where the learner had not.
    """
    enrol(learner=learner, course_key=course_key, now=now)
    _completion, is_new = StepCompletion.objects.get_or_create(
        learner=learner, course_key=course_key, step_key=step_key, defaults={"completed_at": now}
    )
    if is_new:
        told = partial(
            step_completed.send_robust, sender=StepCompletion, learner=learner, course_key=course_key, step_key=step_key, now=now
        )
        transaction.on_commit(told)
    complete_course(learner=learner, course_key=course_key, now=now)
    return is_new


@transaction.atomic
def complete_course(*, learner: Any, course_key: UUID, now: datetime) -> bool:
    """Finish a course whose steps are all done. Harmless to repeat; says whether it was finished now.

    What was finished stays finished, also when lessons are added later.
    """
    # Of two last steps done at the same moment, the second waits here and then sees the first.
    Enrolment.objects.of(learner).for_course(course_key).select_for_update().first()
    course = outlines().by_key.get(course_key)
    if course is None or not ticks_in(learner, [course]).lacks_nothing(course):
        return False
    finished = Enrolment.objects.of(learner).open().for_course(course_key).update(completed_at=now)
    if finished:
        transaction.on_commit(partial(course_completed.send_robust, sender=Enrolment, learner=learner, course_key=course_key, now=now))
    return bool(finished)


def count_passes(*, attempt: Attempt, now: datetime) -> None:
    """Count what a closed attempt decides: its own pass, and the passes that were held back while it was open.

    Harmless to repeat. A pass that may not be told yet is not counted yet: a
    course that is done would tell it.
    """
    passes = [one for one in (attempt, *attempt.let_go) if one.counts_as_pass]
    known = once_a_slice(outlines) if passes else None
    passes = [one for one in passes if known and known.naming(one.quiz_id)]
    if not passes:
        return
    for passed in (
        Attempt.objects.filter(pk__in=[one.pk for one in passes]).told_as_pass_of(attempt.learner_id).with_quiz().select_related("learner")
    ):
        count_quiz_pass(learner=passed.learner, quiz=passed.quiz, now=now)


def count_quiz_pass(*, learner: Any, quiz: Quiz, now: datetime) -> None:
    """Note a passed quiz as a step of those courses of the learner that name it, also while the quiz does not count."""
    mine = set(Enrolment.objects.of(learner).values_list("course_key", flat=True))
    for course in outlines().naming(quiz.pk):
        if course.key in mine:
            complete_step(learner=learner, course_key=course.key, step_key=quiz.uuid, now=now)
