"""Many requests at once: each thread has a connection of its own, and everything commits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from quizzes.actions import (
    AttemptClosed,
    NoAttemptsLeft,
    StaleAnswer,
    close_overdue,
    revise_question,
    save_answer,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Attempt, Quiz
from quizzes.question_types import question_type
from quizzes.signals import attempt_closed
from tests.quizzes import specs
from tests.quizzes.conftest import said

pytestmark = pytest.mark.race


def at_once(*works):
    """Run all of them at the same moment; return what each returned or raised."""
    barrier = Barrier(len(works))

    def run(work):
        try:
            barrier.wait(timeout=30)
            return work()
        except Exception as error:  # noqa: BLE001 - what was raised is the result
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def test_twenty_submissions_give_one_result(rep, quiz, answering, now):
    attempt = answering(start_attempt(learner=rep, quiz=quiz, now=now), right=4)
    closings = []
    receiver = lambda attempt, **kwargs: closings.append(attempt.pk)  # noqa: E731 - a receiver of one line
    attempt_closed.connect(receiver)

    results = at_once(*[lambda: submit_attempt(attempt, now=now)] * 20)

    attempt_closed.disconnect(receiver)
    assert {(one.points, one.passed, one.submitted_at, one.closed_by) for one in results} == {
        (results[0].points, results[0].passed, now, Attempt.ClosedBy.LEARNER)
    }
    assert closings == [attempt.pk]


def test_twenty_starts_with_one_attempt_left_make_one_attempt(rep, quiz, now):
    Quiz.objects.update(max_attempts=1)
    quiz.refresh_from_db()

    results = at_once(*[lambda: start_attempt(learner=rep, quiz=quiz, now=now)] * 20)

    assert len({one.pk for one in results}) == Attempt.objects.count() == 1


def test_starting_and_submitting_at_once_never_exceeds_the_limit(rep, quiz, now):
    def run():
        return submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)

    results = at_once(*[run] * 12)

    assert Attempt.objects.count() <= 3
    assert all(isinstance(one, Attempt | NoAttemptsLeft) for one in results)


def test_every_acknowledged_save_is_graded_or_was_refused(rep, exam, now):
    attempt = start_attempt(learner=rep, quiz=exam, now=now)
    slots = list(attempt.slots.select_related("version"))
    saves = [
        lambda slot=slot: save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now) for slot in slots
    ]

    *results, closed = at_once(*saves, lambda: submit_attempt(attempt, now=now))

    acknowledged = [slot for slot, result in zip(slots, results, strict=True) if not isinstance(result, Exception)]
    assert all(isinstance(result, AttemptClosed) for result in results if isinstance(result, Exception))
    assert closed.points == len(acknowledged)


def test_of_saves_based_on_the_same_answer_one_is_taken(rep, exam, questions, now):
    attempt = start_attempt(learner=rep, quiz=exam, now=now)
    slot = attempt.slots.select_related("version").get(version__question=questions[0])
    tokens = [token for token, _id in slot.layout["options"]]

    results = at_once(
        *[lambda token=token: save_answer(attempt, position=slot.position, data={"choice": token}, revision=0, now=now) for token in tokens]
    )

    assert [isinstance(one, StaleAnswer) for one in results].count(False) == 1
    assert slot.responses.count() == 1


def test_three_sweepers_close_an_attempt_once(rep, exam, now):
    attempt = start_attempt(learner=rep, quiz=exam, now=now)

    counts = at_once(*[lambda: close_overdue(now=attempt.deadline_at + timedelta(seconds=16))] * 3)

    assert sorted(counts) == [0, 0, 1]


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
