"""Hooks before pages are unpublished, moved or deleted: once, a page says who would miss what, and asks again."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from academy.desk.reports.withdrawals import missed_with
from courses.models import LessonPage

TOLD: Final = "academy_told"
VERBS: Final = {"unpublish": _("Unpublish"), "move": _("Move"), "delete": _("Delete")}


def tell_before_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _told(request, [page], VERBS["unpublish"], below=bool(request.POST.get("include_descendants")))


def tell_before_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _told(request, [page], VERBS["delete"], below=True)


def tell_before_moving(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Moving takes something away where a lesson leaves its course."""
    return None if page.get_parent().pk == destination.pk else _told(request, _lessons([page]), VERBS["move"], below=False)


def tell_before_bulk(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> HttpResponse | None:
    pages = [thing for thing in objects if isinstance(thing, Page)]
    if action_type not in VERBS:
        return None
    pages = _lessons(pages) if action_type == "move" else pages
    below = action_type == "delete" or bool(request.POST.get("include_descendants"))
    return _told(request, pages, VERBS[action_type], below=below)


def _lessons(pages: Sequence[Page]) -> list[Page]:
    return [page for page in pages if issubclass(page.specific_class, LessonPage)]


def _told(request: HttpRequest, pages: Sequence[Page], verb: str | Promise, *, below: bool) -> HttpResponse | None:
    """A page that says it and sends the same again, or nothing: where it was said, where nothing is done yet, where nobody misses anything."""
    if request.method != "POST" or TOLD in request.POST:
        return None
    missed = missed_with(pages, below=below)
    if not missed:
        return None
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    context = {
        "name": ", ".join(str(page) for page in pages),
        "verb": verb,
        "missed": missed,
        "sent": [*sent, (TOLD, "on")],
        "here": request.get_full_path(),
    }
    return render(request, "academy/desk/withdrawing.html", context)
