"""Many saves at once, among themselves and against handing in: what was acknowledged is in the log, and is graded."""

from collections import Counter

import pytest

from quizzes.actions import AttemptClosed, StaleAnswer, create_question, save_answer, start_attempt, submit_attempt
from quizzes.models import Response
from tests.quizzes import specs
from tests.quizzes.at_once import at_once
from tests.quizzes.conftest import said

pytestmark = pytest.mark.race


@pytest.fixture
def make_long_quiz(bank, make_quiz, now):
    """Make a quiz that asks for so many numbers: `make_long_quiz(20)`."""

    def make(questions):
        for number in range(questions):
            create_question(bank=bank, external_id=f"number-{number}", kind="numeric", spec=specs.numeric(), now=now)
        return make_quiz("long-quiz", draw=questions)

    return make


def test_fifty_submissions_racing_fifty_saves_grade_what_was_acknowledged(rep, make_long_quiz, now):
    attempt = start_attempt(learner=rep, quiz=make_long_quiz(50), now=now)
    slots = list(attempt.slots.select_related("version"))

    def save(slot):
        return save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, key=f"key-{slot.position}", now=now)

    works = [work for slot in slots for work in (lambda slot=slot: save(slot), lambda: submit_attempt(attempt, now=now))]
    results = at_once(*works)

    saves, submissions = results[::2], results[1::2]
    acknowledged = {response.key for response in saves if isinstance(response, Response)}
    assert all(isinstance(one, AttemptClosed) for one in saves if not isinstance(one, Response))
    assert {one.points for one in submissions} == {len(acknowledged)}
    assert set(Response.objects.values_list("key", flat=True)) == acknowledged
    assert attempt.slots.filter(points=1).count() == len(acknowledged)


def test_a_save_races_every_submission_and_is_graded_or_refused(rep, quiz, now):
    for _again in range(3):
        attempt = start_attempt(learner=rep, quiz=quiz, now=now)
        slots = list(attempt.slots.select_related("version"))
        saves = [
            lambda slot=slot, attempt=attempt: save_answer(
                attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now
            )
            for slot in slots
        ]

        *results, closed = at_once(*saves, lambda attempt=attempt: submit_attempt(attempt, now=now))

        acknowledged = [result for result in results if isinstance(result, Response)]
        assert all(isinstance(result, AttemptClosed) for result in results if not isinstance(result, Response))
        assert closed.points == len(acknowledged) == Response.objects.filter(slot__attempt=attempt).count()


def test_two_hundred_saves_of_twenty_questions_leave_no_gap(rep, make_long_quiz, now):
    attempt = start_attempt(learner=rep, quiz=make_long_quiz(20), now=now)

    def save(number):
        """Save an answer nobody else sends, on top of whatever is there by now, as a learner who keeps their own would."""
        revision = 0
        while True:
            try:
                data = {"value": str(number)}
                return save_answer(attempt, position=number % 20 + 1, data=data, revision=revision, key=f"key-{number}", now=now)
            except StaleAnswer as newer:
                revision = newer.revision

    results = at_once(*[lambda number=number: save(number) for number in range(200)])

    stored = Response.objects.filter(slot__attempt=attempt).values_list("slot__position", "revision", "key")
    assert {(number % 20 + 1, response.revision, f"key-{number}") for number, response in enumerate(results)} == set(stored)
    assert {(position, revision) for position, revision, _key in stored} == {
        (position, revision) for position in range(1, 21) for revision in range(1, 11)
    }


def test_of_saves_based_on_the_same_answer_one_is_taken(rep, exam, questions, now):
    attempt = start_attempt(learner=rep, quiz=exam, now=now)
    slot = attempt.slots.select_related("version").get(version__question=questions[0])
    tokens = [token for token, _id in slot.layout["options"]]

    results = at_once(
        *[lambda token=token: save_answer(attempt, position=slot.position, data={"choice": token}, revision=0, now=now) for token in tokens]
    )

    assert [isinstance(one, StaleAnswer) for one in results].count(False) == 1
    assert slot.responses.count() == 1


def test_one_save_sent_twenty_times_at_once_is_written_once(rep, exam, questions, now):
    attempt = start_attempt(learner=rep, quiz=exam, now=now)
    slot = attempt.slots.select_related("version").get(version__question=questions[0])

    results = at_once(
        *[lambda: save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, key="queued", now=now)] * 20
    )

    assert Counter(response.revision for response in results) == {1: 20}
    assert slot.responses.count() == 1
