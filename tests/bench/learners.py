"""Who is measured: a bank of 500 questions, quizzes over it, and 500 learners who are signed in."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from quizzes.actions import create_question, publish_quiz, start_attempt
from quizzes.models import Attempt, AttemptSlot, QuestionBank, Quiz, QuizSlot, Response
from quizzes.question_types import question_type
from tests.quizzes import specs

POOL: Final = 500
LEARNERS: Final = 500
TOKEN: Final = "b" * 32

Headers = dict[str, str]


def make_bank() -> QuestionBank:
    """As many questions of every type that is asked as of the others. Conversations are left out: what was said cannot be said anew."""
    bank = QuestionBank.objects.create(slug="bench", title={"en": "Bench"})
    kinds = [kind for kind in specs.ASKED if not question_type(kind).is_stepwise]
    for number in range(POOL):
        kind = kinds[number % len(kinds)]
        create_question(bank=bank, external_id=f"bench-{number}", kind=kind, spec=specs.SPECS[kind], now=timezone.now())
    return bank


def make_quiz(bank: QuestionBank, slug: str, *, draw: int) -> Quiz:
    """A quiz that draws from the bank, may be tried without end, and shows learners what most quizzes do."""
    quiz = Quiz.objects.create(slug=slug, title={"en": slug.title()}, pass_percent=Decimal(80), max_attempts=0)
    QuizSlot.objects.create(quiz=quiz, bank=bank, draw=draw, sort_order=0)
    return publish_quiz(quiz, now=timezone.now())


def make_learners() -> list[Any]:
    made = [get_user_model()(username=f"bench-{number}", email=f"bench-{number}@example.com", password="!") for number in range(LEARNERS)]
    return list(get_user_model().objects.bulk_create(made))


def signed_in(learner: Any) -> Headers:
    """What a browser sends after signing in."""
    session = SessionStore()
    session[SESSION_KEY] = str(learner.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
    session.create()
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}


def begun(learners: Sequence[Any], quiz: Quiz) -> list[tuple[Attempt, list[AttemptSlot]]]:
    """An open attempt of each learner, and its questions."""
    attempts = [start_attempt(learner=learner, quiz=quiz, now=timezone.now()) for learner in learners]
    return [(attempt, list(attempt.slots.select_related("version"))) for attempt in attempts]


def said(slot: AttemptSlot, turn: int) -> dict[str, Any]:
    """The right answer and a wrong one by turns, in the tokens of the layout."""
    kind, spec = question_type(slot.version.kind), slot.version.spec
    return dict(kind.as_data(slot.layout, kind.wrong_answer(spec) if turn % 2 else kind.right_answer(spec)) or {})


def answered(slots: Sequence[AttemptSlot]) -> None:
    """Put an answer to every question into the log, two of three right."""
    Response.objects.bulk_create(Response(slot=slot, revision=1, answer=_thought(slot), received_at=timezone.now()) for slot in slots)


def _thought(slot: AttemptSlot) -> Any:
    kind, spec = question_type(slot.version.kind), slot.version.spec
    return kind.wrong_answer(spec) if slot.position % 3 == 0 else kind.right_answer(spec)
