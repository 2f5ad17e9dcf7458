"""One person, for whoever leads them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from academy.certification.permissions import may_sign_off
from academy.desk.reports.person import read_person
from academy.people.models import Line, Person
from academy.sign_in import login_required


@require_safe
@login_required
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    line = Line.of(request.user)
    mine = Person.objects.led_by(request.user, line)
    shown = get_object_or_404(mine.select_related("user", "team"), uuid=person)
    context: dict[str, Any] = {
        "current": "team",
        "person": shown,
        "page": read_person(shown, reader=request.user, now=now, today=today),
        "may_act": may_sign_off(request.user, shown.user, line),
        "may_grant": shown.may_grant,
        "is_own": shown.user_id == request.user.pk,
        "now": now,
        "today": today,
    }
    return render(request, "academy/desk/person.html", context)
