"""Beginning an attempt, going on with it, and handing it in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from academy.sign_in import login_required, redirect_to_login
from quizzes.actions import Elsewhere, StartRefused, close_if_overdue, note_resumed, open_page, start_attempt, submit_own_attempt
from quizzes.forms.devices import device_of
from quizzes.models import Attempt
from quizzes.reports import run_of
from quizzes.views.doors import quizzes_for, tells_withdrawn
from quizzes.views.run_pages import clock_of


@require_POST
@tells_withdrawn
def attempt_start(request: HttpRequest, quiz: str) -> HttpResponse:
    """Begin, or go on with what is open. A refusal is told on the page before the quiz."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("academy_quizzes:quiz", args=[quiz]))
    found = get_object_or_404(quizzes_for(request), slug=quiz)
    now = timezone.now()
    try:
        origin = request.POST.get("origin", "")
        begun = start_attempt(
            learner=request.user, quiz=found, now=now, language=get_language() or "", device=device_of(request), origin=origin
        )
    except StartRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("academy_quizzes:quiz", quiz=quiz)
    if begun.started_at == now:
        return redirect("academy_quizzes:attempt_question", attempt=begun.uuid, position=1)
    return redirect("academy_quizzes:attempt", attempt=begun.uuid)


@require_safe
@login_required
def attempt(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Lead to the first question that has no answer, to the summary when there is none, or to the result."""
    now = timezone.now()
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=attempt)
    if not close_if_overdue(mine, now=now).is_open:
        return redirect("academy_quizzes:attempt_result", attempt=attempt)
    note_resumed(mine, device=device_of(request), now=now)
    position = run_of(mine).first_open
    if position is None or mine.time_is_up(now):
        return redirect("academy_quizzes:attempt_summary", attempt=attempt)
    return redirect("academy_quizzes:attempt_question", attempt=attempt, position=position)


@require_safe
@login_required
def attempt_summary(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Show what is unanswered or flagged, and ask before handing in."""
    now = timezone.now()
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=attempt)
    if not close_if_overdue(mine, now=now).is_open:
        return redirect("academy_quizzes:attempt_result", attempt=attempt)
    try:
        mine = open_page(mine, page=mine.page, device=device_of(request), now=now)
    except Elsewhere as error:
        return render(request, "academy/quizzes/attempt_elsewhere.html", {"attempt": mine, "words": str(error)})
    context = {"run": run_of(mine), "attempt": mine, **clock_of(mine, now)}
    return render(request, "academy/quizzes/attempt_summary.html", context)


@require_POST
def attempt_submit(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Hand in. A second time leads to the same result."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("academy_quizzes:attempt_summary", args=[attempt]))
    try:
        submit_own_attempt(learner=request.user, attempt=attempt, now=timezone.now(), device=device_of(request))
    except Attempt.DoesNotExist:
        raise Http404 from None
    except Elsewhere as error:
        mine = get_object_or_404(Attempt.objects.visible_to(request.user), uuid=attempt)
        return render(request, "academy/quizzes/attempt_elsewhere.html", {"attempt": mine, "words": str(error)}, status=409)
    return redirect("academy_quizzes:attempt_result", attempt=attempt)
