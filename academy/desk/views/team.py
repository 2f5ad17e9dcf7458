"""The manager's team page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from academy.desk.reports.filters import FILTERS
from academy.desk.reports.matrix import read_matrix
from academy.desk.reports.needs import needs_of
from academy.people.models import Line, Team
from academy.people.models.team import grants_everywhere
from academy.sign_in import login_required


@require_safe
@login_required
def team(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    line = Line.of(request.user)
    teams = list(Team.objects.inside(line))
    if not teams:
        raise Http404
    chosen = _chosen(teams, request.GET.get("team", ""))
    state, history = request.GET.get("state", ""), request.GET.get("history") == "1"
    matrix = read_matrix(line.at(chosen), state=state, page=request.GET.get("page", 1), today=today, history=history)
    context: dict[str, Any] = {
        "current": "team",
        "teams": teams,
        "team": chosen or (teams[0] if len(teams) == 1 else None),
        "chosen": chosen,
        "state": state if state in FILTERS else "",
        "states": FILTERS.items(),
        "history": history,
        "matrix": matrix,
        "needs": needs_of(request.user, line),
        "exceptions_of": _exceptions_of(request.user, line, chosen or (teams[0] if len(teams) == 1 else None)),
        "now": now,
        "today": today,
    }
    return render(request, "academy/desk/team.html", context)


def _exceptions_of(user: Any, line: Line, shown: Team | None) -> Team | None:
    """The team for which exceptions can be made from here: the one that is shown."""
    grants = Line.led_by(user) if line.everybody and not grants_everywhere(user) else line
    return shown if shown and grants.holds(shown.path) else None


def _chosen(teams: list[Team], slug: str) -> Team | None:
    """The team asked for; a team out of sight does not exist."""
    if not slug:
        return None
    for team in teams:
        if team.slug == slug:
            return team
    raise Http404
