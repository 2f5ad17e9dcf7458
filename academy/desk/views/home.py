"""My academy."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.desk.reports.home import read_home
from academy.people.conf import SESSION_KEY
from academy.sign_in import login_required
from academy.texts import localised


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    known = request.session.get(SESSION_KEY, {})
    name = str(localised(known.get("name"))) or request.user.get_username()
    leads, authors = bool(known.get("team")), bool(known.get("author"))
    page = read_home(request.user, now=now, today=today, leads=leads, marks=authors)
    context: dict[str, Any] = {
        "current": "home",
        "home": page,
        "name": name,
        "greeting": greeting(name, known, now),
        "shows_team": leads,
        "now": now,
        "today": today,
    }
    return render(request, "academy/desk/home.html", context)


def greeting(name: str, known: dict[str, Any], now: datetime) -> str:
    """Good morning, where the person is."""
    try:
        hour = now.astimezone(ZoneInfo(known.get("time_zone") or "UTC")).hour
    except (ZoneInfoNotFoundError, ValueError):
        hour = now.hour
    if 5 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}
