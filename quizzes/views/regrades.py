"""Regrades: which quiz, the dry run, applying it, how far it is, what was done, and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.jobs import drive
from academy.models import Job
from academy.sign_in import login_required
from quizzes.actions import ActionRefused, RegradeOutOfDate, apply_regrade, look_at, undo_regrade
from quizzes.conf import LOOK, UNDO
from quizzes.forms.regrades import ApplyForm, RegradeForm
from quizzes.models import Quiz, Regrade
from quizzes.models.regrade import regrade_named_by, under_way, work_at
from quizzes.reports import dry_run, effects_of, history_of
from quizzes.reports.regrades import choices_in_address


@require_safe
@login_required
def regrades(request: HttpRequest) -> HttpResponse:
    """List the quizzes that have closed attempts."""
    if not request.user.has_perm("academy_quizzes.add_regrade"):
        raise Http404
    return render(request, "academy/quizzes/regrades.html", {"quizzes": Quiz.objects.regradable_by(request.user)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def regrade_quiz(request: HttpRequest, quiz: str) -> HttpResponse:
    """Ask what is to be done, with what the address says chosen already; with a choice in the body, begin to look what it would change."""
    found = get_object_or_404(Quiz.objects.regradable_by(request.user), slug=quiz)
    form = RegradeForm(found, request.POST if request.method == "POST" else request.GET or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            work = look_at(form.plan, by=request.user, now=timezone.now())
            drive(work, now=timezone.now())
            return redirect("academy_quizzes:regrade_work", quiz=quiz, job=work.uuid)
        except ActionRefused as error:
            refusal = str(error)
    context = {
        "quiz": found,
        "form": form,
        "refusal": refusal,
        "work": work_at(found, request.user).unfinished(),
        "history": history_of(found, user=request.user),
    }
    return render(request, "academy/quizzes/regrade_quiz.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def regrade_work(request: HttpRequest, quiz: str, job: UUID) -> HttpResponse:
    """Show how far a dry run or a regrade is, and what it came to. A POST does a part of what is left."""
    found, work = _work(request, quiz, job)
    if request.method == "POST":
        drive(work, now=timezone.now())
        return redirect("academy_quizzes:regrade_work", quiz=quiz, job=job)
    if work.is_done and (done := regrade_named_by(work)):
        return redirect("academy_quizzes:regrade", quiz=quiz, regrade=done.uuid)
    return _work_page(request, found, work, ApplyForm(use_required_attribute=False))


@require_POST
@login_required
def regrade_apply(request: HttpRequest, quiz: str, job: UUID) -> HttpResponse:
    """Begin to apply what a dry run found, as it was looked at."""
    found, work = _work(request, quiz, job)
    form = ApplyForm(request.POST, use_required_attribute=False)
    if not form.is_valid():
        return _work_page(request, found, work, form, status=422)
    try:
        asked = apply_regrade(seen=work.uuid, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
    except ActionRefused as error:
        status = 409 if isinstance(error, RegradeOutOfDate) else 422
        return _work_page(request, found, work, form, refusal=str(error), status=status)
    drive(asked, now=timezone.now())
    return redirect("academy_quizzes:regrade_work", quiz=quiz, job=asked.uuid)


def _work(request: HttpRequest, quiz: str, job: UUID) -> tuple[Quiz, Job]:
    found = get_object_or_404(Quiz.objects.regradable_by(request.user), slug=quiz)
    return found, get_object_or_404(work_at(found, request.user), uuid=job)


def _work_page(request: HttpRequest, quiz: Quiz, work: Job, applying: ApplyForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    is_looked = work.kind == LOOK and work.is_done
    context = {
        "quiz": quiz,
        "job": work,
        "is_looking": work.kind == LOOK,
        "run": dry_run(work, user=request.user, page=request.GET.get("page")) if is_looked else None,
        "choices": "" if work.kind == UNDO else choices_in_address(work),
        "applying": applying,
        "refusal": refusal or work.error,
    }
    return render(request, "academy/quizzes/regrade_work.html", context, status=status)


@require_safe
@login_required
def regrade(request: HttpRequest, quiz: str, regrade: UUID) -> HttpResponse:
    """Show what a regrade did, learner by learner."""
    found = _found(request, quiz, regrade)
    context: dict[str, Any] = {
        "quiz": found.quiz,
        "regrade": found,
        "work": under_way(found),
        "effects": effects_of(found, user=request.user, page=request.GET.get("page")),
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
        work = undo_regrade(found, by=request.user, now=timezone.now())
        if work is not None and not drive(work, now=timezone.now()).is_finished:
            return redirect("academy_quizzes:regrade_work", quiz=quiz, job=work.uuid)
        messages.success(request, _("The regrade is undone. Every mark is what it was before."))
    except ActionRefused as error:
        messages.error(request, str(error))
    return redirect("academy_quizzes:regrade", quiz=quiz, regrade=regrade)


def _found(request: HttpRequest, quiz: str, regrade: UUID) -> Regrade:
    of = get_object_or_404(Quiz.objects.regradable_by(request.user), slug=quiz)
    return get_object_or_404(Regrade.objects.visible_to(request.user).of(of), uuid=regrade)
