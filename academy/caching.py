"""What may be kept of an answer, and by whom."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Let nobody keep what a view answers, no browser and no proxy, unless the view itself says how long it may be kept.

    Every page of a signed-in person is read anew, so the back button shows nothing after signing out.
    """

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answered
