"""Saving answers, one row each, and flags."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from quizzes.actions.errors import AttemptClosed, StaleAnswer
from quizzes.actions.submission import close_if_overdue
from quizzes.models import Attempt, AttemptSlot, Response
from quizzes.question_types import Answer, question_type
from quizzes.question_types.answers import Form


class _NotTakenError(Exception):
    """A save that the row lock showed to be too late or based on an older answer."""

    def __init__(self, slot: AttemptSlot) -> None:
        self.slot = slot


def save_answer(
    attempt: Attempt, *, position: int, data: Mapping[str, Any] | None, revision: int, now: datetime, key: str = ""
) -> Response:
    """Save an answer in the tokens of the layout; None clears it. Promises and refusals are those of `answer_question`."""
    return answer_question(learner=attempt.learner, attempt=attempt.uuid, position=position, data=data, revision=revision, now=now, key=key)


def answer_question(
    *,
    learner: Any,
    attempt: UUID,
    position: int,
    revision: int,
    now: datetime,
    data: Mapping[str, Any] | None = None,
    form: Form | None = None,
    key: str = "",
) -> Response:
    """Save an answer of the learner's own attempt, sent as data or as the fields of the page.

    `revision` says which saved answer the sender has seen. What is returned is
    saved, and will be graded. The same key again, or the answer that is
    already there, returns the response of then and writes nothing. Raises
    AttemptSlot.DoesNotExist, AnswerError, AttemptClosed (also when the time is
    up, and then the attempt is closed), or StaleAnswer with the newer answer.
    """
    slots = AttemptSlot.objects.visible_to(learner).of_attempt(attempt)
    try:
        with transaction.atomic():
            # One row lock orders every save of this attempt and its submission.
            slot = slots.for_saving().get(position=position)
            return _saved(slot, data=data, form=form, revision=revision, now=now, key=key)
    except IntegrityError:
        refused = slots.with_answers().select_related("attempt", "version").get(position=position)
    except _NotTakenError as late:
        refused = late.slot
    return _explained(refused, now=now, key=key)


def _saved(slot: AttemptSlot, *, data: Mapping[str, Any] | None, form: Form | None, revision: int, now: datetime, key: str) -> Response:
    if not slot.attempt.is_open or slot.attempt.is_overdue(now):
        raise _NotTakenError(slot)
    answer = _read(slot, data=data, form=form)
    seen: int = slot.revision or 0
    if answer == slot.answer and (seen or answer is None):
        return Response(slot=slot, revision=seen, answer=answer, received_at=slot.saved_at or now)
    if revision != seen:
        raise _NotTakenError(slot)
    return Response.objects.create(slot=slot, revision=seen + 1, answer=answer, key=key, received_at=now)


def _read(slot: AttemptSlot, *, data: Mapping[str, Any] | None, form: Form | None) -> Answer | None:
    kind = question_type(slot.version.kind)
    if form is not None:
        data = kind.from_form(slot.layout, form)
    return None if data is None else kind.read(slot.version.spec, slot.layout, data)


def _explained(slot: AttemptSlot, *, now: datetime, key: str) -> Response:
    """Return what was saved under the same key, or say why nothing was."""
    saved = Response.objects.with_key(slot, key)
    if saved is not None:
        return saved
    if not close_if_overdue(slot.attempt, now=now).is_open:
        raise AttemptClosed
    data = None if slot.answer is None else question_type(slot.version.kind).as_data(slot.layout, slot.answer)
    raise StaleAnswer(revision=slot.revision or 0, answer=slot.answer, data=data)


def flag_question(attempt: Attempt, *, position: int, flagged: bool) -> bool:
    """Mark a question of an open attempt to be looked at again, or take the mark away; say whether there was one to change."""
    slots = AttemptSlot.objects.filter(attempt=attempt, attempt__submitted_at=None, position=position)
    return bool(slots.update(flagged=flagged))
