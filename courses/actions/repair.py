"""Repairing what a crash between a quiz and its course may have lost."""

from datetime import datetime

from courses.actions.progress import complete_course, complete_step
from courses.models import ClosingQuiz, CourseOutline, Enrolment, StepCompletion, closing_quizzes, outlines


def repair_progress(*, now: datetime) -> int:
    """Count passed quizzes that no course has noticed, and finish courses whose steps are all done.

    Returns how many steps and courses were missing. A second run finds none.
    """
    courses = outlines().courses
    quizzes = closing_quizzes(courses)
    return sum(_missed_passes(course, quizzes.get(course.key), now) + _unfinished(course, now) for course in courses)


def _missed_passes(course: CourseOutline, quiz: ClosingQuiz | None, now: datetime) -> int:
    if quiz is None:
        return 0
    step = {"course_key": course.key, "step_key": quiz.key}
    learners = StepCompletion.objects.missing_passes(**step)
    return sum(complete_step(learner=learner, now=now, **step) for learner in learners)


def _unfinished(course: CourseOutline, now: datetime) -> int:
    open_ones = Enrolment.objects.open().for_course(course.key).select_related("learner")
    return sum(complete_course(learner=enrolment.learner, course_key=course.key, now=now) for enrolment in open_ones)
