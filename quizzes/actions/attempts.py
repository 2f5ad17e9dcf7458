"""Beginning an attempt: who may, what is asked, and in which order it is shown."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from quizzes.actions.errors import CoolingOff, NoAttemptsLeft, NotOpen
from quizzes.actions.quizzes import refuse_shortage
from quizzes.actions.submission import close_overdue
from quizzes.models import Allowance, Attempt, AttemptSlot, QuestionVersion, Quiz, seams
from quizzes.question_types import question_type
from quizzes.signals import attempt_started

TRIES = 5


class _QuestionChangedError(Exception):
    """An author amended a question between drawing and pinning it."""


def start_attempt(*, learner: Any, quiz: Quiz, now: datetime, language: str = "") -> Attempt:
    """Begin a try at a quiz, or return the one that is open.

    Draws the questions, pins their current versions, deals each learner a
    layout of their own and fixes the deadline. Raises NotOpen, NoAttemptsLeft,
    CoolingOff or PoolTooSmall, each with a sentence for the learner.
    """
    close_overdue(now=now, learner=learner)  # transactions of their own: a refusal below must not undo them
    for last_try in (False,) * (TRIES - 1) + (True,):
        try:
            return _begin(learner=learner, quiz=quiz, now=now, language=language)
        except _QuestionChangedError:
            if last_try:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _begin(*, learner: Any, quiz: Quiz, now: datetime, language: str) -> Attempt:
    # One start at a time for each learner; with `no_key`, rows that merely refer to the learner do not wait.
    get_user_model().objects.select_for_update(no_key=True).get(pk=learner.pk)
    unfinished = Attempt.objects.of(learner).at(quiz).open().first()
    if unfinished is not None:
        return unfinished
    allowance = Allowance.of(learner, quiz)
    _refuse(learner, quiz, allowance, now)
    chance = Random(secrets.randbits(128))  # noqa: S311 - seeded with secret bits, so nobody can repeat it
    versions = _drawn(quiz, chance)
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner=learner,
        number=allowance.next_number,
        language=language,
        pass_percent=quiz.pass_percent,
        started_at=now,
        deadline_at=now + quiz.time_limit if quiz.time_limit else None,
        max_points=Fraction(len(versions)),
    )
    _pin(attempt, versions, chance=chance, shuffle=quiz.shuffle_choices)
    transaction.on_commit(partial(attempt_started.send_robust, sender=Attempt, attempt=attempt, now=now))
    return attempt


def _refuse(learner: Any, quiz: Quiz, allowance: Allowance, now: datetime) -> None:
    if not (quiz.is_open and allowance.is_open):
        raise NotOpen
    words = seams.barred(quiz, learner, now)
    if words:
        raise NotOpen(words)
    if allowance.left == 0:
        raise NoAttemptsLeft(limit=allowance.limit or 0)
    until = allowance.cooling_off_until(now)
    if until is not None:
        raise CoolingOff(until=until)


def _drawn(quiz: Quiz, chance: Random) -> list[QuestionVersion]:
    """Choose the questions of one attempt, never one twice. Three queries for any number of them."""
    slots = list(quiz.slots.all())
    fixed = [slot.question_id for slot in slots if slot.question_id]
    drawable = QuestionVersion.objects.drawable()
    by_question = dict(drawable.filter(question__in=fixed).values_list("question_id", "pk")) if fixed else {}
    pools: dict[int, list[int]] = {}
    banks = {slot.bank_id for slot in slots if slot.bank_id}
    for bank, version in drawable.filter(question__bank__in=banks).exclude(question__in=fixed).values_list("question__bank_id", "pk"):
        pools.setdefault(bank, []).append(version)
    for pool in pools.values():
        chance.shuffle(pool)
    try:
        chosen = [one for slot in slots for one in _of_slot(slot, by_question, pools)]
    except (KeyError, IndexError):
        refuse_shortage(quiz)
        raise
    if not chosen:
        refuse_shortage(quiz)
    if quiz.shuffle_questions:
        chance.shuffle(chosen)
    found = QuestionVersion.objects.in_bulk(chosen)
    return [found[pk] for pk in chosen]


def _of_slot(slot: Any, by_question: Mapping[int, int], pools: Mapping[int, list[int]]) -> list[int]:
    if slot.question_id:
        return [by_question[slot.question_id]]
    return [pools[slot.bank_id].pop() for _one in range(slot.draw)]


def _pin(attempt: Attempt, versions: list[QuestionVersion], *, chance: Random, shuffle: bool) -> None:
    AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt,
            position=position,
            version=version,
            layout=question_type(version.kind).lay_out(version.spec, chance=chance, shuffle=shuffle),
        )
        for position, version in enumerate(versions, start=1)
    )
    if connection.features.has_select_for_update and connection.features.can_defer_constraint_checks:
        connection.check_constraints()  # foreign keys are checked at the commit; checked now, they lock the versions
    # From here on nobody can amend these versions; whoever did so a moment ago has made the layout wrong.
    drawn = {version.pk: version.made_at for version in versions}
    if dict(QuestionVersion.objects.filter(pk__in=drawn).values_list("pk", "made_at")) != drawn:
        raise _QuestionChangedError
