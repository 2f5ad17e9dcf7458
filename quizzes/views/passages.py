"""Going on where it has to be asked for: past a page with something open, from another device, with one more attempt."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from academy.sign_in import redirect_to_login
from quizzes.actions import ActionRefused, Elsewhere, NoWayBack, ask_for_attempt, close_if_overdue, open_page, take_over
from quizzes.forms.devices import device_of
from quizzes.models import Attempt
from quizzes.reports import Run, run_of
from quizzes.views.doors import quizzes_for, tells_withdrawn
from quizzes.views.run_pages import clock_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def attempt_leave(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    """Where there is no way back, ask before a page is left; leave it only for whoever says so."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("academy_quizzes:attempt_question", args=[attempt, position]))
    now = timezone.now()
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=attempt)
    if not close_if_overdue(mine, now=now).is_open:
        return redirect("academy_quizzes:attempt_result", attempt=attempt)
    run = run_of(mine, position=position)
    if run.here is None:
        raise Http404
    if run.after is None:
        return redirect("academy_quizzes:attempt_summary", attempt=attempt)
    if not run.is_left_for_good:
        return redirect("academy_quizzes:attempt_question", attempt=attempt, position=run.after)
    if request.method == "POST":
        return leave_page(request, run, now=now)
    context = {"run": run, "attempt": mine, "position": position, **clock_of(mine, now)}
    return render(request, "academy/quizzes/attempt_leave.html", context)


def leave_page(request: HttpRequest, run: Run, *, now: datetime) -> HttpResponse:
    """Open the next page of an attempt; where there is no way back, the one in hand is closed by that."""
    attempt = run.attempt
    try:
        open_page(attempt, page=(run.page or 0) + 1, device=device_of(request), now=now)
    except (Elsewhere, NoWayBack) as error:
        messages.warning(request, str(error))
        return redirect("academy_quizzes:attempt", attempt=attempt.uuid)
    return redirect("academy_quizzes:attempt_question", attempt=attempt.uuid, position=run.after)


@require_POST
def attempt_take_over(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Go on here; the other device saves nothing from now on."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("academy_quizzes:attempt", args=[attempt]))
    mine = get_object_or_404(Attempt.objects.visible_to(request.user), uuid=attempt)
    take_over(mine, device=device_of(request), now=timezone.now())
    return redirect("academy_quizzes:attempt", attempt=attempt)


@require_POST
@tells_withdrawn
def attempt_ask(request: HttpRequest, quiz: str) -> HttpResponse:
    """Ask whoever leads the learner for one more attempt."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("academy_quizzes:quiz", args=[quiz]))
    found = get_object_or_404(quizzes_for(request), slug=quiz)
    try:
        ask_for_attempt(quiz=found, learner=request.user, now=timezone.now(), words=request.POST.get("words", ""))
    except ActionRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Asked. It waits on the team page of whoever leads you, until it is answered."))
    return redirect("academy_quizzes:quiz", quiz=quiz)
