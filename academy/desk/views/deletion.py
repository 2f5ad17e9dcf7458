"""Hooks before a deletion in the administration: what is used is not deleted, and the page says by what."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from academy.desk.reports.uses import Use, uses_of, uses_of_page


def refuse_page_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refusal(request, str(page), uses_of_page(page))


def refuse_snippet_deletion(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    return _refusal(request, ", ".join(map(str, instances)), uses_of(instances))


def refuse_user_deletion(request: HttpRequest, user: Model) -> HttpResponse | None:
    return _refusal(request, str(user), uses_of([user]))


def refuse_bulk_deletion(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> HttpResponse | None:
    if action_type != "delete":
        return None
    pages = [thing for thing in objects if isinstance(thing, Page)]
    others = [thing for thing in objects if not isinstance(thing, Page)]
    uses = [use for page in pages for use in uses_of_page(page)] + uses_of(others)
    return _refusal(request, ", ".join(map(str, objects)), uses)


def _refusal(request: HttpRequest, name: str, uses: list[Use]) -> HttpResponse | None:
    """A page that lists the uses, or nothing where there are none."""
    if not uses:
        return None
    return render(request, "academy/desk/deletion_refused.html", {"name": name, "uses": uses}, status=409)
