"""Regrades: which quiz, the dry run, applying it, what was done, and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy.sign_in import login_required
from quizzes.actions import ActionRefused, RegradeOutOfDate, apply_regrade, undo_regrade
from quizzes.forms.regrades import ApplyForm, RegradeForm
from quizzes.models import Quiz, Regrade
from quizzes.reports import DryRun, dry_run, effects_of, history_of


@require_safe
@login_required
def regrades(request: HttpRequest) -> HttpResponse:
    """List the quizzes that have closed attempts."""
    if not request.user.has_perm("academy_quizzes.add_regrade"):
        raise Http404
    return render(request, "academy/quizzes/regrades.html", {"quizzes": Quiz.objects.regradable_by(request.user)})


@never_cache
@login_required
def regrade_quiz(request: HttpRequest, quiz: str) -> HttpResponse:
    """Ask what is to be done; with an answer in the address show what it would change; with one in the body do it."""
    found = get_object_or_404(Quiz.objects.regradable_by(request.user), slug=quiz)
    form = RegradeForm(found, request.GET if request.GET else None)
    applying = ApplyForm(request.POST if request.method == "POST" else None, use_required_attribute=False)
    refusal, status = "", 200
    if request.method == "POST" and form.is_valid() and applying.is_valid():
        try:
            done = apply_regrade(form.plan, **applying.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("The regrade is applied."))
            return redirect("academy_quizzes:regrade", quiz=quiz, regrade=done.uuid)
        except ActionRefused as error:
            refusal, status = str(error), 409 if isinstance(error, RegradeOutOfDate) else 422
    elif request.method == "POST":
        status = 422
    looked, refusal = _looked_at(request, form, refusal)
    context = {
        "quiz": found,
        "form": form,
        "applying": applying,
        "run": looked,
        "refusal": refusal,
        "history": history_of(found, user=request.user),
    }
    return render(request, "academy/quizzes/regrade_quiz.html", context, status=status)


def _looked_at(request: HttpRequest, form: RegradeForm, refusal: str) -> tuple[DryRun | None, str]:
    """The dry run of a complete form, or why there is none."""
    if not form.is_bound or not form.is_valid():
        return None, refusal
    try:
        return dry_run(form.plan, user=request.user), refusal
    except ActionRefused as error:
        return None, refusal or str(error)


@require_safe
@login_required
def regrade(request: HttpRequest, quiz: str, regrade: UUID) -> HttpResponse:
    """Show what a regrade did, learner by learner."""
    found = _found(request, quiz, regrade)
    context: dict[str, Any] = {
        "quiz": found.quiz,
        "regrade": found,
        "effects": effects_of(found, user=request.user),
        "uncovered": None if found.undone_at else found.uncovered(),
        "is_own_matter": found.changed_one_of(request.user),
    }
    return render(request, "academy/quizzes/regrade.html", context)


@require_POST
@login_required
def regrade_undo(request: HttpRequest, quiz: str, regrade: UUID) -> HttpResponse:
    """Put everything back as it was."""
    found = _found(request, quiz, regrade)
    try:
        undo_regrade(found, by=request.user, now=timezone.now())
        messages.success(request, _("The regrade is undone. Every mark is what it was before."))
    except ActionRefused as error:
        messages.error(request, str(error))
    return redirect("academy_quizzes:regrade", quiz=quiz, regrade=regrade)


def _found(request: HttpRequest, quiz: str, regrade: UUID) -> Regrade:
    of = get_object_or_404(Quiz.objects.regradable_by(request.user), slug=quiz)
    return get_object_or_404(Regrade.objects.visible_to(request.user).of(of), uuid=regrade)
