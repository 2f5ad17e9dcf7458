"""A bank of eight questions, quizzes over it, and learners who answer as told."""

from decimal import Decimal

import pytest

from quizzes.actions import create_question, open_window, publish_quiz, save_answer
from quizzes.models import QuestionBank, Quiz, QuizSlot
from quizzes.question_types import question_type
from tests.quizzes import specs
from tests.quizzes.marking import handing_in, make_pitch, told  # noqa: F401 - fixtures
from tests.quizzes.papers import choice, first, newer, paper, sit  # noqa: F401 - fixtures


@pytest.fixture
def bank(db):
    return QuestionBank.objects.create(slug="fast-deals", title={"en": "Fast deals", "zh-hans": "快单"})


@pytest.fixture
def questions(bank, now):
    """One question of each of the seven types of the slice, and one more single choice."""
    made = [create_question(bank=bank, external_id=kind, kind=kind, spec=specs.SPECS[kind], now=now) for kind in specs.SLICE]
    return [*made, create_question(bank=bank, external_id="another", kind="single", spec=specs.single(), now=now)]


@pytest.fixture
def make_quiz(bank, now):
    """Make a published quiz: `make_quiz(draw=5, max_attempts=1)`."""

    def make(slug="desk-quiz", *, draw=5, published=True, **fields):
        fields = {"title": {"en": "Desk quiz", "zh-hans": "洛台测验"}, "pass_percent": Decimal(80), **fields}
        quiz = Quiz.objects.create(slug=slug, **fields)
        QuizSlot.objects.create(quiz=quiz, bank=bank, draw=draw, sort_order=0)
        return publish_quiz(quiz, now=now) if published else quiz

    return make


@pytest.fixture
def quiz(questions, make_quiz):
    """Five of eight questions, three attempts, 80 percent to pass."""
    return make_quiz()


@pytest.fixture
def exam(questions, make_quiz, rep, now):
    """An exam of all eight questions in 25 minutes, opened for the rep."""
    exam = make_quiz("fds-exam", draw=8, purpose=Quiz.Purpose.CERTIFICATION, time_limit_minutes=25)
    open_window(quiz=exam, learner=rep, now=now)
    return exam


def said(slot, *, right):
    """An answer of a slot in its tokens, right or wrong."""
    kind = question_type(slot.version.kind)
    answer = kind.right_answer(slot.version.spec) if right else kind.wrong_answer(slot.version.spec)
    return kind.as_data(slot.layout, answer)


@pytest.fixture
def answering(now):
    """Answer an attempt: `answering(attempt, right=5)` gets the first five right and the others wrong."""

    def answer(attempt, *, right, at=None):
        for slot in attempt.slots.with_answers().select_related("version"):
            data = said(slot, right=slot.position <= right)
            save_answer(attempt, position=slot.position, data=data, revision=slot.revision or 0, now=at or now)
        return attempt

    return answer
