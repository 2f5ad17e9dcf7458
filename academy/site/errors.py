"""The pages for requests that cannot be answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "academy/error.html", {"status": 400}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # Whoever refuses with a sentence means it for the reader.
    return render(request, "academy/error.html", {"status": 403, "reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "academy/error.html", {"status": 404}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    # Without the request: what broke may be the session or the database.
    return HttpResponse(render_to_string("academy/error.html", {"status": 500}), status=500)
