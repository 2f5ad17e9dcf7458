"""A course: what it enables, its steps and where the learner stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from academy.sign_in import login_required
from courses import actions
from courses.models import course_sheet
from courses.views.doors import course_or_404, edit_url, led_on, library_for, tells_withdrawn


@require_safe
@login_required
@tells_withdrawn
def course(request: HttpRequest, course: str) -> HttpResponse:
    now = timezone.now()
    library = library_for(request)
    found = course_or_404(library, course)
    if found.slug != course:
        return led_on(request, found.url)
    sheet = course_sheet(found, library=library, learner=request.user)
    context = {
        "sheet": sheet,
        "course": sheet.course,
        "progress": sheet.progress,
        "today": timezone.localdate(now),
        "edit_url": edit_url(request, sheet.course.page_id),
        "current": "catalogue",
    }
    return render(request, "academy/courses/course.html", context)


@require_POST
@tells_withdrawn
def enrol(request: HttpRequest, course: str) -> HttpResponse:
    """Take up a course. After a login the learner is back at the course, not here."""
    if not request.user.is_authenticated:
        return redirect("academy_courses:course", course=course)
    now = timezone.now()
    found = course_or_404(library_for(request), course)
    actions.enrol(learner=request.user, course_key=found.key, now=now)
    messages.success(request, _("The course is on your list."))
    return redirect(found.lessons[0].url if found.lessons else found.url)
