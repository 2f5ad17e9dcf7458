"""From an award to the sheet that is drawn: snapshot and holder, in one language."""

from datetime import date

from django.utils import translation
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.certification.certificates import Sheet
from academy.certification.models import Award
from academy.certification.models.serial import written
from academy.certification.reports.addresses import code_address
from academy.texts import localised


def sheet_of(award: Award, *, language: str = "") -> Sheet:
    """The certificate of an award, in `language` or the one its holder had when it was given. Nothing is read but the award."""
    said, holder = award.snapshot, award.holder
    language = language or said["language"]
    with translation.override(language):
        title = localised(said["certification"]["title"]).say(language)
        proves = localised(said["certification"]["proves"]).say(language)
        issuer = localised(said["issuer"]).say(language)
        name = holder.name or _("Name removed")
        return Sheet(
            language=language,
            issuer=issuer,
            kind=pgettext("heading of the document", "Certificate"),
            holder=name,
            second_name=holder.second_name,
            is_a=pgettext("between the holder's name and the title", "is a"),
            title=title,
            proves=proves,
            records=_records(award),
            signatories=tuple(
                (localised(each["name"]).say(language), localised(each["role"]).say(language)) for each in said["signatories"]
            ),
            verify_url=code_address(award.serial),
            caption=_("Scan to verify"),
            pieces=said["requirements"],
            document_title=f"{title}: {name}",
            author=issuer,
            subject=proves,
            keywords=f"{said['certification']['code']}, {written(award.serial)}",
            created=award.issued_at,
        )


def _records(award: Award) -> tuple[tuple[str, str], ...]:
    rows = [(_("Issued"), long_date(award.issued_on))]
    if award.last_day is not None:
        rows.append((_("Valid until"), long_date(award.last_day)))
    return (*rows, (pgettext("of a certificate", "Code"), written(award.serial)))


def long_date(day: date) -> str:
    """A date with its month in words, the same in every time zone and year."""
    # Translators: a date on a certificate, in the letters of Django's date filter; Chinese: Y 年 n 月 j 日
    return format_date(day, pgettext("date on a certificate", "j F Y"))
