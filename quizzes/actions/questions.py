"""Writing, changing and retiring questions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from quizzes.actions.drawing import check_parts, check_pools, read_pools
from quizzes.actions.errors import PoolTooSmall
from quizzes.models import Question, QuestionBank, QuestionVersion, Quiz
from quizzes.question_types import Spec, question_type

TEXTS: Final = frozenset({"stem", "why", "note", "text", "feedback", "left", "right", "unit"})


@transaction.atomic
def create_question(
    *,
    bank: QuestionBank,
    external_id: str,
    kind: str,
    spec: Spec,
    now: datetime,
    topic: UUID | None = None,
    level: int = Question.Level.RECALL,
    owner: Any = None,
    by: Any = None,
) -> Question:
    """Write a question and publish its first version. Raises SpecError with a sentence for every fault."""
    question_type(kind).validate(spec)
    question = Question.objects.create(bank=bank, external_id=external_id, topic=topic, level=level, owner=owner)
    _publish(question, number=1, kind=kind, spec=spec, by=by, now=now)
    return question


@transaction.atomic
def revise_question(question: Question, *, kind: str, spec: Spec, by: Any, now: datetime) -> QuestionVersion:
    """Change what a question asks, and return its newest version.

    What somebody has answered is never changed: the change gets a new number.
    Only the newest version that nobody has met is amended in place, and a text
    may be added in a language that a used version did not have. Raises
    SpecError with a sentence for every fault.
    """
    question_type(kind).validate(spec)
    # Locked in full: whoever pins this version at the same moment waits, and then looks again.
    newest = question.versions.select_for_update(of=("self",)).order_by("-number").first()
    if newest is None:
        return _publish(question, number=1, kind=kind, spec=spec, by=by, now=now)
    if (newest.kind, newest.spec) == (kind, spec) and newest.published_at:
        return newest
    same_question = newest.kind == kind and only_adds_languages(newest.spec, spec)
    if newest.is_used() and not same_question:
        return _publish(question, number=newest.number + 1, kind=kind, spec=spec, by=by, now=now)
    newest.kind, newest.spec = kind, spec
    newest.made_by, newest.made_at = by, now
    newest.published_at = newest.published_at or now
    newest.save(update_fields=["kind", "spec", "made_by", "made_at", "published_at"])
    return newest


@transaction.atomic
def retire_question(question: Question, *, now: datetime) -> Question:
    """Draw this question no more; attempts that pinned it keep it.

    Raises PoolTooSmall when a published quiz could not be started without it.
    """
    if question.retired_at is None:
        question.retired_at = now
        question.save(update_fields=["retired_at"])
        for quiz in Quiz.objects.published().asking(question):
            check_pools(quiz)
    return question


def quizzes_that_need(questions: Collection[Question]) -> list[Quiz]:
    """The published quizzes that could not be started if these questions were gone."""
    gone = {question.pk for question in questions}
    asking = {quiz.pk: quiz for question in questions for quiz in Quiz.objects.published().asking(question)}
    return [quiz for quiz in asking.values() if not _can_do_without(quiz, gone)]


def _can_do_without(quiz: Quiz, gone: Collection[int]) -> bool:
    pools = read_pools(quiz)
    left = [{question: version for question, version in part.items() if question not in gone} for part in pools.candidates]
    try:
        check_parts(replace(pools, candidates=left))
    except PoolTooSmall:
        return False
    return True


@transaction.atomic
def restore_question(question: Question) -> Question:
    """Let a retired question be drawn again."""
    if question.retired_at is not None:
        question.retired_at = None
        question.save(update_fields=["retired_at"])
    return question


@transaction.atomic
def tag_question(question: Question, *, tags: Iterable[str]) -> Question:
    """Put exactly these words on a question. They say where it is drawn, not what it asks: no version is made."""
    question.tags.set(list(tags))
    return question


def _publish(question: Question, *, number: int, kind: str, spec: Spec, by: Any, now: datetime) -> QuestionVersion:
    return QuestionVersion.objects.create(question=question, number=number, kind=kind, spec=spec, published_at=now, made_by=by, made_at=now)


def only_adds_languages(old: Any, new: Any) -> bool:
    """Whether two specs differ by nothing but texts in languages that were empty before."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(_kept(key, old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(only_adds_languages(one, other) for one, other in zip(old, new, strict=True))
    return type(old) is type(new) and bool(old == new)


def _kept(key: str, old: Any, new: Any) -> bool:
    if key in TEXTS and isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.items() <= new.items()
    return only_adds_languages(old, new)
