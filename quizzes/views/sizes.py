"""Requests that are larger than the server reads: refused in a sentence, not by a bare error."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


def sized(view: View) -> View:
    """Look at the size of a form before anything else does. The check of its token comes right after."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def looked_at(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            request.POST  # noqa: B018 - read here, so that what is too large is told here
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return render(request, "academy/quizzes/too_large.html", {"attempt_uuid": kwargs.get("attempt")}, status=413)
        return protected(request, *args, **kwargs)

    return looked_at
