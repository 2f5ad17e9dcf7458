"""The exceptions of a quiz as its administrators read them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.templatetags.academy_ui import short_moment
from quizzes.models import Attempt, Quiz, QuizOverride, led


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
    overrides = list(QuizOverride.objects.visible_to(visitor).filter(quiz=quiz).with_ends())
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
    cut_off = None if override.revoked_at else override.extra_time_ends_at
    if override.closes_at and not cut_off:
        yield _("closes %(moment)s") % {"moment": _moment(override.closes_at)}
    if cut_off:
        yield end_in_words(_moment(cut_off))


def _moment(moment: datetime) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")


def end_in_words(moment: str) -> str:
    """What is said beside extra time that the closing of the quiz ends."""
    return _("open until %(moment)s, which ends the extra time too") % {"moment": moment}


def cut_off_in_words(made: Collection[QuizOverride]) -> str:
    """What whoever made these exceptions is told where the closing of the quiz ends the time that they add; empty where it does not."""
    end = _first_end_of(made)
    if end is None:
        return ""
    said = _("The quiz is open until %(moment)s, and extra time ends then too. To give more, make an exception with a later end.")
    return said % {"moment": short_moment(end)}


def _first_end_of(made: Collection[QuizOverride]) -> datetime | None:
    """The earliest of these learners'. An attempt that is open keeps the closing of its beginning."""
    rows = {row.learner_id: row for row in QuizOverride.objects.filter(pk__in=[one.pk for one in made]).with_ends()}
    adding = {learner: row for learner, row in rows.items() if row.adds_time and row.quiz.time_limit}
    ends = [row.open_until for row in adding.values()]
    begun = Attempt.objects.open().filter(quiz__in={row.quiz_id for row in adding.values()}, learner__in=adding)
    ends += [adding[attempt.learner_id].end_after(attempt.rules.closes) for attempt in begun]
    return min((end for end in ends if end), default=None)
