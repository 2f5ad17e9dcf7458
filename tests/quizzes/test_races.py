"""Many requests at once: each thread has a connection of its own, and everything commits."""

from datetime import timedelta

import pytest

from quizzes.actions import (
    NoAttemptsLeft,
    revise_question,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Attempt, AttemptEvent, Quiz
from quizzes.question_types import question_type
from quizzes.signals import attempt_closed
from tests.quizzes import specs
from tests.quizzes.at_once import at_once

pytestmark = pytest.mark.race


@pytest.fixture
def heard():
    """The attempts of which the layers above were told that they are closed."""
    told = []
    receiver = lambda attempt, **kwargs: told.append(attempt.pk)  # noqa: E731 - a receiver of one line
    attempt_closed.connect(receiver)
    yield told
    attempt_closed.disconnect(receiver)


def test_fifty_submissions_give_one_result(rep, quiz, answering, heard, now):
    attempt = answering(start_attempt(learner=rep, quiz=quiz, now=now), right=4)

    results = at_once(*[lambda number=number: submit_attempt(attempt, now=now + timedelta(seconds=number)) for number in range(50)])

    stored = Attempt.objects.get(pk=attempt.pk)
    assert {(one.points, one.passed, one.submitted_at, one.graded_at, one.closed_by) for one in results} == {
        (4, True, stored.submitted_at, stored.graded_at, Attempt.ClosedBy.LEARNER)
    }
    assert heard == [attempt.pk]
    assert attempt.events.filter(kind=AttemptEvent.Kind.SUBMIT).count() == 1


def test_fifty_starts_with_one_attempt_left_make_one_attempt(rep, quiz, now):
    Quiz.objects.update(max_attempts=2)
    quiz.refresh_from_db()
    used = submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)

    results = at_once(*[lambda: start_attempt(learner=rep, quiz=quiz, now=now)] * 50)

    (begun,) = {one.pk for one in results}
    assert set(Attempt.objects.values_list("pk", flat=True)) == {used.pk, begun}
    assert results[0].slots.count() == 5
    assert results[0].events.filter(kind=AttemptEvent.Kind.START).count() == 1


def test_starting_and_submitting_at_once_never_exceeds_the_limit(rep, quiz, now):
    def run():
        return submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)

    results = at_once(*[run] * 12)

    assert Attempt.objects.count() <= 3
    assert all(isinstance(one, Attempt | NoAttemptsLeft) for one in results)


def test_amending_a_question_while_attempts_begin_never_spoils_a_layout(make_person, make_quiz, questions, pmm, now):
    quiz = make_quiz(draw=8)
    learners = [make_person(f"learner{number}") for number in range(6)]

    def amend(number):
        spec = {**specs.single(), "choices": [specs.choice("a"), specs.choice(f"new{number}", right=True)]}
        return revise_question(questions[0], kind="single", spec=spec, by=pmm, now=now.replace(second=number))

    at_once(
        *[lambda learner=learner: start_attempt(learner=learner, quiz=quiz, now=now) for learner in learners],
        *[lambda number=number: amend(number) for number in range(1, 4)],
    )

    for attempt in Attempt.objects.all():
        for slot in attempt.slots.select_related("version"):
            assert question_type(slot.version.kind).shown(slot.version.spec, slot.layout, language="en", answer=None)
