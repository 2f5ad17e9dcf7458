"""A lesson: reading it, answering its checks, calling it done."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.sign_in import login_required
from courses import actions
from courses.forms import CheckForm
from courses.models import Check, LessonSheet, lesson_sheet
from courses.views.doors import edit_url, led_on, lesson_or_404, library_for, tells_withdrawn


@require_safe
@login_required
@tells_withdrawn
def lesson(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    sheet = _sheet(request, course, lesson)
    if (sheet.course.slug, sheet.lesson.slug) != (course, lesson):
        return led_on(request, sheet.lesson.url)
    return _shown(request, sheet, again=request.GET.get("again", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@tells_withdrawn
def lesson_check(request: HttpRequest, course: str, lesson: str, question: UUID) -> HttpResponse:
    """Answer a check. Whoever comes here by a link, a login or another language is sent to the lesson."""
    if request.method != "POST" or not request.user.is_authenticated:
        return redirect("academy_courses:lesson", course=course, lesson=lesson)
    now = timezone.now()
    sheet = _sheet(request, course, lesson)
    check = sheet.check(question)
    if check is None:
        raise Http404
    form = _form(sheet, check, sent=request.POST)
    if not form.is_answer or form.answer is None:
        return _shown(request, sheet, in_hand=form, status=422 if form.error else 200)
    actions.answer_check(
        learner=request.user, course_key=sheet.course.key, lesson_key=sheet.lesson.key, version=check.version, answer=form.answer, now=now
    )
    return redirect(f"{sheet.lesson.url}#{form.field_id}")


@require_POST
@tells_withdrawn
def lesson_done(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Call a lesson done. After a login the learner is back at the lesson, not here."""
    if not request.user.is_authenticated:
        return redirect("academy_courses:lesson", course=course, lesson=lesson)
    now = timezone.now()
    found, step = lesson_or_404(library_for(request), course, lesson)
    try:
        actions.finish_lesson(learner=request.user, course_key=found.key, lesson_key=step.key, now=now)
    except actions.ChecksOpen as refusal:
        messages.warning(request, str(refusal))
        return redirect(step.url)
    messages.success(request, _("Lesson done."))
    return redirect(f"{step.url}#after")


def _sheet(request: HttpRequest, course: str, lesson: str) -> LessonSheet:
    library = library_for(request)
    found, step = lesson_or_404(library, course, lesson)
    return lesson_sheet(found, step, library=library, learner=request.user)


def _form(sheet: LessonSheet, check: Check, *, sent: object = None, again: bool = False) -> CheckForm:
    url = reverse("academy_courses:lesson_check", args=[sheet.course.slug, sheet.lesson.slug, check.question])
    return CheckForm(check, url=url, sent=sent, again=again)


def _shown(
    request: HttpRequest, sheet: LessonSheet, *, in_hand: CheckForm | None = None, again: str = "", status: int = 200
) -> HttpResponse:
    """The page of a lesson. `in_hand` is the check being answered, `again` the question to be answered anew."""
    forms = {check.question: _form(sheet, check, again=str(check.question) == again) for check in sheet.checks.values()}
    if in_hand is not None:
        forms[in_hand.check.question] = in_hand
    context = {
        "sheet": sheet,
        "course": sheet.course,
        "lesson": sheet.lesson,
        "pieces": [{"form": forms[piece.question]} if isinstance(piece, Check) else {"html": piece} for piece in sheet.pieces],
        "edit_url": edit_url(request, sheet.lesson.page_id),
        "current": "catalogue",
    }
    return render(request, "academy/courses/lesson.html", context, status=status)
