"""Requests that are asked in this process, as a server would ask."""

import io
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

Ask = Callable[[], int]


def asking(site: WSGIHandler, path: str, cookie: str = "") -> Ask:
    """A request that goes through every middleware, and an answer that is read to the last byte. It returns how many these were."""
    environ = RequestFactory(headers={"Cookie": cookie} if cookie else {}).get(path).environ

    def ask() -> int:
        status: list[str] = []
        answer: Any = site({**environ, "wsgi.input": io.BytesIO()}, lambda line, headers, error=None: status.append(line))
        size = sum(len(piece) for piece in answer)
        answer.close()
        if not status[0].startswith("200"):
            raise RuntimeError(f"{path} answers {status[0]}.")
        return size

    return ask


def cookie_of(username: str) -> str:
    """What a browser sends after signing in."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def queries_of(ask: Ask) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)
