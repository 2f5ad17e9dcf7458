"""From when on attempts count, and one more of them."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from academy.audit import audited
from quizzes.actions.errors import ActionRefused, OwnMatter
from quizzes.conf import DECLINE_ATTEMPT, GRANT_ATTEMPT
from quizzes.models import Allowance, Attempt, AttemptRequest, AttemptWindow, Quiz
from quizzes.permissions import may_decide_on

REASON_LENGTH: Final = 300


def open_window(*, quiz: Quiz, learner: Any, now: datetime, extra: int = 0, reason: str = "") -> AttemptWindow:
    """Count a learner's attempts at a quiz from now on, and allow `extra` more than the quiz does.

    Repeated for the same moment it returns the window that is there.
    """
    window, _made = AttemptWindow.objects.get_or_create(
        quiz=quiz, learner=learner, opened_at=now, defaults={"extra": extra, "reason": reason}
    )
    return window


@audited(GRANT_ATTEMPT, by="by", about="quiz")
def grant_attempt(*, quiz: Quiz, learner: Any, reason: str, by: Any, now: datetime) -> AttemptWindow | None:
    """Allow a learner one more attempt at a quiz, and nothing else: what was used stays used.

    Does nothing (returns None) while an attempt is left, so a second press of
    the button grants no second attempt. Windows are never changed: the new one
    begins a microsecond later and counts the same attempts. A request of the
    learner for it is answered with it. Raises OwnMatter for oneself.
    """
    if not may_decide_on(by, learner):
        raise OwnMatter(_("Nobody can grant themselves one more attempt."))
    get_user_model()._default_manager.select_for_update(no_key=True).get(pk=learner.pk)
    attempts = list(Attempt.objects.of(learner).at(quiz).with_quiz().with_score_withheld())
    AttemptRequest.objects.open().of(learner).at(quiz).update(answered_at=now, answered_by=by)
    if quiz not in Allowance.used_up(learner, attempts=attempts):
        return None
    allowance = Allowance.of(learner, quiz, attempts=attempts)
    before = allowance.window
    since = before.opened_at + timedelta(microseconds=1) if before else min(attempt.started_at for attempt in attempts)
    counted = sum(attempt.started_at >= since for attempt in attempts)
    allowed = allowance.terms.max_attempts or 0
    return AttemptWindow.objects.create(quiz=quiz, learner=learner, opened_at=since, extra=counted + 1 - allowed, reason=reason)


@audited(DECLINE_ATTEMPT, by="by", about="quiz")
def decline_attempt(*, quiz: Quiz, learner: Any, reason: str, by: Any, now: datetime) -> bool:
    """Decline what a learner asked for, with a reason that the learner reads; whether anything was asked.

    Asking again, and granting one more all the same, stay possible. Raises
    OwnMatter for oneself, ActionRefused without a reason.
    """
    if not may_decide_on(by, learner):
        raise OwnMatter(_("Nobody can decline a request of their own."))
    reason = reason.replace("\x00", "").strip()[:REASON_LENGTH]
    if not reason:
        raise ActionRefused(_("Write why, so that whoever asked can read it."))
    asked = AttemptRequest.objects.open().of(learner).at(quiz)
    return asked.update(answered_at=now, answered_by=by, declined_because=reason) > 0


@transaction.atomic
def ask_for_attempt(*, quiz: Quiz, learner: Any, now: datetime, words: str = "") -> AttemptRequest:
    """Ask whoever leads the learner for one more attempt. Asking again while it is unanswered changes nothing.

    Raises ActionRefused while an attempt is left, and alike while one is undecided or its score is held back.
    """
    words = words.replace("\x00", "").strip()[:300]  # a courtesy: what cannot be stored is left out, not refused
    get_user_model()._default_manager.select_for_update(no_key=True).get(pk=learner.pk)
    asked = AttemptRequest.objects.open().of(learner).filter(quiz=quiz).first()
    if asked is not None:
        return asked
    attempts = list(Attempt.objects.of(learner).at(quiz).with_quiz().with_score_withheld())
    if quiz not in Allowance.used_up(learner, attempts=attempts):
        raise ActionRefused(_("You do not need one more attempt at this quiz."))
    return AttemptRequest.objects.create(quiz=quiz, learner=learner, words=words, asked_at=now)
