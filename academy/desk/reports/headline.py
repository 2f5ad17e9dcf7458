"""The one thing that is true of a person before all others, and what is true besides: for the home page, and for whoever leads the person."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.certification.models import Standing
from academy.certification.reports.papers import running_truth
from academy.certification.reports.truth import Kind, Matter, Truth, in_order
from academy.certification.reports.truths import truths_of
from academy.desk.reports.learning import Learning
from quizzes.models import Attempt


def truths_by_standing(learning: Learning, *, now: datetime) -> dict[int, list[Truth]]:
    """What is true of each certification of a person, by its key, what matters most first."""
    return {row.certification_id: truths_of(matter_of(row, learning, now)) for row in learning.standings}


def truths_about(learning: Learning, known: Mapping[int, Sequence[Truth]], *, now: datetime, waiting: Truth | None = None) -> list[Truth]:
    """All that is true of a person, what matters most first, and never nothing.

    `known` is what is true of each certification, `waiting` what others wait for.
    """
    found = [truth for truths in known.values() for truth in truths]
    found += _besides(learning.attempts, found, now)
    if waiting is not None:
        found.append(waiting)
    return in_order(found) or [_nothing()]


def matter_of(standing: Standing, learning: Learning, now: datetime) -> Matter:
    """One certification of the learner, with all that was read."""
    return Matter(
        certification=standing.certification,
        learner=standing.learner,
        now=now,
        standing=standing,
        progress=learning.progress.get(standing.certification_id),
        revoked_at=standing.revoked_at,
        revoked_because=str(standing.revoked_because or ""),
        ways=learning.courses.ways,
        withdrawn=learning.courses.withdrawn,
        course=learning.courses.next_in,
    )


def _besides(attempts: Iterable[Attempt], known: Sequence[Truth], now: datetime) -> list[Truth]:
    """Attempts that are open and that no certification named."""
    named = {truth.url for truth in known}
    others = [running_truth(attempt, now) for attempt in attempts if attempt.is_open]
    return [truth for truth in sorted(others, key=lambda truth: truth.kind) if truth.url not in named]


def _nothing() -> Truth:
    return Truth(
        Kind.NOTHING,
        _("Nothing is asked of you now"),
        reverse("academy_courses:catalogue"),
        _("Browse the catalogue"),
        _("When a certification is assigned to you, its next step appears here. Until then every course is open to you."),
    )
