"""The manager's team page and its drill-down."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from academy.people.models import Person, Team


@login_required
def team(request: HttpRequest) -> HttpResponse:
    if not Team.objects.visible_to(request.user).exists():
        raise Http404
    return render(request, "academy/desk/team.html", {"current": "team"})


@login_required
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    shown = get_object_or_404(Person.objects.visible_to(request.user), uuid=person)
    return render(request, "academy/desk/person.html", {"current": "team", "person": shown})
