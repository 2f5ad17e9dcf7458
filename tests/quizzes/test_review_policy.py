"""What may be seen of a closed attempt, and when."""

from datetime import timedelta

import pytest

from quizzes.actions import Grant, grant_override, start_attempt, submit_attempt
from quizzes.models import Aspect, Quiz, review_of
from quizzes.models.review import EVERYTHING, SCORE
from quizzes.reports import result_of

MINUTE = timedelta(minutes=1)


@pytest.fixture
def closed(rep, make_quiz, questions, answering, now):
    """Close an attempt: `closed(right=0, review="graded")`; five of eight questions, four pass."""

    def make(*, right=0, slug="reviewed", **fields):
        quiz = make_quiz(slug, max_attempts=0, **fields)
        return submit_attempt(answering(start_attempt(learner=rep, quiz=quiz, now=now), right=right), now=now)

    return make


def test_practice_shows_everything_at_once(closed, now):
    attempt = closed(review=Quiz.Review.PRACTICE)

    assert review_of(attempt, now=now).aspects == EVERYTHING


def test_a_graded_quiz_shows_the_score_at_once_and_the_key_after_passing(closed, now):
    failed, passed = (closed(right=right, slug=f"quiz-{right}", review=Quiz.Review.GRADED) for right in (0, 5))

    assert review_of(failed, now=now).aspects == SCORE
    assert review_of(failed, now=now + timedelta(days=9)).aspects == SCORE
    assert review_of(passed, now=now).aspects == EVERYTHING


def test_a_graded_quiz_shows_the_key_when_it_has_closed_for_everybody(closed, stranger, manager, now):
    attempt = closed(review=Quiz.Review.GRADED, closes_at=now + timedelta(hours=1))
    later = Grant(closes_at=now + timedelta(hours=3))
    grant_override(quiz=attempt.quiz, learners=[stranger], grant=later, reason="on a plane", by=manager, now=now)

    assert not review_of(attempt, now=now + timedelta(hours=1)).shows_key
    assert not review_of(attempt, now=now + timedelta(hours=3) - timedelta(seconds=1)).shows_key
    assert review_of(attempt, now=now + timedelta(hours=3)).shows_key


def test_a_certification_shows_the_score_and_the_weak_lessons_only(closed, rep, now):
    attempt = closed(right=3, review=Quiz.Review.CERTIFICATION)

    result = result_of(attempt, learner=rep, language="en", now=now)

    assert result.shows_score
    assert {item.verdict for item in result.items} == {"withheld"}
    assert all(item.question is None for item in result.items)
    assert sum(line.total for group in result.groups for line in group.lines) == 5


@pytest.mark.parametrize(
    ("after", "aspect"),
    [
        (0 * MINUTE, Aspect.MARKS),
        (2 * MINUTE - timedelta(seconds=1), Aspect.MARKS),
        (2 * MINUTE, Aspect.ANSWERS),
        (60 * MINUTE, Aspect.WHY),
    ],
)
def test_a_table_of_ones_own_says_it_for_each_moment(closed, now, after, aspect):
    table = {"just_after": ["marks"], "while_open": ["answers"], "after_close": ["why", "of no meaning"]}
    attempt = closed(review=Quiz.Review.EXPERT, review_table=table, closes_at=now + timedelta(hours=1))

    assert review_of(attempt, now=now + after).aspects == {aspect}


def test_an_older_attempt_is_no_oracle_for_the_one_that_is_open(closed, rep, now):
    attempt = closed(right=5, review=Quiz.Review.GRADED, draw=8)
    before = result_of(attempt, learner=rep, language="en", now=now)

    start_attempt(learner=rep, quiz=attempt.quiz, now=now)

    during = result_of(attempt, learner=rep, language="en", now=now)
    assert all(item.question is None for item in during.items) is True
    assert {item.verdict for item in during.items} == {"withheld"}
    assert any(item.question for item in before.items) == before.may_review


def test_the_score_of_another_quiz_is_withheld_while_an_exam_asks_its_questions(closed, exam, rep, answering, make_quiz, now):
    start_attempt(learner=rep, quiz=exam, now=now)

    during = closed(right=5, slug="the-same-questions", review=Quiz.Review.PRACTICE)

    result = result_of(during, learner=rep, language="en", now=now)
    assert not result.shows_score
    assert {item.counted for item in result.items} == {"withheld"}


def test_a_score_that_was_known_before_the_exam_is_not_withheld(closed, exam, rep, now):
    known = closed(right=5, review=Quiz.Review.PRACTICE)

    start_attempt(learner=rep, quiz=exam, now=now + MINUTE)

    assert result_of(known, learner=rep, language="en", now=now + MINUTE).shows_score
