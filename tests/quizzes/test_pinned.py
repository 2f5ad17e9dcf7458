"""Whatever an author does during an attempt changes nothing for it."""

import pytest
from django.db.models import ProtectedError

from quizzes.actions import create_question, retire_question, retire_quiz, revise_question, save_answer, start_attempt, submit_attempt
from quizzes.models import QuestionVersion, Quiz, QuizSlot
from quizzes.question_types import question_type
from tests.quizzes import specs


@pytest.fixture
def open_attempt(rep, make_quiz, questions, now):
    return start_attempt(learner=rep, quiz=make_quiz(draw=8), now=now)


def seen(attempt):
    """Everything the learner sees of an attempt, in order."""
    return [
        question_type(slot.version.kind).shown(slot.version.spec, slot.layout, language="en", answer=None)
        for slot in attempt.slots.select_related("version").order_by("position")
    ]


def answered_as_before(attempt, now):
    """Answer every question by the key it had when the attempt began, and hand in."""
    for slot in attempt.slots.with_answers().select_related("version"):
        kind = question_type(slot.version.kind)
        data = kind.as_data(slot.layout, kind.right_answer(slot.version.spec))
        save_answer(attempt, position=slot.position, data=data, revision=slot.revision or 0, now=now)
    return submit_attempt(attempt, now=now)


def test_a_question_that_is_edited_keeps_its_wording_and_key(open_attempt, questions, pmm, now):
    before = seen(open_attempt)
    other = {**specs.single(), "stem": specs.both("Something else?"), "choices": [specs.choice("a", right=True), specs.choice("z")]}

    revise_question(questions[0], kind="single", spec=other, by=pmm, now=now)

    assert seen(open_attempt) == before
    assert answered_as_before(open_attempt, now).points == 8


def test_a_question_that_is_unpublished_stays_where_it_was_asked(open_attempt, questions, now):
    before = seen(open_attempt)

    QuestionVersion.objects.filter(question=questions[0]).update(published_at=None)

    assert seen(open_attempt) == before
    assert answered_as_before(open_attempt, now).points == 8


def test_a_question_that_is_retired_stays_where_it_was_asked(open_attempt, bank, questions, now):
    spare = create_question(bank=bank, external_id="spare", kind="single", spec=specs.single(), now=now)
    before = seen(open_attempt)

    retire_question(questions[0], now=now)

    assert spare.retired_at is None
    assert seen(open_attempt) == before
    assert answered_as_before(open_attempt, now).points == 8


def test_a_quiz_that_is_changed_or_retired_can_be_finished_by_the_old_rules(open_attempt, now):
    quiz = open_attempt.quiz
    Quiz.objects.filter(pk=quiz.pk).update(pass_percent=100, behaviour="certainty", one_way=True, time_limit_minutes=1)
    QuizSlot.objects.filter(quiz=quiz).update(draw=1, points="9")
    retire_quiz(quiz, now=now)

    closed = answered_as_before(open_attempt, now)

    assert (closed.points, closed.max_points, closed.passed, closed.deadline_at) == (8, 8, True, None)


def test_a_version_that_somebody_has_met_cannot_be_deleted(open_attempt, questions):
    with pytest.raises(ProtectedError):
        questions[0].versions.get().delete()
