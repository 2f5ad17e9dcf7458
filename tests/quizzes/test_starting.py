"""Who may begin an attempt, and what is asked."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from quizzes.actions import (
    CoolingOff,
    NoAttemptsLeft,
    NotOpen,
    PoolTooSmall,
    create_question,
    open_window,
    publish_quiz,
    retire_question,
    retire_quiz,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Attempt, Quiz, QuizSlot
from quizzes.signals import attempt_started
from tests.quizzes import specs

pytestmark = pytest.mark.django_db


def test_an_attempt_pins_its_questions_its_line_and_its_deadline(rep, exam, now):
    attempt = start_attempt(learner=rep, quiz=exam, now=now, language="en")

    assert attempt.slots.values("version").distinct().count() == 8
    assert (attempt.number, attempt.max_points, attempt.pass_percent) == (1, Fraction(8), Decimal(80))
    assert attempt.deadline_at == now + timedelta(minutes=25)


def test_an_open_attempt_is_given_back(rep, quiz, now):
    first = start_attempt(learner=rep, quiz=quiz, now=now)

    second = start_attempt(learner=rep, quiz=quiz, now=now + timedelta(hours=1))

    assert second == first


def test_a_question_is_never_asked_twice(rep, questions, bank, now):
    quiz = Quiz.objects.create(slug="mixed", title={"en": "Mixed"})
    QuizSlot.objects.create(quiz=quiz, question=questions[0], sort_order=0)
    QuizSlot.objects.create(quiz=quiz, bank=bank, draw=4, sort_order=1)
    QuizSlot.objects.create(quiz=quiz, bank=bank, draw=3, sort_order=2)

    attempt = start_attempt(learner=rep, quiz=publish_quiz(quiz, now=now), now=now)

    assert attempt.slots.values("version__question").distinct().count() == 8


def test_a_text_between_the_questions_is_not_counted_as_one(questions, bank, now):
    quiz = Quiz.objects.create(slug="told", title={"en": "Told"})
    told = create_question(bank=bank, external_id="told", kind="description", spec=specs.description(), now=now)
    for place, question in enumerate([told, questions[0]]):
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place)
    QuizSlot.objects.create(quiz=quiz, bank=told.bank, draw=3, sort_order=2)

    assert Quiz.objects.with_question_count().get(slug="told").questions == 4


def test_parts_stay_in_order_when_nothing_is_shuffled(rep, questions, now):
    quiz = Quiz.objects.create(slug="fixed", title={"en": "Fixed"}, shuffle_questions=False)
    wanted = [questions[4], questions[0], questions[2]]
    for place, question in enumerate(wanted):
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place)

    attempt = start_attempt(learner=rep, quiz=publish_quiz(quiz, now=now), now=now)

    assert [slot.version.question for slot in attempt.slots.select_related("version__question")] == wanted


def test_attempts_run_out(rep, make_quiz, questions, now):
    quiz = make_quiz(max_attempts=1)
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)

    with pytest.raises(NoAttemptsLeft, match="Your 1 attempt is used up"):
        start_attempt(learner=rep, quiz=quiz, now=now + timedelta(days=400))


def test_a_window_counts_anew_and_may_grant_more(rep, make_quiz, questions, now):
    quiz = make_quiz(max_attempts=1)
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)
    later = now + timedelta(days=1)
    open_window(quiz=quiz, learner=rep, now=later, extra=1, reason="asked for")

    numbers = [submit_attempt(start_attempt(learner=rep, quiz=quiz, now=later), now=later).number for _attempt in range(2)]

    assert numbers == [2, 3]
    with pytest.raises(NoAttemptsLeft):
        start_attempt(learner=rep, quiz=quiz, now=later)


def test_opening_a_window_twice_at_one_moment_opens_one(rep, quiz, now):
    first = open_window(quiz=quiz, learner=rep, now=now)

    second = open_window(quiz=quiz, learner=rep, now=now)

    assert second == first


def test_the_cool_off_counts_from_handing_in(rep, make_quiz, questions, now):
    quiz = make_quiz(cooloff_minutes=60)
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now + timedelta(minutes=10))

    with pytest.raises(CoolingOff) as refusal:
        start_attempt(learner=rep, quiz=quiz, now=now + timedelta(minutes=69))

    assert refusal.value.until == now + timedelta(minutes=70)
    assert start_attempt(learner=rep, quiz=quiz, now=now + timedelta(minutes=70)).number == 2


def test_an_exam_needs_a_window(stranger, exam, now):
    with pytest.raises(NotOpen):
        start_attempt(learner=stranger, quiz=exam, now=now)


def test_a_draft_and_a_retired_quiz_cannot_be_started(rep, make_quiz, questions, now):
    draft = make_quiz("draft", published=False)
    retired = retire_quiz(make_quiz("retired"), now=now)

    for quiz in (draft, retired):
        with pytest.raises(NotOpen):
            start_attempt(learner=rep, quiz=quiz, now=now)


def test_an_overdue_attempt_is_closed_before_the_next_begins(rep, exam, now):
    first = start_attempt(learner=rep, quiz=exam, now=now)

    second = start_attempt(learner=rep, quiz=exam, now=now + timedelta(hours=2))

    first.refresh_from_db()
    assert (first.closed_by, first.submitted_at) == (Attempt.ClosedBy.DEADLINE, first.deadline_at)
    assert second.number == 2


def test_a_refused_start_still_closes_what_was_overdue(rep, exam, now):
    Quiz.objects.update(max_attempts=1)
    exam.refresh_from_db()
    attempt = start_attempt(learner=rep, quiz=exam, now=now)

    with pytest.raises(NoAttemptsLeft):
        start_attempt(learner=rep, quiz=exam, now=now + timedelta(hours=2))

    attempt.refresh_from_db()
    assert not attempt.is_open


def test_publishing_a_pool_that_is_too_small_is_refused_with_the_numbers(make_quiz, questions, now):
    quiz = make_quiz(draw=9, published=False)

    with pytest.raises(PoolTooSmall, match="“Fast deals” has 8 questions that fit, but 9 are drawn"):
        publish_quiz(quiz, now=now)

    quiz.refresh_from_db()
    assert quiz.published_at is None


def test_retiring_a_question_that_a_quiz_cannot_do_without_is_refused(make_quiz, questions, now):
    make_quiz(draw=8)

    with pytest.raises(PoolTooSmall):
        retire_question(questions[0], now=now)

    questions[0].refresh_from_db()
    assert questions[0].retired_at is None


def test_a_retired_question_is_not_drawn(rep, quiz, questions, now):
    for question in questions[:3]:
        retire_question(question, now=now)

    attempt = start_attempt(learner=rep, quiz=quiz, now=now)

    assert set(attempt.slots.values_list("version__question", flat=True)) == {question.pk for question in questions[3:]}


def test_starting_costs_as_many_queries_for_eight_questions_as_for_two(
    rep, stranger, make_quiz, questions, now, django_assert_max_num_queries
):
    small, large = make_quiz("small", draw=2), make_quiz("large", draw=8)

    with django_assert_max_num_queries(20) as two:
        start_attempt(learner=rep, quiz=small, now=now)
    with django_assert_max_num_queries(20) as eight:
        start_attempt(learner=stranger, quiz=large, now=now)

    assert len(eight) == len(two)


def test_the_start_is_told_with_its_moment(rep, quiz, now):
    heard = []
    receiver = lambda sender, attempt, now, **kwargs: heard.append((attempt, now))  # noqa: E731 - a receiver of one line
    attempt_started.connect(receiver)

    attempt = start_attempt(learner=rep, quiz=quiz, now=now)

    attempt_started.disconnect(receiver)
    assert heard == [(attempt, now)]
