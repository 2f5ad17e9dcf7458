"""Rules of validity in words."""

from collections.abc import Iterable
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from academy.certification.models import CertificationVersion, Requirement
from academy.certification.models.durations import parse_duration
from academy.certification.models.progress import on_path
from academy.certification.models.requirement import Path
from academy.templatetags.academy_ui import short_date


def full_date(day: date | None) -> str:
    """A date that always says its year: what a certificate says must not depend on when it is read."""
    return short_date(day, date.min) if day else ""


def in_words(duration: str) -> str:
    """An ISO 8601 duration as people say it: 365 days, 1 year, 1 year and 6 months."""
    if not duration:
        return _("for ever")
    length = parse_duration(duration)
    years, months = divmod(length.months, 12)
    parts = [
        ngettext("%(count)s year", "%(count)s years", years) % {"count": years} if years else "",
        ngettext("%(count)s month", "%(count)s months", months) % {"count": months} if months else "",
        ngettext("%(count)s day", "%(count)s days", length.days) % {"count": length.days} if length.days else "",
    ]
    return get_text_list([part for part in parts if part], pgettext("years and months", "and"))


def validity_facts(version: CertificationVersion, requirements: Iterable[Requirement], *, ended: bool = False) -> list[tuple[str, str]]:
    """Label and value: how long it is valid, when renewal opens, what it takes, and where the new end lies.

    Once a certificate has ended, a new one counts from the day of passing.
    """
    if not version.validity:
        return [(_("Valid for"), in_words(""))]
    lasts = in_words(version.validity)
    opens = _("%(time)s before the end") % {"time": in_words(version.renewal_opens)} if version.renewal_opens else _("at the end")
    kinds = list(dict.fromkeys(row.get_kind_display() for row in on_path(requirements, Path.RENEWAL)))
    from_end = version.renewal_from == CertificationVersion.RenewalFrom.OLD_EXPIRY and not ended
    new_end = _("old end + %(time)s") if from_end else _("day of passing + %(time)s")
    return [
        (_("Valid for"), lasts),
        (_("Renewal opens"), opens),
        (_("Renew by"), get_text_list(kinds, _("and"))),
        (_("New end"), new_end % {"time": lasts}),
    ]
