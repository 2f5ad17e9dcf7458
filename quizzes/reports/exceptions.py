"""The exceptions of a quiz as its administrators read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.models import Quiz, QuizOverride, led


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One exception in words, with the names of whom it concerns."""

    override: QuizOverride
    learner: str
    granted: tuple[str, ...]
    granted_by: str
    revoked_by: str


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Those that stand, and those that were taken back."""

    standing: tuple[ExceptionLine, ...]
    taken_back: tuple[ExceptionLine, ...]


def exceptions_of(quiz: Quiz, *, visitor: Any) -> Exceptions:
    """Every exception of a quiz that a visitor may see, the newest first."""
    overrides = list(QuizOverride.objects.visible_to(visitor).filter(quiz=quiz))
    people = {pk for one in overrides for pk in (one.learner_id, one.granted_by_id, one.revoked_by_id) if pk}
    names = led.names_of(people)
    lines = [
        ExceptionLine(
            override=one,
            learner=names.get(one.learner_id, ""),
            granted=tuple(_in_words(one)),
            granted_by=names.get(one.granted_by_id, ""),
            revoked_by=names.get(one.revoked_by_id or 0, ""),
        )
        for one in overrides
    ]
    return Exceptions(
        standing=tuple(line for line in lines if line.override.revoked_at is None),
        taken_back=tuple(line for line in lines if line.override.revoked_at is not None),
    )


def _in_words(override: QuizOverride) -> Iterator[str]:
    """What an exception grants, one piece after the other."""
    if override.time_factor > 1:
        yield _("%(factor)s times the time") % {"factor": override.time_factor.normalize()}
    if override.extra_minutes:
        sentence = ngettext("%(number)d minute more", "%(number)d minutes more", override.extra_minutes)
        yield sentence % {"number": override.extra_minutes}
    if override.extra_attempts:
        sentence = ngettext("%(number)d attempt more", "%(number)d attempts more", override.extra_attempts)
        yield sentence % {"number": override.extra_attempts}
    if override.opens_at:
        yield _("opens %(moment)s") % {"moment": _moment(override.opens_at)}
    if override.closes_at:
        yield _("closes %(moment)s") % {"moment": _moment(override.closes_at)}


def _moment(moment: Any) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
