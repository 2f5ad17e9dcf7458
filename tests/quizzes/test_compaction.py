"""Drafts that were replaced are kept up to a size; what is evidence is kept in any case."""

from datetime import timedelta

import pytest

from quizzes.actions import Sent, StaleAnswer, answer_question, create_question, start_attempt, submit_attempt, take_over
from quizzes.actions.compaction import KEPT_OF_ATTEMPT, KEPT_OF_QUESTION
from quizzes.models import Quiz, QuizSlot, Response
from tests.quizzes import specs

pytestmark = pytest.mark.django_db
NINE_KB = "word " * 1_800


@pytest.fixture
def begin(rep, bank, now):
    """Begin a quiz of essays: `begin(2)`."""

    def make(essays):
        quiz = Quiz.objects.create(slug="essays", title={"en": "Essays"}, questions_per_page=0, max_attempts=0, published_at=now)
        for place in range(essays):
            question = create_question(bank=bank, external_id=f"e{place}", kind="essay", spec=specs.essay(), now=now)
            QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place)
        return start_attempt(learner=rep, quiz=quiz, now=now, device="phone")

    return make


def save(attempt, text, *, revision, now, position=1, key="", device="phone"):
    sent = Sent(revision=revision, data={"text": text}, key=key, device=device)
    return answer_question(learner=attempt.learner, attempt=attempt.uuid, position=position, sent=sent, now=now)


def saved_often(attempt, *, times, now, text=NINE_KB, position=1, begin_at=0):
    for number in range(begin_at, begin_at + times):
        save(attempt, f"{number} {text}", revision=number, now=now + timedelta(seconds=number), position=position)


def kept(attempt, position=1):
    return list(
        Response.objects.filter(slot__attempt=attempt, slot__position=position).order_by("revision").values_list("revision", flat=True)
    )


def letters(attempt):
    return sum(Response.objects.filter(slot__attempt=attempt).measured().values_list("letters", flat=True))


def test_a_long_answer_that_is_saved_150_times_is_not_kept_150_times(begin, now):
    attempt = begin(1)

    saved_often(attempt, times=150, now=now)

    assert letters(attempt) < KEPT_OF_QUESTION + 2 * 10_000  # beside the first draft and the answer
    assert kept(attempt)[0] == 1
    assert kept(attempt)[1:] == list(range(kept(attempt)[1], 151))
    answer = attempt.slots.with_answers().get(position=1)
    assert (answer.revision, answer.answer["text"][:4]) == (150, "149 ")


def test_answers_of_the_usual_length_are_all_kept(begin, now):
    attempt = begin(1)

    saved_often(attempt, times=150, now=now, text="because it saves a call")

    assert kept(attempt) == list(range(1, 151))


def test_what_stood_when_another_device_went_on_is_kept(begin, now):
    attempt = begin(1)
    saved_often(attempt, times=5, now=now)
    take_over(attempt, device="laptop", now=now + timedelta(seconds=4.5))

    for number in range(5, 60):
        save(attempt, f"{number} {NINE_KB}", revision=number, now=now + timedelta(seconds=number), device="laptop")

    assert kept(attempt)[:2] == [1, 5]
    assert 6 not in kept(attempt)


def test_all_questions_together_have_a_limit_too(begin, now):
    attempt = begin(8)

    for position in range(1, 9):
        saved_often(attempt, times=30, now=now, position=position)

    assert letters(attempt) < KEPT_OF_ATTEMPT + 8 * 2 * 10_000
    for position in range(1, 9):
        assert {1, 30} <= set(kept(attempt, position))


def test_a_short_answer_asks_the_database_for_nothing_more(begin, now, django_assert_num_queries):
    attempt = begin(1)

    with django_assert_num_queries(4):  # savepoint, the row lock, the insert, the end of the savepoint
        save(attempt, "because", revision=0, now=now)


def test_a_retry_of_a_draft_that_is_gone_is_told_what_is_newer(begin, now):
    attempt = begin(1)
    save(attempt, "first", revision=0, now=now)
    save(attempt, f"second {NINE_KB}", revision=1, now=now, key="k2")
    saved_often(attempt, times=40, now=now, begin_at=2)

    assert 2 not in kept(attempt)
    with pytest.raises(StaleAnswer) as refusal:
        save(attempt, f"second {NINE_KB}", revision=1, now=now, key="k2")

    assert refusal.value.revision == 42


def test_the_answer_is_graded_and_the_rest_stays_as_it_was_handed_in(begin, now):
    attempt = begin(1)
    saved_often(attempt, times=60, now=now)
    before = kept(attempt)

    submit_attempt(attempt, now=now + timedelta(minutes=5))

    assert kept(attempt) == before
