"""One person, for whoever leads them."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from academy.certification.permissions import may_sign_off
from academy.desk.reports.person import read_person
from academy.people.models import Person


@require_safe
@login_required
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    shown = get_object_or_404(Person.objects.led_by(request.user).select_related("user", "team"), uuid=person)
    context: dict[str, Any] = {
        "current": "team",
        "person": shown,
        "page": read_person(shown, today=today),
        "may_act": may_sign_off(request.user, shown.user),
        "now": now,
        "today": today,
    }
    return render(request, "academy/desk/person.html", context)
