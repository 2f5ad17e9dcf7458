"""Coming in: what the visitor may open, or 404."""

from django.http import Http404, HttpRequest
from wagtail.models import PageViewRestriction

from courses.models import CourseOutline, LessonStep, Library, library_of


def library_for(request: HttpRequest) -> Library:
    """What the visitor of this request may open."""
    return library_of(request.user, passed=request.session.get(PageViewRestriction.passed_view_restrictions_session_key, ()))


def course_or_404(library: Library, slug: str) -> CourseOutline:
    course = library.course(slug)
    if course is None:
        raise Http404
    return course


def lesson_or_404(library: Library, course: str, lesson: str) -> tuple[CourseOutline, LessonStep]:
    found = library.lesson(course, lesson)
    if found is None:
        raise Http404
    return found
