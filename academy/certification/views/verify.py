"""Public verification: no login, no list, no trace of who asked."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.addresses import client_address
from academy.certification.models.serial import read_serial, written
from academy.certification.reports.lookups import SECONDS, seconds_to_wait
from academy.certification.reports.verification import Finding, look_up


@require_safe
def verify_search(request: HttpRequest) -> HttpResponse:
    """A field for a code; with one, the way to its page."""
    typed = request.GET.get("code", "").strip()
    serial = read_serial(typed)
    if serial is not None:
        return redirect("academy_verify:verify", serial=written(serial))
    if typed:
        return _answer(request, None, typed, timezone.now())
    return _sealed(render(request, "academy/certification/verify_search.html"))


@require_safe
def verify(request: HttpRequest, serial: str) -> HttpResponse:
    """Say what a certificate is worth at this minute. Unknown and mistyped codes get the same answer."""
    now = timezone.now()
    wait = seconds_to_wait(client_address(request), now=now)
    if wait:
        return _too_many(request, serial, wait)
    return _answer(request, look_up(serial, now=now), serial, now)


def _answer(request: HttpRequest, finding: Finding | None, typed: str, now: datetime) -> HttpResponse:
    status = 200 if finding else 404
    if _wants_json(request):
        unknown = {"state": "unknown", "detail": _("There is no certificate with this code."), "checked_at": now.isoformat()}
        return _sealed(JsonResponse(finding.as_json() if finding else unknown, status=status))
    given = {"finding": finding, "now": now, "typed": "" if finding else typed}
    return _sealed(render(request, "academy/certification/verify.html", given, status=status))


def _too_many(request: HttpRequest, typed: str, wait: int) -> HttpResponse:
    sentence = _("Too many codes were checked from this address. Wait a minute and try again.")
    if _wants_json(request):
        response: HttpResponse = JsonResponse({"detail": sentence, "code": "too_many"}, status=429)
    else:
        response = render(request, "academy/certification/verify_search.html", {"sentence": sentence, "typed": typed}, status=429)
    response["Retry-After"] = str(wait)
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, no_store=True)
    return response


def _sealed(response: HttpResponse) -> HttpResponse:
    """Kept for a minute at most, and out of every index."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, max_age=SECONDS)
    patch_vary_headers(response, ["Accept"])
    return response


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
