"""Searches in Wagtail's administration."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

MOST_WORDS: Final = 50


class SearchWords:
    """Refuses a search for more words than Wagtail can put together: it nests them one in another until the stack is used up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith("/cms/") and len(request.GET.get("q", "").split()) > MOST_WORDS:
            reason = _("A search takes at most %(most)d words.") % {"most": MOST_WORDS}
            return render(request, "academy/error.html", {"status": 400, "reason": reason}, status=400)
        return self.get_response(request)
