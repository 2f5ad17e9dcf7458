"""Exams of our own: a question of every type, on a page each or on one page, begun whenever a test needs it."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from quizzes.actions import create_question, publish_quiz, start_attempt
from quizzes.models import Attempt, AttemptSlot, Question, QuestionBank, Quiz, QuizSlot
from quizzes.question_types import question_type
from tests.quizzes import specs

LINK, FILE = "upload of a link", "upload of a file"
EVERY_KIND = [*(kind for kind in specs.SPECS if kind != "upload"), LINK, FILE]
SHORT = ["short_text", "single", "multiple"]


def ask(bank: QuestionBank, name: str, *, now: datetime) -> Question:
    kind = name.split(" ")[0]
    spec = {LINK: specs.upload("link"), FILE: specs.upload("file")}.get(name) or specs.SPECS[kind]
    return create_question(bank=bank, external_id=name.replace(" ", "-"), kind=kind, spec=spec, now=now)


def make_exam(kinds: list[str], slug: str = "every-kind", **fields: Any) -> Quiz:
    """Publish a quiz with these questions in this order: `make_exam(EVERY_KIND, questions_per_page=0)`."""
    now = timezone.now()
    bank = QuestionBank.objects.create(slug=slug, title={"en": "Every kind"})
    fields = {"title": {"en": "Every kind of question"}, "shuffle_questions": False, "pass_percent": Decimal(50), **fields}
    quiz = Quiz.objects.create(slug=slug, purpose=Quiz.Purpose.PRACTICE, **fields)
    for place, name in enumerate(kinds):
        QuizSlot.objects.create(quiz=quiz, question=ask(bank, name, now=now), sort_order=place)
    return publish_quiz(quiz, now=now)


def begun(quiz: Quiz, username: str, *, left: timedelta | None = None) -> Attempt:
    """An attempt that has so much time left: the rest of it went by before the browser came."""
    now = timezone.now()
    at = now if left is None or quiz.time_limit is None else now - (quiz.time_limit - left)
    return start_attempt(learner=get_user_model().objects.get(username=username), quiz=quiz, now=at)


def address_of(attempt: Attempt, position: int = 1) -> str:
    return f"/academy/attempts/{attempt.uuid}/{position}/"


def slots_of(attempt: Attempt) -> list[AttemptSlot]:
    """What is asked, with the answers that are saved."""
    every = attempt.slots.with_answers().select_related("version__question").order_by("position")
    return [slot for slot in every if question_type(slot.version.kind).is_asked]


def slot_of(attempt: Attempt, kind: str) -> AttemptSlot:
    return next(slot for slot in slots_of(attempt) if slot.version.kind == kind)


def saved_words(attempt: Attempt) -> str:
    """The answer to the short text, as the server has it."""
    answer = slot_of(attempt, "short_text").answer
    return answer["value"] if answer else ""
