"""Saving answers, one row each, and flags."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from quizzes.actions.compaction import compact_drafts
from quizzes.actions.devices import refuse_elsewhere, refuse_page
from quizzes.actions.errors import (
    AnsweredTooLate,
    AttemptClosed,
    CheckedLater,
    Elsewhere,
    KeyUsed,
    NotChecked,
    NoTriesLeft,
    NoWayBack,
    StaleAnswer,
)
from quizzes.actions.grading import tries_left
from quizzes.actions.submission import close_if_overdue
from quizzes.actions.uploads import with_upload
from quizzes.models import Attempt, AttemptEvent, AttemptSlot, Response
from quizzes.models.attempt_slot import AttemptSlotQuerySet
from quizzes.question_types import Answer, question_type
from quizzes.question_types.answers import AnswerError, Form

MOST_LATE: Final = 20  # answers that came too late are kept as evidence, not without end


class _NotTakenError(Exception):
    """A save that the row lock showed to be too late or based on an older answer."""

    def __init__(self, slot: AttemptSlot) -> None:
        self.slot = slot


@dataclass(frozen=True)
class Sent:
    """What came from a device: an answer as data or as the fields of a page, and what goes with it."""

    revision: int
    data: Mapping[str, Any] | None = None
    form: Form | None = None
    key: str = ""
    device: str = ""
    certainty: int | None = None
    client_at: datetime | None = None
    as_try: bool = False

    def read(self, slot: AttemptSlot) -> Answer | None:
        kind = question_type(slot.version.kind)
        data = kind.from_form(slot.layout, self.form) if self.form is not None else self.data
        return None if data is None else with_upload(slot, kind.read(slot.version.spec, slot.layout, data))


def save_answer(
    attempt: Attempt,
    *,
    position: int,
    data: Mapping[str, Any] | None,
    revision: int,
    now: datetime,
    key: str = "",
    certainty: int | None = None,
) -> Response:
    """Save an answer in the tokens of the layout; None clears it. Promises and refusals are those of `answer_question`."""
    sent = Sent(revision=revision, data=data, key=key, certainty=certainty)
    return answer_question(learner=attempt.learner, attempt=attempt.uuid, position=position, sent=sent, now=now)


def answer_question(*, learner: Any, attempt: UUID, position: int, sent: Sent, now: datetime) -> Response:
    """Save an answer of the learner's own attempt.

    `sent.revision` says which saved answer the sender has seen. What is
    returned is saved, and will be graded unless something newer is: `slot` of
    it has the revision that counts now. The same key with the same answer, or
    the answer that is already there, returns the response of then and writes
    nothing. With `as_try` the answer is checked as well, and counts as a try.

    Raises AttemptSlot.DoesNotExist, AnswerError, StaleAnswer with the newer
    answer (KeyUsed when its key names another one), AttemptClosed
    (AnsweredTooLate when the time was up: the answer is kept as late),
    Elsewhere, NoWayBack (NotOpenedYet for a later page) or NoTriesLeft.
    """
    slots = AttemptSlot.objects.visible_to(learner).of_attempt(attempt)
    try:
        with transaction.atomic():
            # One row lock orders every save of this attempt and its submission.
            slot = slots.for_saving().get(position=position)
            return _saved(slot, sent, now=now)
    except IntegrityError:
        refused = _read_again(slots, position)
    except _NotTakenError as late:
        refused = late.slot
    except (Elsewhere, NoWayBack, AnswerError):
        # What was saved before the learner moved on stays acknowledged, however late the answer is asked for again.
        saved = _taken_before(_read_again(slots, position), sent)
        if saved is None:
            raise
        return saved
    return _explained(refused, sent, now=now)


def _read_again(slots: AttemptSlotQuerySet, position: int) -> AttemptSlot:
    return slots.with_answers().select_related("attempt__quiz", "version").get(position=position)


def _saved(slot: AttemptSlot, sent: Sent, *, now: datetime) -> Response:
    attempt = slot.attempt
    if not attempt.takes_answers(now):
        raise _NotTakenError(slot)
    _refuse_by_rules(slot, sent)
    answer = sent.read(slot)
    seen: int = slot.revision or 0
    answer = question_type(slot.version.kind).following(slot.version.spec, slot.answer, answer)
    same = answer == slot.answer and (sent.certainty is None or sent.certainty == slot.certainty)
    if same and not sent.as_try and (seen or answer is None):
        return Response(slot=slot, revision=seen, answer=answer, received_at=slot.saved_at or now)
    if sent.revision != seen:
        raise _NotTakenError(slot)
    if attempt.rules.takes_tries and question_type(slot.version.kind).can_be_tried:
        _refuse_without_tries(slot, answer, as_try=sent.as_try)
    saved = Response.objects.create(
        slot=slot,
        revision=(slot.last_revision or 0) + 1,
        kind=Response.Kind.TRY if sent.as_try else Response.Kind.SAVE,
        answer=answer,
        certainty=slot.certainty if sent.certainty is None else sent.certainty,
        key=sent.key,
        device=sent.device,
        received_at=now,
        client_at=sent.client_at,
    )
    compact_drafts(saved)
    return saved


def _refuse_by_rules(slot: AttemptSlot, sent: Sent) -> None:
    rules, attempt = slot.attempt.rules, slot.attempt
    refuse_elsewhere(attempt, device=sent.device)
    refuse_page(attempt, page=slot.page)
    if sent.as_try and not rules.takes_tries:
        raise NoTriesLeft
    if sent.as_try and not question_type(slot.version.kind).can_be_tried:
        raise NotChecked
    if sent.as_try and AttemptSlot.objects.held_back_for(attempt).filter(version__question=slot.version.question_id).exists():
        raise CheckedLater


def _refuse_without_tries(slot: AttemptSlot, answer: Answer | None, *, as_try: bool) -> None:
    tried = [one.answer for one in slot.responses.tries()]
    left = tries_left(slot, tried)
    if left == 0 or (as_try and (answer is None or (tried and tried[-1] == answer))):
        raise NoTriesLeft


def _explained(slot: AttemptSlot, sent: Sent, *, now: datetime) -> Response:
    """Return what was saved under the same key, or say why nothing was saved."""
    saved = _taken_before(slot, sent)
    if saved is not None:
        return saved
    attempt = slot.attempt
    if attempt.deadline_at is not None and attempt.time_is_up(now) and not attempt.takes_answers(now):
        came_late = _kept_as_late(slot, sent, now=now)
        close_if_overdue(attempt, now=now)
        raise AnsweredTooLate if came_late else AttemptClosed
    if not attempt.is_open:
        raise AttemptClosed
    data = None if slot.answer is None else question_type(slot.version.kind).as_data(slot.layout, slot.answer)
    refusal = KeyUsed if Response.objects.with_key(slot, sent.key) else StaleAnswer
    raise refusal(revision=slot.revision or 0, answer=slot.answer, data=data)


def _taken_before(slot: AttemptSlot, sent: Sent) -> Response | None:
    """What was saved in time under the same key, where it is what is sent now."""
    saved = Response.objects.with_key(slot, sent.key)
    if saved is None or saved.kind == Response.Kind.LATE or (sent.as_try and saved.kind != Response.Kind.TRY):
        return None
    if sent.certainty not in {None, saved.certainty} or sent.read(slot) != saved.answer:
        return None
    saved.slot = slot
    return saved


def _kept_as_late(slot: AttemptSlot, sent: Sent, *, now: datetime) -> bool:
    """Note an answer that came after the time was up; say whether it was one, and not more than anybody needs."""
    try:
        answer = sent.read(slot)
    except AnswerError:
        return False
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",), no_key=True).get(pk=slot.attempt_id)
        if attempt.submitted_at is not None and attempt.closed_by == Attempt.ClosedBy.LEARNER:
            return False
        kept = Response.objects.with_key(slot, sent.key)
        if kept is not None:
            return kept.answer == answer
        if slot.responses.late().count() >= MOST_LATE:
            return True
        newest = slot.responses.aggregate(newest=Max("revision"))["newest"] or 0
        Response.objects.create(
            slot=slot,
            revision=newest + 1,
            kind=Response.Kind.LATE,
            answer=answer,
            key=sent.key,
            device=sent.device,
            received_at=now,
            client_at=sent.client_at,
        )
        AttemptEvent.objects.create(
            attempt=attempt, kind=AttemptEvent.Kind.LATE_WRITE, at=now, device=sent.device, detail={"position": slot.position}
        )
    return True


@transaction.atomic
def flag_question(attempt: Attempt, *, position: int, flagged: bool, device: str = "") -> bool:
    """Mark a question of an open attempt to be looked at again, or take the mark away; say whether there was one to change.

    Raises Elsewhere, or NoWayBack where the page of the question is not in hand.
    """
    slot = AttemptSlot.objects.of_attempt(attempt.uuid).with_attempt_held().filter(position=position).first()
    if slot is None or not slot.attempt.is_open:
        return False
    refuse_elsewhere(slot.attempt, device=device)
    refuse_page(slot.attempt, page=slot.page)
    slot.flagged = flagged
    slot.save(update_fields=["flagged"])
    return True
