"""One person, for whoever leads them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from academy.certification.permissions import may_sign_off
from academy.desk.reports.person import read_person
from academy.people.models import Person
from academy.sign_in import login_required
from quizzes.actions import grant_attempt
from quizzes.models import Quiz


@require_safe
@login_required
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    mine = Person.objects.led_by(request.user)
    shown = get_object_or_404(mine.select_related("user", "team"), uuid=person)
    context: dict[str, Any] = {
        "current": "team",
        "person": shown,
        "page": read_person(shown, reader=request.user, today=today),
        "may_act": may_sign_off(request.user, shown.user),
        "may_grant": shown.may_grant,
        "is_own": shown.user_id == request.user.pk,
        "now": now,
        "today": today,
    }
    return render(request, "academy/desk/person.html", context)


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
