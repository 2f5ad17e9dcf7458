"""What counts of several attempts, and what passes."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from quizzes.actions import close_overdue, mark_answer, open_window, start_attempt, submit_attempt
from quizzes.models import Attempt, Kept, OnExpiry, Quiz
from tests.quizzes.marking import essay_of

HOUR = timedelta(hours=1)


def counting():
    """Which attempts count as a pass, in their order."""
    return [one.counts_as_pass for one in Attempt.objects.order_by("number")]


@pytest.fixture
def sit(rep, answering, now):
    """Sit a quiz several times: `sit(quiz, 2, 5)` gets two questions right, then five; returns the attempts."""

    def run(quiz, *rights):
        done = []
        for place, right in enumerate(rights):
            attempt = answering(start_attempt(learner=rep, quiz=quiz, now=now + place * HOUR), right=right, at=now + place * HOUR)
            done.append(submit_attempt(attempt, now=now + place * HOUR))
        return done

    return run


@pytest.mark.parametrize(
    ("keep", "score"),
    [("highest", Fraction(4, 5)), ("latest", Fraction(1, 5)), ("first", Fraction(2, 5)), ("average", Fraction(7, 15))],
)
def test_the_score_that_is_kept(sit, make_quiz, questions, keep, score):
    quiz = make_quiz(keep=keep, max_attempts=0)

    attempts = sit(quiz, 2, 4, 1)

    assert Kept.of(quiz, attempts).score == score


@pytest.mark.parametrize(
    ("keep", "rights", "counts"),
    [
        ("highest", (0, 4, 1), [False, True, False]),
        ("highest", (5, 0), [True, False]),
        ("first", (3, 5), [False, False]),
        ("first", (5, 0), [True, False]),
        ("latest", (5, 0), [False, False]),
        ("latest", (5, 4), [False, True]),
        ("average", (5, 0), [False, False]),
        ("average", (2, 5, 5), [False, False, True]),  # 40, 70 and 80 percent
        ("average", (4, 5, 1), [False, False, False]),  # 80, 90 and 66.7 percent
    ],
)
def test_what_is_kept_says_which_attempt_passes(sit, make_quiz, questions, keep, rights, counts):
    sit(make_quiz(keep=keep, max_attempts=0), *rights)

    assert counting() == counts


@pytest.mark.parametrize("keep", ["latest", "average"])
def test_a_pass_counts_until_a_later_attempt_is_settled_and_its_loss_is_told(sit, make_quiz, questions, rep, told, now, keep):
    quiz = make_quiz(keep=keep, max_attempts=0)
    (passed,) = sit(quiz, 5)
    later = start_attempt(learner=rep, quiz=quiz, now=now + HOUR)

    assert counting() == [True, False]
    submit_attempt(later, now=now + HOUR)

    assert counting() == [False, False]
    assert [pk for pk, *_rest in told] == [passed.pk]


@pytest.mark.parametrize(("keep", "counts"), [("highest", True), ("first", True), ("latest", True), ("average", True)])
def test_an_attempt_that_was_not_handed_in_counts_for_nothing(sit, make_quiz, questions, rep, now, keep, counts):
    quiz = make_quiz(keep=keep, max_attempts=0, on_expiry=OnExpiry.ABANDON, time_limit_minutes=25)
    sit(quiz, 5)
    start_attempt(learner=rep, quiz=quiz, now=now + HOUR)

    close_overdue(now=now + 2 * HOUR)

    assert counting() == [counts, False]
    assert Kept.of(quiz, Attempt.objects.all()).score == 1


def test_the_first_attempt_is_the_first_though_it_was_not_handed_in(sit, make_quiz, questions, rep, now):
    quiz = make_quiz(keep="first", max_attempts=0, on_expiry=OnExpiry.ABANDON, time_limit_minutes=25)
    start_attempt(learner=rep, quiz=quiz, now=now - HOUR)
    close_overdue(now=now)

    sit(quiz, 5)

    assert counting() == [False, False]
    assert Kept.of(quiz, Attempt.objects.all()).score == 0


def test_what_was_not_handed_in_passes_no_line(make_quiz, questions, rep, now):
    quiz = make_quiz(pass_percent=Decimal(0), on_expiry=OnExpiry.ABANDON, time_limit_minutes=25)
    start_attempt(learner=rep, quiz=quiz, now=now)

    close_overdue(now=now + HOUR)

    assert [(one.passed, one.counts_as_pass) for one in Attempt.objects.all()] == [(False, False)]


@pytest.mark.parametrize("keep", ["latest", "average"])
def test_a_pass_of_an_earlier_window_is_not_touched_by_this_one(rep, exam, answering, now, keep):
    Quiz.objects.filter(pk=exam.pk).update(keep=keep)
    exam.refresh_from_db()
    submit_attempt(answering(start_attempt(learner=rep, quiz=exam, now=now), right=8), now=now)
    open_window(quiz=exam, learner=rep, now=now + HOUR)

    submit_attempt(start_attempt(learner=rep, quiz=exam, now=now + HOUR), now=now + HOUR)

    assert counting() == [True, False]


# The marking desk settles what waits in any order


@pytest.mark.parametrize(
    ("keep", "first_then", "both_then"),
    [
        ("highest", [False, True], [True, True]),
        ("first", [False, False], [True, False]),
        ("latest", [False, True], [False, True]),
        ("average", [False, False], [False, True]),
    ],
)
def test_the_later_of_two_is_marked_first(rep, pmm, make_pitch, handing_in, now, keep, first_then, both_then):
    quiz = make_pitch(keep=keep, max_attempts=0)
    one, two = (handing_in(rep, quiz, at=now + place * HOUR) for place in range(2))

    mark_answer(essay_of(two), marker=pmm, mark=Fraction(1), now=now)
    assert counting() == first_then
    mark_answer(essay_of(one), marker=pmm, mark=Fraction(1), now=now)

    assert counting() == both_then


@pytest.mark.parametrize(
    ("keep", "waiting_then", "failed_then"),
    [
        ("highest", [True, False], [True, False]),
        ("first", [True, False], [True, False]),
        ("latest", [True, False], [False, False]),
        ("average", [True, False], [False, False]),
    ],
)
def test_a_pass_stands_while_the_later_attempt_waits_for_its_marker(rep, pmm, make_pitch, handing_in, now, keep, waiting_then, failed_then):
    quiz = make_pitch(keep=keep, max_attempts=0)
    one, two = (handing_in(rep, quiz, right=place == 0, at=now + place * HOUR) for place in range(2))
    mark_answer(essay_of(one), marker=pmm, mark=Fraction(1), now=now)

    assert counting() == waiting_then
    mark_answer(essay_of(two), marker=pmm, mark=Fraction(0), now=now)

    assert counting() == failed_then


def test_an_average_of_a_pass_line_is_exact(sit, make_quiz, questions):
    quiz = make_quiz(draw=6, keep="average", max_attempts=0, pass_percent=Decimal("66.67"))

    attempts = sit(quiz, 4, 4, 4)

    assert not any(attempt.counts_as_pass for attempt in attempts)  # two thirds are a hair below 66.67 percent


def test_a_first_attempt_of_an_earlier_window_is_not_the_first_of_this_one(sit, rep, exam, answering, now):
    Quiz.objects.filter(pk=exam.pk).update(keep="first")
    exam.refresh_from_db()
    failed = submit_attempt(start_attempt(learner=rep, quiz=exam, now=now), now=now)
    open_window(quiz=exam, learner=rep, now=now + HOUR)
    passed = answering(start_attempt(learner=rep, quiz=exam, now=now + HOUR), right=8, at=now + HOUR)

    passed = submit_attempt(passed, now=now + HOUR)

    assert (failed.counts_as_pass, passed.counts_as_pass) == (False, True)


def test_nothing_passes_at_the_line_less_a_hair(sit, make_quiz, questions):
    at_line = make_quiz("at-line", pass_percent=Decimal("80.00"))
    above = make_quiz("above", pass_percent=Decimal("80.01"))

    (on_it,), (below,) = sit(at_line, 4), sit(above, 4)

    assert (on_it.passed, below.passed) == (True, False)
    assert below.percent < Decimal("80.01")
    assert Attempt.objects.counting_as_pass().get() == on_it
