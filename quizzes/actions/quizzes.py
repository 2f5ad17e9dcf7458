"""Publishing and retiring quizzes."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.actions.errors import PoolTooSmall
from quizzes.models import Question, QuestionBank, Quiz


@transaction.atomic
def publish_quiz(quiz: Quiz, *, now: datetime) -> Quiz:
    """Let learners start a quiz. Raises PoolTooSmall, with the numbers, when it asks for more than there is."""
    refuse_shortage(quiz)
    if quiz.published_at is None or quiz.retired_at is not None:
        quiz.published_at, quiz.retired_at = quiz.published_at or now, None
        quiz.save(update_fields=["published_at", "retired_at"])
    return quiz


@transaction.atomic
def retire_quiz(quiz: Quiz, *, now: datetime) -> Quiz:
    """Let nobody start a quiz any more; open attempts can be finished."""
    if quiz.retired_at is None:
        quiz.retired_at = now
        quiz.save(update_fields=["retired_at"])
    return quiz


def refuse_shortage(quiz: Quiz) -> None:
    """Raise PoolTooSmall when a quiz asks for more questions than are in use. Four queries for any number of parts."""
    slots = list(quiz.slots.all())
    fixed = [slot.question_id for slot in slots if slot.question_id]
    wanted = Counter[int]()
    for slot in slots:
        if slot.bank_id:
            wanted[slot.bank_id] += slot.draw
    if not slots:
        raise PoolTooSmall(_("“%(quiz)s” has no questions yet.") % {"quiz": quiz})
    _refuse_missing(quiz, fixed)
    in_use = Counter(Question.objects.in_use().filter(bank__in=wanted).exclude(pk__in=fixed).values_list("bank_id", flat=True))
    for bank in QuestionBank.objects.in_bulk(wanted).values():
        refuse_small_pool(bank, wanted=wanted[bank.pk], available=in_use[bank.pk])


def _refuse_missing(quiz: Quiz, fixed: list[int]) -> None:
    if len(set(fixed)) < len(fixed):
        raise PoolTooSmall(_("“%(quiz)s” asks the same question twice.") % {"quiz": quiz})
    missing = len(fixed) - Question.objects.in_use().filter(pk__in=fixed).count() if fixed else 0
    if missing:
        sentence = ngettext(
            "%(missing)d question of “%(quiz)s” is retired or has no published version.",
            "%(missing)d questions of “%(quiz)s” are retired or have no published version.",
            missing,
        )
        raise PoolTooSmall(sentence % {"missing": missing, "quiz": quiz})


def refuse_small_pool(bank: QuestionBank, *, wanted: int, available: int) -> None:
    """Raise PoolTooSmall when a bank cannot give as many questions as are drawn from it."""
    if wanted > available:
        sentence = ngettext(
            "“%(bank)s” has %(available)d question to draw from, but %(wanted)d are drawn.",
            "“%(bank)s” has %(available)d questions to draw from, but %(wanted)d are drawn.",
            available,
        )
        raise PoolTooSmall(sentence % {"bank": bank, "available": available, "wanted": wanted})
