"""The log of the site: one JSON object a line, with the id of the request it belongs to."""

import json
import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase

from academy.conf import academy_setting

REQUEST_ID: Final[ContextVar[str]] = ContextVar("academy_request_id", default="")
HEADER: Final = "HTTP_X_REQUEST_ID"
VALID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
# What PostgreSQL adds to an error: the values of the row.
VALUES: Final = re.compile(r"^(?:DETAIL|CONTEXT):.*?(?=\n\n(?:The above exception|During handling)|\Z)", re.MULTILINE | re.DOTALL)
SECRET_PARTS: Final = ("token", "uidb64", "key")  # of an address: whoever knows them gets in


class RequestId:
    """Gives every request an id: the one that a trusted proxy sent, or a new one. The answer carries it as X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.META[HEADER] = own = _sent(request) or uuid4().hex
        before = REQUEST_ID.set(own)
        try:
            response = self.get_response(request)
        finally:
            REQUEST_ID.reset(before)
        response.headers["X-Request-ID"] = own
        return response


def _sent(request: HttpRequest) -> str:
    """The id that came along; only where a proxy of ours stands before the site, and only one that is harmless in a log."""
    sent = str(request.META.get(HEADER, ""))
    return sent if int(academy_setting("TRUSTED_PROXIES")) > 0 and VALID.fullmatch(sent) else ""


class WithRequestId(logging.Filter):
    """Gives every line the id of the request in which it was written; empty outside of one."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        # Django notes what was refused when every middleware is through.
        record.request_id = REQUEST_ID.get() or (request.META.get(HEADER, "") if isinstance(request, HttpRequest) else "")
        return True


class JsonLines(logging.Formatter):
    """One object a line. Nothing of a request but method, status and path: no body, no cookie, no header, no person."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _without_secrets(record.getMessage(), request),
            "request_id": getattr(record, "request_id", ""),
        }
        if isinstance(request, HttpRequest):
            line["method"] = request.method
        if hasattr(record, "status_code"):
            line["status"] = record.status_code
        if record.exc_info:
            line["traceback"] = VALUES.sub("(values left out)", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def _without_secrets(message: str, request: Any) -> str:
    """A message that names an address, without the parts of it that let somebody in."""
    given: dict[str, Any] = getattr(getattr(request, "resolver_match", None), "kwargs", {})
    for name in SECRET_PARTS:
        secret = str(given.get(name, ""))
        message = message.replace(secret, "…") if secret else message
    return message
