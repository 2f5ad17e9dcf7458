"""Requests that are larger than anything their address takes: refused by their length, before a byte of them is read."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from academy.conf import academy_setting

MIB: Final = 1024 * 1024
AROUND: Final = MIB // 2  # what a form takes beside its fields and files
# Where learners hand files in.
UPLOADS: Final = frozenset({"academy_quizzes:attempt_question", "academy_quizzes:attempt_upload", "academy_api:attempt-upload"})
# Where authors do.
LIBRARIES: Final = ("/cms/images/", "/cms/documents/")


class BodyLimit:
    """Answers 413 where a request says that it is too large. Django alone would receive every file of it first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        size = int(said) if said.isascii() and said.isdigit() else 0
        if size > _forms() + AROUND and size > _limit(request):
            return _refused(request)
        return self.get_response(request)


def _forms() -> int:
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


def _limit(request: HttpRequest) -> int:
    """How much this address takes."""
    if request.path_info.startswith(LIBRARIES):
        return int(max(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)) + _forms() + AROUND
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        name = ""
    return (int(academy_setting("UPLOAD_MAX_MIB")) * MIB if name in UPLOADS else 0) + _forms() + AROUND


def _refused(request: HttpRequest) -> HttpResponseBase:
    sentence = _("This is more than can be sent to this address at once.")
    if request.path_info.startswith("/academy/api/"):
        return JsonResponse({"detail": sentence, "code": "too_large"}, status=413)
    return render(request, "academy/error.html", {"status": 413, "reason": sentence}, status=413)
