"""The pages for requests that cannot be answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from academy.site.logs import REQUEST_ID


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # Whoever refuses with a sentence means it for the reader.
    return _page(request, status=403, reason=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    # Without the request: what broke may be the session or the database. Its id leads from the reader to the log.
    html = render_to_string("academy/error.html", {"status": 500, "request_id": REQUEST_ID.get()})
    return _unkept(HttpResponse(html, status=500))


def _page(request: HttpRequest, *, status: int, **given: Any) -> HttpResponse:
    return _unkept(render(request, "academy/error.html", {"status": status, **given}, status=status))


def _unkept(response: HttpResponse) -> HttpResponse:
    """The header names whoever is signed in, so nobody keeps the page."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
