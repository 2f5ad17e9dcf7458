"""Middleware that a host may install beside ours."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

NUL: Final = "\x00"
QUOTED: Final = "%00"


class WithoutNul:
    """Keeps NUL characters out of paths, queries and cookies: PostgreSQL refuses to look for them, which would answer 500.

    No address has one, so such a path is refused. A query is read without it. A cookie with one counts as not sent:
    a session cookie is then no session. Install it before SessionMiddleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if NUL in request.path_info:
            raise BadRequest("The path holds a NUL character.")
        query = str(request.META.get("QUERY_STRING", ""))
        while QUOTED in query or NUL in query:  # "%0%000" holds another one once the first is gone
            query = query.replace(QUOTED, "").replace(NUL, "")
            request.META["QUERY_STRING"] = query
        if any(NUL in name or NUL in value for name, value in request.COOKIES.items()):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if NUL not in name and NUL not in value}
        return self.get_response(request)
