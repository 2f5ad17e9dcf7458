"""Coming in: what the visitor may open; 410 with words for what was withdrawn from a learner who was under way; else 404."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from wagtail.models import PageViewRestriction

from courses.models import CourseOutline, LessonStep, Library, library_of, withdrawn_from


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


def led_on(request: HttpRequest, url: str) -> HttpResponse:
    """Send whoever follows a former address to the present one. Not for ever: another page may have that address later."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{url}?{query}" if query else url)


def tells_withdrawn(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view of one course or lesson answer 410 with words, rather than 404, where that was withdrawn from a learner under way."""

    @wraps(view)
    def told(request: HttpRequest, course: str, **kwargs: str) -> HttpResponse:
        try:
            return view(request, course, **kwargs)
        except Http404:
            gone = withdrawn_from(request.user, library_for(request), course, kwargs.get("lesson", ""))
            if gone is None:
                raise
            return render(request, "academy/courses/withdrawn.html", {"withdrawn": gone, "current": "catalogue"}, status=410)

    return told


def edit_url(request: HttpRequest, page_id: int) -> str:
    """Where an author edits the page; empty for everybody else. Signing in noted who is one, so this asks nothing."""
    if not request.session.get("academy", {}).get("author"):
        return ""
    try:
        return reverse("wagtailadmin_pages:edit", args=[page_id])
    except NoReverseMatch:  # a host may have no administration at all
        return ""
