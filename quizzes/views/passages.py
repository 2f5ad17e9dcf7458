"""Going on where it has to be asked for: past a page with something open, from another device, with one more attempt."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy.sign_in import login_required, redirect_to_login
from quizzes.actions import ActionRefused, ask_for_attempt, close_if_overdue, take_over
from quizzes.forms.devices import device_of
from quizzes.models import Attempt, Quiz
from quizzes.reports import run_of
from quizzes.views.run_pages import clock_of


@require_safe
@never_cache
@login_required
def attempt_leave(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    """Where there is no way back, ask before a page with something open is left."""
    now = timezone.now()
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=attempt)
    if not close_if_overdue(mine, now=now).is_open:
        return redirect("academy_quizzes:attempt_result", attempt=attempt)
    run = run_of(mine, position=position)
    if run.here is None:
        raise Http404
    if run.after is None:
        return redirect("academy_quizzes:attempt_summary", attempt=attempt)
    if not (mine.rules.one_way and run.open_here and run.page == mine.page):
        return redirect("academy_quizzes:attempt_question", attempt=attempt, position=run.after)
    context = {"run": run, "attempt": mine, "position": position, **clock_of(mine, now)}
    return render(request, "academy/quizzes/attempt_leave.html", context)


@require_POST
def attempt_take_over(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Go on here; the other device saves nothing from now on."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("academy_quizzes:attempt", args=[attempt]))
    mine = get_object_or_404(Attempt.objects.visible_to(request.user), uuid=attempt)
    take_over(mine, device=device_of(request), now=timezone.now())
    return redirect("academy_quizzes:attempt", attempt=attempt)


@require_POST
def attempt_ask(request: HttpRequest, quiz: str) -> HttpResponse:
    """Ask whoever leads the learner for one more attempt."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("academy_quizzes:quiz", args=[quiz]))
    found = get_object_or_404(Quiz.objects.visible_to(request.user), slug=quiz)
    try:
        ask_for_attempt(quiz=found, learner=request.user, now=timezone.now(), words=request.POST.get("words", ""))
    except ActionRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Your manager was asked for one more attempt."))
    return redirect("academy_quizzes:quiz", quiz=quiz)
