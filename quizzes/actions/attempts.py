"""Beginning an attempt: who may, what is asked, and in which order it is shown."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from quizzes.actions.drawing import draw, read_pools, times_seen
from quizzes.actions.errors import ClosedAlready, CoolingOff, NoAttemptsLeft, NotOpen, NotOpenYet, StartRefused, TooManyStarts
from quizzes.actions.fineness import refuse_too_fine
from quizzes.actions.grading import scale
from quizzes.actions.submission import close_overdue
from quizzes.models import Allowance, Attempt, AttemptEvent, AttemptSlot, QuestionVersion, Quiz, QuizSlot, seams
from quizzes.models.attempt import runs_until
from quizzes.models.seams import Notice
from quizzes.question_types import question_type
from quizzes.signals import attempt_started

TRIES = 5


class _QuestionChangedError(Exception):
    """An author amended a question between drawing and pinning it."""


@dataclass(frozen=True)
class _Place:
    """One question of an attempt that is about to be pinned."""

    version: int
    points: Fraction
    section: dict[str, str]
    page: int


def start_attempt(*, learner: Any, quiz: Quiz, now: datetime, language: str = "", device: str = "", origin: str = "") -> Attempt:
    """Begin a try at a quiz, or return the one that is open.

    Draws the questions, pins their versions, deals each learner a layout of
    their own and fixes rules and deadline. Raises NotOpen, NotOpenYet,
    ClosedAlready, NoAttemptsLeft, CoolingOff, PoolTooSmall or TooFine, each
    with a sentence for the learner. `origin` is only told on: a layer above
    may know by it what led the learner here.
    """
    close_overdue(now=now, learner=learner)  # transactions of their own: a refusal below must not undo them
    for last_try in (False,) * (TRIES - 1) + (True,):
        try:
            return _begin(learner=learner, quiz=quiz, now=now, language=language, device=device, origin=origin)
        except _QuestionChangedError:
            if last_try:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _begin(*, learner: Any, quiz: Quiz, now: datetime, language: str, device: str, origin: str) -> Attempt:
    # One start at a time for each learner; with `no_key`, rows that merely refer to the learner do not wait.
    get_user_model().objects.select_for_update(no_key=True).get(pk=learner.pk)
    unfinished = Attempt.objects.of(learner).at(quiz).open().first()
    if unfinished is not None:
        return unfinished
    allowance = Allowance.of(learner, quiz)
    _refuse(learner, quiz, allowance, now)
    chance = Random(secrets.randbits(128))  # noqa: S311 - seeded with secret bits, so nobody can repeat it
    places = _drawn(quiz, learner, chance)
    rules, deadline = quiz.rules, allowance.terms.deadline(now)
    versions = QuestionVersion.objects.in_bulk({place.version for place in places})
    worth = [place.points if question_type(versions[place.version].kind).is_asked else Fraction(0) for place in places]
    refuse_too_fine((versions[place.version].kind, versions[place.version].spec, place.points) for place in places)
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner=learner,
        number=allowance.next_number,
        language=language,
        pass_percent=quiz.pass_percent,
        rules_kept=rules.stored(),
        started_at=now,
        deadline_at=deadline,
        ends_at=runs_until(deadline=deadline, rules=rules),
        device=device,
        max_points=sum(worth, Fraction()) * scale(rules),
    )
    _pin(attempt, places, worth, versions, chance=chance, shuffle=quiz.shuffle_choices)
    AttemptEvent.objects.create(attempt=attempt, kind=AttemptEvent.Kind.START, at=now, device=device)
    transaction.on_commit(partial(attempt_started.send_robust, sender=Attempt, attempt=attempt, origin=origin, now=now))
    return attempt


def refusal_to_begin(learner: Any, quiz: Quiz, allowance: Allowance, *, now: datetime, notice: Notice | None = None) -> StartRefused | None:
    """Why no attempt could begin now: what is said of it before anybody tries. None where one could.

    A `notice` of the layer above that was read a moment ago and says whether
    it bars the start is not asked for again.
    """
    try:
        _refuse(learner, quiz, allowance, now, notice=notice)
    except StartRefused as refusal:
        return refusal
    return None


def may_begin(learner: Any, quiz: Quiz, allowance: Allowance, *, now: datetime) -> bool:
    """Whether an attempt could begin now. Layers above are asked only where nothing else is in the way."""
    try:
        _refuse_by_terms(allowance, now)
    except StartRefused:
        return False
    return refusal_to_begin(learner, quiz, allowance, now=now) is None


def _refuse(learner: Any, quiz: Quiz, allowance: Allowance, now: datetime, *, notice: Notice | None = None) -> None:
    if not (quiz.is_open and allowance.is_open):
        raise NotOpen
    if notice is None or notice.bars_start is None:
        words = seams.barred(quiz, learner, now)
        if words:
            raise NotOpen(words)
    elif notice.bars_start:
        raise NotOpen(notice.text)
    _refuse_by_terms(allowance, now)


def _refuse_by_terms(allowance: Allowance, now: datetime) -> None:
    terms = allowance.terms
    if terms.opens_at is not None and terms.not_yet(now):
        raise NotOpenYet(opens_at=terms.opens_at)
    if terms.over(now):
        raise ClosedAlready
    if allowance.left == 0:
        raise NoAttemptsLeft(limit=allowance.limit or 0)
    if allowance.too_fast(now):
        raise TooManyStarts
    until = allowance.cooling_off_until(now)
    if until is not None:
        raise CoolingOff(until=until)


def _drawn(quiz: Quiz, learner: Any, chance: Random) -> list[_Place]:
    """Choose the questions and put them on pages. A fixed number of queries for any number of questions."""
    pools = read_pools(quiz)
    candidates = {question for each in pools.candidates for question in each}
    chosen = draw(pools, chance, times_seen(learner, candidates))
    places: list[_Place] = []
    page = 0
    for title, parts in _sections(pools.parts, chosen):
        listed = [(version, part.points) for part, versions in parts for version in versions]
        if quiz.shuffle_questions:
            chance.shuffle(listed)
        size = quiz.questions_per_page or len(listed)
        for number, (version, points) in enumerate(listed):
            places.append(_Place(version, Fraction(points), title, page + 1 + number // size))
        page = places[-1].page
    return places


def _sections(parts: Any, chosen: list[list[int]]) -> Iterator[tuple[dict[str, str], list[tuple[QuizSlot, list[int]]]]]:
    """The parts of a quiz by section: a title begins one."""
    title: dict[str, str] = {}
    held: list[tuple[QuizSlot, list[int]]] = []
    for part, versions in zip(parts, chosen, strict=True):
        if part.section:
            if held:
                yield title, held
            title, held = dict(part.section), []
        held.append((part, versions))
    if held:
        yield title, held


def _pin(
    attempt: Attempt, places: list[_Place], worth: list[Fraction], versions: dict[int, QuestionVersion], *, chance: Random, shuffle: bool
) -> None:
    AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt,
            position=position,
            page=place.page,
            section=place.section,
            version=versions[place.version],
            layout=question_type(versions[place.version].kind).lay_out(versions[place.version].spec, chance=chance, shuffle=shuffle),
            max_points=points,
        )
        for position, (place, points) in enumerate(zip(places, worth, strict=True), start=1)
    )
    if connection.features.has_select_for_update and connection.features.can_defer_constraint_checks:
        connection.check_constraints()  # foreign keys are checked at the commit; checked now, they lock the versions
    # From here on nobody can amend these versions; whoever did so a moment ago has made the layout wrong.
    drawn = {version.pk: version.made_at for version in versions.values()}
    if dict(QuestionVersion.objects.filter(pk__in=drawn).values_list("pk", "made_at")) != drawn:
        raise _QuestionChangedError
