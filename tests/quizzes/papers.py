"""A paper with a wrong key, learners who sat it, and the right key."""

from decimal import Decimal

import pytest

from quizzes.actions import create_question, publish_quiz, revise_question, save_answer, start_attempt, submit_attempt
from quizzes.models import QuestionVersion, Quiz, QuizSlot
from tests.quizzes import specs


@pytest.fixture
def choice(bank, now):
    """A question whose key is wrong: b is marked right, and c is."""
    return create_question(bank=bank, external_id="choice", kind="single", spec=specs.single(), now=now)


@pytest.fixture
def paper(choice, bank, now):
    """A quiz of the wrong question and two right ones, two of three to pass."""
    quiz = Quiz.objects.create(slug="paper", title={"en": "Paper"}, pass_percent=Decimal("66.66"), shuffle_questions=False)
    others = [create_question(bank=bank, external_id=f"tf-{n}", kind="true_false", spec=specs.true_false(), now=now) for n in range(2)]
    for place, question in enumerate([choice, *others]):
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place)
    return publish_quiz(quiz, now=now)


@pytest.fixture
def sit(now):
    """Take the paper: `sit(rep, paper, "c", True, False)`."""

    def take(learner, quiz, *said, hand_in=True):
        attempt = start_attempt(learner=learner, quiz=quiz, now=now)
        for slot, answer in zip(attempt.slots.select_related("version").order_by("position"), said, strict=True):
            wanted = str(answer).lower() if isinstance(answer, bool) else answer
            token = next(token for token, one in slot.layout["options"] if one == wanted)
            save_answer(attempt, position=slot.position, data={"choice": token}, revision=0, now=now)
        return submit_attempt(attempt, now=now) if hand_in else attempt

    return take


@pytest.fixture
def newer(choice, pmm, now):
    """The same question with the right key."""

    def revise(spec=None):
        spec = spec or {**specs.single(), "choices": [specs.choice(one, right=one == "c") for one in "abcd"]}
        revise_question(choice, kind="single", spec=spec, by=pmm, now=now)
        return QuestionVersion.objects.get(question=choice, number=1)

    return revise


@pytest.fixture
def first(choice):
    return QuestionVersion.objects.get(question=choice, number=1)
