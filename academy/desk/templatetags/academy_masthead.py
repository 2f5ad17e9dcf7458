"""The header of every page."""

from typing import Any

from django import template

from academy.texts import localised

register = template.Library()


@register.inclusion_tag("academy/_masthead.html", takes_context=True)
def masthead(context: template.Context, *, current: str = "") -> dict[str, Any]:
    """The header, from what the session remembers of the person since the login: no query is made for it."""
    request = context.get("request")
    known = request.session.get("academy", {}) if request is not None and hasattr(request, "session") else {}
    return {
        "request": request,
        "current": current,
        "name": str(localised(known.get("name"))),
        "initials": known.get("initials", ""),
        "shows_team": known.get("team", False),
        "shows_author": known.get("author", False),
    }
