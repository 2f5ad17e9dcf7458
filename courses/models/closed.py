"""Which quizzes are closed to somebody because the courses that they close are."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from courses.models.languages import reading_language, source_language
from courses.models.library import closed_to
from courses.models.pages import CoursePage


def quizzes_closed_to(user: Any, passed: Collection[int]) -> Q:
    """Quizzes of courses that the user may not read, unless a course that is open to the user has the same one.

    One query, and one more where the site has pages that are for some people
    only. A course that is not published is closed like one that is.
    """
    paths = closed_to(user, passed)
    if not paths:
        return Q(pk__in=[])
    shut: set[int] = set()
    opened: set[int] = set()
    pages = CoursePage.objects.filter(alias_of=None).order_by("pk")
    groups: dict[Any, dict[str, Any]] = {}
    for row in pages.values("translation_key", "locale__language_code", "path", "live", "quiz"):
        groups.setdefault(row["translation_key"], {})[row["locale__language_code"]] = row
    for group in groups.values():
        source = group.get(source_language()) or next(iter(group.values()))
        own = group.get(reading_language())
        shown = own if own is not None and own["live"] else source
        if any(place["path"].startswith(paths) for place in (source, shown)):
            shut.add(source["quiz"])
        elif source["live"]:
            opened.add(source["quiz"])
    return Q(pk__in=shut - opened - {None})
