"""What the pages of an attempt need: lengths of time in words, and fields that name what is wrong with them."""

from datetime import timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def whole_minutes(length: timedelta | None) -> int:
    """A length in whole minutes, rounded down: nobody is promised more than there is."""
    return length // timedelta(minutes=1) if length else 0


@register.simple_tag
def notes_of(name: str, fault: Any = None, hint: str = "") -> SafeString:
    """The attributes by which a field names its hint and a refusal that is about it.

    `fault` has the id of the words and, in `at`, the fields they are about: none means all of the question.
    """
    is_wrong = bool(fault) and (not fault["at"] or name in fault["at"])
    described = " ".join(filter(None, [hint, fault["id"] if is_wrong else ""]))
    invalid = format_html(' aria-invalid="{}"', "true") if is_wrong else ""
    return format_html('aria-describedby="{}"{}', described, invalid) if described else SafeString("")
