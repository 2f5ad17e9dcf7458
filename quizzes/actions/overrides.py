"""Exceptions for persons: granting and taking back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from academy.audit import audited
from quizzes.actions.errors import ActionRefused, OwnMatter
from quizzes.conf import GRANT_EXCEPTION, TAKE_BACK_EXCEPTION
from quizzes.models import Attempt, AttemptEvent, Quiz, QuizOverride, Terms
from quizzes.models.attempt import runs_until
from quizzes.permissions import may_decide_on


@dataclass(frozen=True)
class Grant:
    """What an exception allows beyond the settings of the quiz."""

    time_factor: Decimal = Decimal(1)
    extra_minutes: int = 0
    extra_attempts: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def grants_something(self) -> bool:
        return self != Grant()


@audited(GRANT_EXCEPTION, by="by", about="quiz")
def grant_override(*, quiz: Quiz, learners: Iterable[Any], grant: Grant, reason: str, by: Any, now: datetime) -> list[QuizOverride]:
    """Allow each of these learners more than the quiz does; an open attempt of theirs gets the time at once.

    Exceptions are added to those that stand: the most generous counts. Nobody
    grants anything to themselves. Raises ActionRefused with a sentence.
    """
    people = list(learners)
    if not grant.grants_something:
        raise ActionRefused(_("Say what is granted: more time, more attempts, an earlier start or a later end."))
    if not reason.strip():
        raise ActionRefused(_("Say why this exception is made; it is kept with it."))
    if not all(may_decide_on(by, learner) for learner in people):
        raise OwnMatter(_("Nobody can make an exception for themselves."))
    made = [
        QuizOverride.objects.create(
            quiz=quiz,
            learner=learner,
            time_factor=grant.time_factor,
            extra_minutes=grant.extra_minutes,
            extra_attempts=grant.extra_attempts,
            opens_at=grant.opens_at,
            closes_at=grant.closes_at,
            reason=reason.strip(),
            granted_by=by,
            granted_at=now,
        )
        for learner in people
    ]
    for attempt in Attempt.objects.open().filter(quiz=quiz, learner__in=people).order_by("pk"):
        extend_attempt(attempt, now=now)
    return made


@audited(TAKE_BACK_EXCEPTION, by="by", about="override")
def revoke_override(override: QuizOverride, *, by: Any, now: datetime) -> QuizOverride:
    """Take an exception back. An attempt that is open keeps the time it has. Repeating it changes nothing.

    Raises OwnMatter for one's own.
    """
    if not may_decide_on(by, override.learner_id):
        raise OwnMatter(_("Nobody can take back an exception of their own."))
    override = QuizOverride.objects.select_for_update(of=("self",), no_key=True).get(pk=override.pk)
    if override.revoked_at is None:
        override.revoked_at, override.revoked_by = now, by
        override.save(update_fields=["revoked_at", "revoked_by"])
    return override


@transaction.atomic
def extend_attempt(attempt: Attempt, *, now: datetime) -> Attempt:
    """Move the deadline of an open attempt to where the exceptions that stand put it; never nearer, never once it is over."""
    attempt = Attempt.objects.select_for_update(of=("self",), no_key=True).select_related("quiz").get(pk=attempt.pk)
    if not attempt.is_open or attempt.is_overdue(now) or attempt.deadline_at is None:
        return attempt
    deadline = Terms.of(attempt.learner_id, attempt.quiz, rules=attempt.rules).deadline(attempt.started_at)
    if deadline is not None and deadline <= attempt.deadline_at:
        return attempt
    before = attempt.deadline_at
    attempt.deadline_at, attempt.ends_at = deadline, runs_until(deadline=deadline, rules=attempt.rules)
    attempt.save(update_fields=["deadline_at", "ends_at"])
    AttemptEvent.objects.create(
        attempt=attempt,
        kind=AttemptEvent.Kind.EXTENDED,
        at=now,
        detail={"from": before.isoformat(), "to": deadline.isoformat() if deadline else None},
    )
    return attempt
