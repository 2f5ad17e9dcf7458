"""What counts of several attempts, and what passes."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from quizzes.actions import open_window, start_attempt, submit_attempt
from quizzes.models import Attempt, Kept, Quiz

HOUR = timedelta(hours=1)


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


def test_with_the_best_kept_any_pass_passes(sit, make_quiz, questions):
    attempts = sit(make_quiz(keep="highest", max_attempts=0), 0, 4, 1)

    assert [attempt.counts_as_pass for attempt in attempts] == [False, True, False]


def test_with_the_first_kept_a_later_pass_is_none(sit, make_quiz, questions):
    attempts = sit(make_quiz(keep="first", max_attempts=0), 3, 5)

    assert [(attempt.passed, attempt.counts_as_pass) for attempt in attempts] == [(False, False), (True, False)]


def test_with_the_average_kept_the_average_has_to_reach_the_line(sit, make_quiz, questions):
    attempts = sit(make_quiz(keep="average", max_attempts=0, pass_percent=Decimal(60)), 2, 4, 5)

    assert [attempt.counts_as_pass for attempt in attempts] == [False, True, True]  # 40, 60 and 73.3 percent


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
