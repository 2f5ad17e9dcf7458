"""Exceptions that stand: for whom, at which quiz, what they allow, who made them and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.people.models import Person
from academy.templatetags.academy_ui import short_moment
from quizzes.models import QuizOverride
from quizzes.reports.exceptions import end_in_words


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One exception in words."""

    uuid: UUID
    learner: str
    quiz: str
    allows: tuple[str, ...]
    closes_at: datetime | None
    opens_at: datetime | None
    by: str
    at: datetime
    reason: str


def standing_of(people: Iterable[Person]) -> list[QuizOverride]:
    """Those of these people that were not taken back, the newest first."""
    rows = QuizOverride.objects.standing().filter(learner__academy_person__in=people)
    return list(rows.with_ends().select_related("quiz", "learner__academy_person", "granted_by__academy_person"))


def exception_lines(rows: Iterable[QuizOverride]) -> tuple[ExceptionLine, ...]:
    """Exceptions in words."""
    return tuple(
        ExceptionLine(
            uuid=row.uuid,
            learner=_name(row.learner),
            quiz=str(row.quiz),
            allows=tuple(allowed(row)),
            closes_at=None if row.extra_time_ends_at else row.closes_at,
            opens_at=row.opens_at,
            by=_name(row.granted_by),
            at=row.granted_at,
            reason=row.reason,
        )
        for row in rows
    )


def _name(user: Any) -> str:
    return str(getattr(user, "academy_person", user))


def allowed(row: Any) -> Iterable[str]:
    """What an exception allows beyond the quiz, but for its days."""
    if row.time_factor > 1:
        yield _("%(factor)s times the time") % {"factor": Decimal(row.time_factor).normalize()}
    if row.extra_minutes:
        minutes = row.extra_minutes
        yield ngettext("%(count)s minute more", "%(count)s minutes more", minutes) % {"count": minutes}
    if row.extra_attempts:
        more = row.extra_attempts
        yield ngettext("%(count)s attempt more", "%(count)s attempts more", more) % {"count": more}
    if row.extra_time_ends_at:
        yield end_in_words(short_moment(row.extra_time_ends_at))
