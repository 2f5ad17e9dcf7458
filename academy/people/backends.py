"""What every sign-in passes before a password is looked at: first in AUTHENTICATION_BACKENDS."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from academy.addresses import client_address
from academy.people.actions import Try, take_try
from academy.people.conf import TRY, WAIT


class SignInThrottle:
    """Lets nobody in: refuses a try that is one too many, and leaves all others to the backends after it.

    What comes of a try is settled by the receivers of Django's signals and by `academy.people.middleware.SignInLimits`. A caller that
    hands no request to `authenticate()` is not counted: nobody knows where it comes from.
    """

    def authenticate(self, request: Any, **credentials: Any) -> None:
        account = credentials.get(get_user_model().USERNAME_FIELD) or credentials.get("username")
        if request is None or not account:
            return
        request = getattr(request, "_request", request)  # Django REST framework wraps the request
        tried = Try(str(account), client_address(request))
        wait = take_try(tried, now=timezone.now())
        if wait:
            setattr(request, WAIT, wait)
            raise PermissionDenied
        setattr(request, TRY, tried)

    async def aauthenticate(self, request: Any, **credentials: Any) -> None:
        await sync_to_async(self.authenticate)(request, **credentials)
