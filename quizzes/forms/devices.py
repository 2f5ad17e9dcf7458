"""Which device asks: a digest of its session, the same for pages and the API."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def device_of(request: HttpRequest) -> str:
    """A name of the device that says nothing of it; empty where there is nothing to tell it by."""
    session = getattr(request, "session", None)
    known = session.session_key if session is not None else None
    if known is None:
        token = getattr(request, "auth", None)
        known = f"token {token.pk}" if token is not None else None
    return salted_hmac("academy.device", known).hexdigest()[:32] if known else ""
