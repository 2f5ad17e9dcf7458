"""How lengths of time are written where an attempt is spoken of."""

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def whole_minutes(length: timedelta | None) -> int:
    """A length in whole minutes, rounded down: nobody is promised more than there is."""
    return length // timedelta(minutes=1) if length else 0
