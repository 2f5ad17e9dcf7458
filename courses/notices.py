"""What stands around the quiz of a course: the way back, and what follows."""

from datetime import datetime
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import CourseProgress, Library, library_of, progress_of
from quizzes.models import Attempt, Quiz
from quizzes.models.seams import Link, Notice


def before_course_quiz(quiz: Quiz, user: Any, now: datetime) -> Notice | None:
    """The way back to the course, and the lessons that are still open. None when the quiz closes no course."""
    if quiz.purpose == Quiz.Purpose.CERTIFICATION:
        return None
    library = library_of(user)
    progress = _progress(quiz, user, library)
    if progress is None:
        return None
    course = progress.course
    back = Link(label=course.title, url=course.url)
    undone = [lesson for lesson in course.lessons if lesson.key not in progress.ticks and library.is_open(lesson)]
    still_open = tuple(Link(label=lesson.title, url=lesson.url) for lesson in undone)
    if not still_open:
        return Notice(back=back)
    count = len(still_open)
    return Notice(
        headline=ngettext("One lesson is still open", "%(count)s lessons are still open", count) % {"count": count},
        text=_("You may take the quiz now. The course is done when its lessons are done too."),
        back=back,
        open_items=still_open,
    )


def after_course_quiz(attempt: Attempt, user: Any, now: datetime) -> Notice | None:
    """What a closed attempt means for the course. None when the quiz closes no course."""
    if attempt.quiz.purpose == Quiz.Purpose.CERTIFICATION:
        return None
    progress = _progress(attempt.quiz, user, library_of(user))
    if progress is None:
        return None
    course = progress.course
    back = Link(label=course.title, url=course.url)
    if progress.completed_at is not None:
        return Notice(
            headline=_("Course done"),
            text=course.title,
            links=(Link(_("Back to the course"), course.url, primary=True),),
            back=back,
            tone="good",
        )
    step = progress.next_step
    if attempt.is_waiting:
        return Notice(headline=_("Being marked"), text=_("A person reads your answers. The course is done once you passed."), back=back)
    if step is not None and step.kind == "lesson" and attempt.counts_as_pass and not Attempt.objects.holds_back(attempt):
        words = _("Lesson %(number)s: %(title)s") % {"number": step.number, "title": step.title}
        return Notice(
            headline=_("Quiz passed, lessons to go"),
            text=_("The course is done when its lessons are done too."),
            links=(Link(words, step.url, primary=True),),
            back=back,
        )
    return Notice(back=back)


def _progress(quiz: Quiz, user: Any, library: Library) -> CourseProgress | None:
    """The learner's course with this quiz: of several the one taken up last. Of several that are not taken up, none is meant."""
    keys = [course.key for course in library.courses if course.quiz_id == quiz.pk]
    found = progress_of(user, keys, library=library).values()
    taken = [(one.enrolled_at, one) for one in found if one.enrolled_at is not None]
    if taken:
        return max(taken, key=itemgetter(0))[1]
    return next(iter(found)) if len(found) == 1 else None
