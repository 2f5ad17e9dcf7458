"""Icons, states, pieces and dates: the small things every page is made of.

A page draws hundreds of them, so what does not depend on the reader is made once.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from django import template
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, ngettext, pgettext
from django.utils.translation import gettext as _

from academy.conf import academy_setting
from academy.texts import LocalisedText, best_language, content_languages, localised

register = template.Library()

# Kinds that are shown with an icon of another name.
ICON_OF: Final[Mapping[str, str]] = {
    "good": "done",
    "bad": "close",
    "valid": "certified",
    "superseded": "update-due",
    "info": "fact",
    "warn": "warning",
    "success": "done",
    "error": "warning",
    "debug": "fact",
}
# Django's level of a message, and the tone it is said in.
TONE_OF: Final[Mapping[str, str]] = {"success": "good", "warning": "warn", "error": "bad"}
# More pieces than this cannot be counted with the eye: the figure beside them says it.
MOST_PIECES: Final = 29
HOUR: Final = 60  # minutes
DAY: Final = 24 * HOUR


# Icons


@lru_cache(maxsize=4)
def _sprite(_storage: Storage) -> str:
    """Where the sprite is; asked once for each storage, because a hashed name costs a look-up."""
    return static("academy/icons.svg")


@lru_cache(maxsize=512)
def _drawn(name: str, size: str, sprite: str) -> SafeString:
    return format_html('<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>', size, sprite, name)


@register.simple_tag
def icon(name: str, *, small: bool = False, large: bool = False) -> SafeString:
    """One drawing of the sprite, hidden from screen readers: a word always stands beside it."""
    size = " is-small" if small else " is-large" if large else ""
    return _drawn(name, size, _sprite(storages["staticfiles"]))


@register.simple_tag
def state(
    kind: str, word: str, *, boxed: bool = False, calm: bool = False, sr: str = "", note: str = "", icon_name: str = ""
) -> SafeString:
    """Where somebody or something stands: an icon, a word and a colour, always all three."""
    shape = f"{' is-boxed' if boxed else ''}{' is-calm' if calm else ''}"
    before = format_html('<span class="sr">{}</span>', sr) if sr else ""
    after = format_html(" <small>{}</small>", note) if note else ""
    return format_html(
        '<span class="state is-{}{}">{}<span>{}{}{}</span></span>', kind, shape, icon(icon_name or icon_of(kind)), before, word, after
    )


@register.filter
def icon_of(kind: str) -> str:
    """The icon that goes with a kind of state."""
    return ICON_OF.get(kind, kind)


@register.filter
def tone_of(level: str) -> str:
    """The tone of a message, from its level."""
    return TONE_OF.get(level, "info")


# Pieces: one for each thing that can be counted


@register.simple_tag
def segments(*, done: int, total: int, here: int = 0, kind: str = "done", rest: str = "", tall: bool = False) -> SafeString:
    """A row of pieces. `here` is the place, from 1, of the piece in hand; `kind` and `rest` colour the others."""
    return _row(int(done), int(total), int(here or 0), kind, rest, "segments is-tall" if tall else "segments")


@lru_cache(maxsize=1024)
def _row(done: int, total: int, here: int, kind: str, rest: str, shape: str) -> SafeString:
    if not 0 < total <= MOST_PIECES:
        return SafeString("")
    others = f'<i class="is-{rest}"></i>' if rest else "<i></i>"
    pieces = [f'<i class="is-{kind}"></i>' if place <= done else others for place in range(1, total + 1)]
    if done < here <= total:
        pieces[here - 1] = '<i class="is-here"></i>'
    return format_html('<span class="{}" aria-hidden="true">{}</span>', shape, SafeString("".join(pieces)))


@register.simple_tag
def ring(*, done: int, total: int, kind: str = "in-progress", large: bool = False) -> SafeString:
    """The same pieces, round, with the count inside; complete, a tick."""
    done, total = int(done), int(total)
    complete = 0 < total <= done
    size = " is-large" if large else ""
    inside = icon("done") if complete and not large else format_html("{}<small>/{}</small>", done, total)
    spoken = _("%(done)s of %(total)s") % {"done": done, "total": total}
    return format_html(
        '<span class="ring is-{}{}">{}<span aria-hidden="true">{}</span><span class="sr">{}</span></span>',
        kind,
        size,
        _circle(done, total),
        inside,
        spoken,
    )


@lru_cache(maxsize=1024)
def _circle(done: int, total: int) -> SafeString:
    whole = max(total, 1) * 100
    piece, gap, start = (100, 0, 0) if total > MOST_PIECES or total <= 1 else (88, 12, -6)
    filled = f"{' '.join([f'{piece} {gap}'] * (done - 1))} {piece} {whole}".strip() if done > 0 else f"0 {whole}"
    if total > MOST_PIECES:
        filled = f"{done * 100} {whole}"
    circle = '<circle cx="36" cy="36" r="32" pathLength="{}" stroke-dasharray="{}" stroke-dashoffset="{}"/>'
    track = format_html(circle, whole, f"{piece} {gap}", start)
    return format_html('<svg viewBox="0 0 72 72" aria-hidden="true">{}{}</svg>', track, format_html(circle, whole, filled, start))


# Dates and numbers


def _day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _written(day: date, today: date) -> str:
    if day.year == today.year:
        # Translators: a date of this year, in the letters of Django's date filter; Chinese: n月j日
        return format_date(day, pgettext("date in this year", "j M"))
    # Translators: a date of another year, in the letters of Django's date filter; Chinese: Y年n月j日
    return format_date(day, pgettext("date in another year", "j M Y"))


@register.filter
def short_date(value: date | datetime | None, today: date | datetime | None = None) -> str:
    """A date as people say it, with its year when that is not this year."""
    if not value:
        return ""
    return _written(_day(value), _day(today) if today else timezone.localdate())


@register.filter
def short_moment(value: datetime | None, today: date | datetime | None = None) -> str:
    """A moment in the reader's time zone: the short date and the time of day."""
    if not value:
        return ""
    here = timezone.localtime(value)
    return _("%(date)s, %(time)s") % {"date": short_date(here, today), "time": f"{here:%H:%M}"}


@register.filter
def in_days(value: date | datetime | None, today: date | datetime | None = None) -> str:
    """How far away a date is, and the date."""
    if not value:
        return ""
    day, base = _day(value), _day(today) if today else timezone.localdate()
    away, written = (day - base).days, _written(day, base)
    near = {0: _("today (%(date)s)"), 1: _("tomorrow (%(date)s)"), -1: _("yesterday (%(date)s)")}
    if away in near:
        return near[away] % {"date": written}
    if away > 0:
        return ngettext("in %(count)s day (%(date)s)", "in %(count)s days (%(date)s)", away) % {"count": away, "date": written}
    return ngettext("%(count)s day ago (%(date)s)", "%(count)s days ago (%(date)s)", -away) % {"count": -away, "date": written}


@register.filter
def minutes(value: float | None) -> str:
    """A length of time, short: minutes, and from three hours on, where it comes out even, hours or days."""
    if value is None:
        return ""
    count = int(value)
    if count >= DAY and count % DAY == 0:
        return ngettext("%(count)s day", "%(count)s days", count // DAY) % {"count": count // DAY}
    if count >= 3 * HOUR and count % HOUR == 0:
        return _("%(count)s h") % {"count": count // HOUR}
    return _("%(count)s min") % {"count": count}


@register.filter
def percent(value: Fraction | Decimal | float | None) -> str:
    """A share from 0 to 1 in whole percent, rounded down: the screen never lifts a result over a pass line."""
    if value is None:
        return ""
    return _("%(number)s %%") % {"number": int(Fraction(str(value)) * 100)}


@register.filter
def figure(value: Decimal | int | None) -> str:
    """A number with every digit it has and no empty ones: rounding could lift it over a line, or a line below it."""
    return "" if value is None else number_format(Decimal(value).normalize())


@register.filter
def quoted(value: object) -> str:
    """Somebody's words in quotation marks."""
    return _("“%(words)s”") % {"words": value} if value else ""


# Languages


@register.simple_tag
def borrowed(text: LocalisedText | str | None) -> SafeString:
    """A small tag on what is not shown in the reader's own language. Takes a text, or the language of a page."""
    code = text.borrowed_from if isinstance(text, LocalisedText) else _foreign(text or "")
    if not code:
        return SafeString("")
    return format_html('<span class="pill"><span class="sr">{} </span>{}</span>', _("Not translated yet, shown in"), code[:2].upper())


def _foreign(code: str) -> str:
    own = get_language() or settings.LANGUAGE_CODE
    return "" if code.split("-")[0].lower() == own.split("-")[0].lower() else code


@register.simple_tag
def html_language() -> str:
    """The language of the page as HTML writes it: `zh-Hans`, not `zh-hans`."""
    return html_code(get_language() or settings.LANGUAGE_CODE)


@register.filter
def html_code(code: str) -> str:
    """A language code as HTML writes it."""
    first, *others = code.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in others)])


@register.inclusion_tag("academy/_languages.html", takes_context=True)
def language_switch(context: template.Context) -> dict[str, Any]:
    """A button for each of the other languages of the interface."""
    own = (get_language() or settings.LANGUAGE_CODE).lower()
    request: HttpRequest | None = context.get("request")
    return {
        "languages": [{"code": code, "name": _own_name(code, name)} for code, name in content_languages() if code.lower() != own],
        "here": request.get_full_path() if request else "",
    }


def _own_name(code: str, name: str) -> str:
    """What the speakers of a language call it, short."""
    if code.lower() == "zh-hans":
        return "中文"  # who reads it sees the script
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return name


@register.simple_tag
def academy_name() -> str:
    """What this academy is called, in the reader's language."""
    names = localised(academy_setting("NAME") or academy_setting("ISSUER"))
    return names.get(best_language(names), "")
