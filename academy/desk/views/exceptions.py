"""Exceptions at a quiz, for one person or for everybody of a team: made and taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from academy.desk.forms import ExceptionForm
from academy.desk.reports.exceptions import exception_lines, standing_of
from academy.people.conf import SESSION_KEY
from academy.people.models import Person, Team
from academy.people.permissions import may_grant
from academy.sign_in import login_required
from quizzes.actions import ActionRefused, grant_override, revoke_override
from quizzes.models import QuizOverride
from quizzes.reports.exceptions import cut_off_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person_exceptions(request: HttpRequest, person: UUID) -> HttpResponse:
    """What one person may do beyond what a quiz allows."""
    asked = get_object_or_404(Person.objects.grantable_by(request.user).select_related("user", "team"), uuid=person)
    return _exceptions(request, [asked], {"person": asked, "subject": str(asked)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def team_exceptions(request: HttpRequest, team: str) -> HttpResponse:
    """The same for everybody who is in a team, or in one inside it, at this moment."""
    asked = get_object_or_404(Team.objects.grantable_by(request.user), slug=team)
    people = list(Person.objects.grantable_by(request.user).active().in_team(asked).select_related("user"))
    return _exceptions(request, people, {"team": asked, "subject": str(asked)})


def _exceptions(request: HttpRequest, people: list[Person], context: dict[str, Any]) -> HttpResponse:
    with timezone.override(request.session.get(SESSION_KEY, {}).get("time_zone") or None):
        form = ExceptionForm(request.POST or None, now=timezone.now())
        if form.is_valid() and _grant(request, form, people):
            return redirect(request.path)
    context |= {
        "current": "team",
        "form": form,
        "people": people,
        "exceptions": exception_lines(standing_of(people)),
        "today": timezone.localdate(),
    }
    return render(request, "academy/desk/exceptions.html", context, status=422 if form.errors else 200)


def _grant(request: HttpRequest, form: ExceptionForm, people: list[Person]) -> bool:
    given = form.cleaned_data
    try:
        made = grant_override(
            quiz=given["quiz"],
            learners=[person.user for person in people],
            grant=form.grant,
            reason=given["reason"],
            by=request.user,
            now=timezone.now(),
        )
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    count = len(made)
    words = ngettext("The exception at “%(quiz)s” is made for %(count)s person.", "It is made for %(count)s people at “%(quiz)s”.", count)
    messages.success(request, words % {"quiz": given["quiz"], "count": count})
    if said := cut_off_in_words(made):
        messages.warning(request, said)
    return True


@require_POST
@login_required
def take_back(request: HttpRequest, override: UUID) -> HttpResponse:
    """Take an exception back. An attempt that is open keeps the time it has."""
    asked = get_object_or_404(
        QuizOverride.objects.visible_to(request.user).select_related("learner__academy_person", "quiz"), uuid=override
    )
    if not may_grant(request.user, asked.learner):
        raise Http404
    revoke_override(asked, by=request.user, now=timezone.now())
    said = {"quiz": asked.quiz, "name": asked.learner.academy_person}
    messages.success(request, _("Taken back: the exception of %(name)s at “%(quiz)s”.") % said)
    return redirect("academy_desk:person_exceptions", person=asked.learner.academy_person.uuid)
