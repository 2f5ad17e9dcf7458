"""The manager's team page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from academy.desk.reports.filters import FILTERS
from academy.desk.reports.matrix import read_matrix
from academy.desk.reports.needs import read_needs
from academy.desk.reports.teams import read_choice
from academy.people.models import Line, Team
from academy.people.models.team import grants_everywhere
from academy.sign_in import login_required


@require_safe
@login_required
def team(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    line = Line.of(request.user)
    choice = read_choice(line, slug=request.GET.get("team", ""), words=request.GET.get("find", ""))
    if choice is None:
        raise Http404
    state, history = request.GET.get("state", ""), request.GET.get("history") == "1"
    who = request.GET.get("who", "").replace("\x00", "")
    context: dict[str, Any] = {
        "current": "team",
        "choice": choice,
        "team": choice.shown,
        "chosen": choice.chosen,
        "state": state if state in FILTERS else "",
        "states": FILTERS.items(),
        "history": history,
        "matrix": read_matrix(line.at(choice.chosen), state=state, page=request.GET.get("page", 1), today=today, history=history),
        "needs": read_needs(request.user, line, search=who),
        "exceptions_of": _exceptions_of(request.user, line, choice.shown),
        "now": now,
        "today": today,
    }
    return render(request, "academy/desk/team.html", context)


def _exceptions_of(user: Any, line: Line, shown: Team | None) -> Team | None:
    """The team for which exceptions can be made from here: the one that is shown."""
    grants = Line.led_by(user) if line.everybody and not grants_everywhere(user) else line
    return shown if shown and grants.holds(shown.path) else None
