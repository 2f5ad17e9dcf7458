"""Moments that come from outside."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime

from django.utils.translation import gettext_lazy as _

OUT_OF_RANGE = _("This date is too far away to be kept.")


def can_be_kept(moment: datetime) -> bool:
    """Whether every time zone can say it; at either end of the calendar some cannot, and a database in such a zone fails."""
    try:
        return MINYEAR < moment.astimezone(UTC).year < MAXYEAR
    except OverflowError:
        return False
