"""Quizzes with questions that people mark, and learners who have handed them in."""

from fractions import Fraction

import pytest

from quizzes.actions import create_question, publish_quiz, save_answer, start_attempt, submit_attempt
from quizzes.models import Quiz, QuizSlot
from quizzes.question_types import question_type
from quizzes.signals import attempt_graded
from tests.quizzes.specs import both, common, single


def essay(*, rubric=False):
    spec = {**common("What do you say first?")}
    return {**spec, "rubric": [row("opens"), row("asks")]} if rubric else spec


def row(id):
    levels = [
        {"text": both(f"{id} not at all"), "points": 0},
        {"text": both(f"{id} a little"), "points": 1},
        {"text": both(id), "points": 2},
    ]
    return {"id": id, "title": both(f"The rep {id}"), "levels": levels}


@pytest.fixture
def make_pitch(bank, now):
    """Make a published quiz of a single choice for one point and essays: `make_pitch(essays=2, points=4)`."""

    def make(slug="pitch", *, essays=1, points=2, rubric=False, **fields):
        quiz = Quiz.objects.create(slug=slug, title=both("The pitch", "开场白"), pass_percent=60, shuffle_questions=False, **fields)
        asked = [create_question(bank=bank, external_id=f"{slug}-choice", kind="single", spec=single(), now=now)]
        asked += [
            create_question(bank=bank, external_id=f"{slug}-essay-{n}", kind="essay", spec=essay(rubric=rubric), now=now)
            for n in range(essays)
        ]
        for place, question in enumerate(asked):
            QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place, points=Fraction(points if place else 1))
        return publish_quiz(quiz, now=now)

    return make


@pytest.fixture
def handing_in(now):
    """Take a quiz and hand it in: `handing_in(rep, quiz, right=True, text="Hello")`."""

    def hand_in(learner, quiz, *, right=True, text="Good morning.", at=None):
        at = at or now
        attempt = start_attempt(learner=learner, quiz=quiz, now=at)
        for slot in attempt.slots.with_answers().select_related("version"):
            data = {"text": text} if slot.version.kind == "essay" else chosen(slot, right=right)
            save_answer(attempt, position=slot.position, data=data, revision=slot.revision or 0, now=at)
        return submit_attempt(attempt, now=at)

    return hand_in


def chosen(slot, *, right):
    kind = question_type(slot.version.kind)
    return kind.as_data(slot.layout, kind.right_answer(slot.version.spec) if right else kind.wrong_answer(slot.version.spec))


@pytest.fixture
def told():
    """What `attempt_graded` said, in its order."""
    heard = []

    def hear(attempt, now, **kwargs):
        heard.append((attempt.pk, attempt.points, attempt.passed))

    attempt_graded.connect(hear)
    yield heard
    attempt_graded.disconnect(hear)


def essay_of(attempt, place=0):
    return attempt.slots.filter(version__kind="essay").order_by("position")[place]
