"""The header of every page. It asks the database nothing: signing in left what it says in the session."""

from typing import Any

from django import template
from django.contrib.auth import SESSION_KEY as SIGNED_IN

from academy.people.conf import SESSION_KEY
from academy.people.receivers import initials
from academy.sign_in import has_account_pages, sign_in_address, sign_out_address
from academy.texts import localised
from academy.users import called

register = template.Library()


@register.inclusion_tag("academy/_masthead.html", takes_context=True)
def masthead(context: template.Context, current: str = "") -> dict[str, Any]:
    """Name, navigation and account of whoever is signed in; for a stranger only the brand and the languages."""
    request = context.get("request")
    session = getattr(request, "session", None)
    signed_in = session is not None and SIGNED_IN in session
    facts = _facts(session, request) if signed_in else {}
    name = str(localised(facts.get("name")))
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "current": current,
        "name": name,
        "initials": facts.get("initials", ""),
        "shows_team": facts.get("team", False),
        "shows_author": facts.get("author", False),
        **(_ways(facts) if name else {"sign_in_url": sign_in_address()}),
    }


def _ways(facts: dict[str, Any]) -> dict[str, Any]:
    """Where the account menu leads. A password is changed here where it is kept here."""
    shows_password = facts.get("password", False) and has_account_pages()
    return {"sign_out_url": sign_out_address(), "shows_password": shows_password}


def _facts(session: Any, request: Any) -> dict[str, Any]:
    """What signing in wrote down. A session older than the academy has only the user's own name."""
    if SESSION_KEY in session:
        return dict(session[SESSION_KEY])
    name = called(request.user)
    return {"name": name, "initials": initials(name)}
