"""From when on attempts count."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from quizzes.models import Allowance, Attempt, AttemptWindow, Quiz


def open_window(*, quiz: Quiz, learner: Any, now: datetime, extra: int = 0, reason: str = "") -> AttemptWindow:
    """Count a learner's attempts at a quiz from now on, and allow `extra` more than the quiz does.

    Repeated for the same moment it returns the window that is there.
    """
    window, _made = AttemptWindow.objects.get_or_create(
        quiz=quiz, learner=learner, opened_at=now, defaults={"extra": extra, "reason": reason}
    )
    return window


@transaction.atomic
def grant_attempt(*, quiz: Quiz, learner: Any, reason: str) -> AttemptWindow | None:
    """Allow a learner one more attempt at a quiz, and nothing else: what was used stays used.

    Does nothing (returns None) while an attempt is left, so a second press of
    the button grants no second attempt. Windows are never changed: the new one
    begins a microsecond later and counts the same attempts.
    """
    get_user_model()._default_manager.select_for_update(no_key=True).get(pk=learner.pk)
    attempts = list(Attempt.objects.of(learner).at(quiz).select_related("quiz"))
    if quiz not in Allowance.used_up(learner, attempts=attempts):
        return None
    before = Allowance.of(learner, quiz, attempts=attempts).window
    since = before.opened_at + timedelta(microseconds=1) if before else min(attempt.started_at for attempt in attempts)
    counted = sum(attempt.started_at >= since for attempt in attempts)
    return AttemptWindow.objects.create(quiz=quiz, learner=learner, opened_at=since, extra=counted + 1 - quiz.max_attempts, reason=reason)
