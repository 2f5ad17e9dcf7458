"""Addresses that break, and nothing else: the site's own beside them."""

import logging
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from academy.site.urls import handler400, handler403, handler404, handler500
from academy.site.urls import urlpatterns as own

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


ROW = "(email)=(ann@example.com)"


def database(request: HttpRequest, **given: Any) -> HttpResponse:
    raise DatabaseError(f'duplicate key value violates unique constraint "x"\nDETAIL:  Key {ROW} already exists.')


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("The form was bent.")


def noted(request: HttpRequest) -> HttpResponse:
    logging.getLogger("academy.test").info("seen")
    logging.getLogger("quizzes").error("An attempt could not be closed.")
    return HttpResponse("ok")


urlpatterns = [
    path("broken/", database),
    path("broken/<str:token>/", database),
    path("suspicious/", suspicious),
    path("noted/", noted),
    *own,
]
