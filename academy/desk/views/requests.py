"""Answering what a learner asked for: one more attempt, or a reason why not."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.desk.forms import DeclineForm
from academy.people.models import Person
from academy.sign_in import login_required
from quizzes.actions import decline_attempt, grant_attempt
from quizzes.models import AttemptRequest, Quiz


@require_POST
@login_required
def grant(request: HttpRequest, person: UUID, quiz: str) -> HttpResponse:
    """Allow somebody of the own line one more attempt."""
    learner = get_object_or_404(Person.objects.grantable_by(request.user).select_related("user"), uuid=person)
    asked = get_object_or_404(Quiz.objects.published(), slug=quiz)
    reason = f"granted by {request.user.get_username()}"
    if grant_attempt(quiz=asked, learner=learner.user, reason=reason, by=request.user, now=timezone.now()):
        messages.success(request, _("%(name)s has one more attempt at “%(quiz)s”.") % {"name": learner, "quiz": asked})
    else:
        messages.info(request, _("%(name)s has an attempt left at “%(quiz)s”; nothing was changed.") % {"name": learner, "quiz": asked})
    return redirect("academy_desk:person", person=person)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decline(request: HttpRequest, person: UUID, quiz: str) -> HttpResponse:
    """Decline what somebody of the own line asked for, and say why."""
    learner = get_object_or_404(Person.objects.grantable_by(request.user).select_related("user", "team"), uuid=person)
    asked = get_object_or_404(Quiz.objects.published(), slug=quiz)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        said = {"name": learner, "quiz": asked}
        if decline_attempt(quiz=asked, learner=learner.user, reason=reason, by=request.user, now=timezone.now()):
            messages.success(request, _("Declined. %(name)s reads the reason at “%(quiz)s” and in My academy.") % said)
        else:
            messages.info(request, _("%(name)s asks for nothing at “%(quiz)s”; nothing was changed.") % said)
        return redirect("academy_desk:person", person=person)
    request_open = AttemptRequest.objects.open().of(learner.user).at(asked).first()
    context = {"current": "team", "person": learner, "quiz": asked, "asked": request_open, "form": form, "today": timezone.localdate()}
    return render(request, "academy/desk/decline.html", context, status=422 if form.errors else 200)
