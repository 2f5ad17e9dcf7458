"""What a refused try at a password is answered, whichever page it was sent to."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from academy.people.actions import forgive_tries
from academy.people.conf import TRY, WAIT
from academy.people.forms import too_many_tries

TOO_MANY = 429


class SignInLimits:
    """Answers 429 with the time to wait where `SignInThrottle` refused, and gives a try back that was right."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        tried = vars(request).pop(TRY, None)
        if tried is not None:  # neither refused nor wrong: right, also where nobody is signed in for longer than a request
            forgive_tries(tried, now=timezone.now())
        wait = getattr(request, WAIT, 0)
        if not wait:
            return response
        if response.status_code != TOO_MANY:
            response = render(request, "academy/registration/too_many.html", {"sentence": too_many_tries(wait)}, status=TOO_MANY)
        response.headers["Retry-After"] = str(60 * wait)
        return response
