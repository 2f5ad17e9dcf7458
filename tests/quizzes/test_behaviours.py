"""Several tries with hints, the best of any number of tries, and certainty."""

from datetime import timedelta
from fractions import Fraction

import pytest

from quizzes.actions import NoTriesLeft, Sent, answer_question, create_question, publish_quiz, save_answer, start_attempt, submit_attempt
from quizzes.models import Behaviour, Quiz, QuizSlot
from quizzes.question_types import question_type
from tests.quizzes import specs

HINTS = {"hints": [{"text": specs.both("Look again.")}, {"text": specs.both("It is not d.")}], "penalty": "1/3"}


@pytest.fixture
def begin(rep, bank, now):
    """Begin a quiz of one question: `begin("interactive")` or `begin("certainty", "matching", spec)`."""

    def make(behaviour, kind="single", spec=None):
        spec = spec or {**specs.SPECS[kind], **HINTS}
        question = create_question(bank=bank, external_id="asked", kind=kind, spec=spec, now=now)
        quiz = Quiz.objects.create(slug="tries", title={"en": "Tries"}, behaviour=behaviour, max_attempts=0)
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=0)
        return start_attempt(learner=rep, quiz=publish_quiz(quiz, now=now), now=now)

    return make


def answer(attempt, said, now, *, as_try=False, certainty=None, position=1):
    """Answer a question, in ids; with `as_try` check it."""
    slot = attempt.slots.with_answers().select_related("version").get(position=position)
    data = question_type(slot.version.kind).as_data(slot.layout, said)
    sent = Sent(revision=slot.revision or 0, data=data, as_try=as_try, certainty=certainty)
    return answer_question(learner=attempt.learner, attempt=attempt.uuid, position=position, sent=sent, now=now)


@pytest.mark.parametrize(("wrong", "points"), [("", 1), ("a", Fraction(2, 3)), ("ac", Fraction(1, 3))])
def test_every_try_before_the_right_one_costs_its_penalty(begin, now, wrong, points):
    attempt = begin(Behaviour.INTERACTIVE)
    for choice in wrong:
        answer(attempt, {"choice": choice}, now, as_try=True)

    answer(attempt, {"choice": "b"}, now, as_try=True)

    assert submit_attempt(attempt, now=now).points == points


def test_a_question_has_one_try_more_than_hints(begin, now):
    attempt = begin(Behaviour.INTERACTIVE)
    for choice in "acd":
        answer(attempt, {"choice": choice}, now, as_try=True)

    with pytest.raises(NoTriesLeft):
        answer(attempt, {"choice": "b"}, now, as_try=True)
    with pytest.raises(NoTriesLeft):
        answer(attempt, {"choice": "b"}, now)

    assert submit_attempt(attempt, now=now).points == 0


def test_each_question_has_tries_of_its_own(rep, bank, now):
    quiz = Quiz.objects.create(slug="two", title={"en": "Two"}, behaviour=Behaviour.INTERACTIVE, max_attempts=0, shuffle_questions=False)
    for name in ("first", "second"):
        spec = {**specs.SPECS["single"], **HINTS}
        question = create_question(bank=bank, external_id=name, kind="single", spec=spec, now=now)
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=len(name))
    attempt = start_attempt(learner=rep, quiz=publish_quiz(quiz, now=now), now=now)

    for position, tried in ((1, "acd"), (2, "b")):
        for choice in tried:
            answer(attempt, {"choice": choice}, now, as_try=True, position=position)

    closed = submit_attempt(attempt, now=now)
    assert [slot.points for slot in closed.slots.order_by("position")] == [0, 1]


def test_what_is_only_saved_costs_no_try_and_no_points(begin, now):
    attempt = begin(Behaviour.INTERACTIVE)
    for choice in "acda":
        answer(attempt, {"choice": choice}, now)

    answer(attempt, {"choice": "b"}, now, as_try=True)

    assert submit_attempt(attempt, now=now).points == 1


def test_the_last_of_the_tries_is_still_taken_and_none_after_it(begin, now):
    attempt = begin(Behaviour.INTERACTIVE)
    for choice in "ac":
        answer(attempt, {"choice": choice}, now, as_try=True)

    answer(attempt, {"choice": "d"}, now, as_try=True)
    with pytest.raises(NoTriesLeft):
        answer(attempt, {"choice": "b"}, now, as_try=True)

    assert submit_attempt(attempt, now=now).points == 0


def test_a_penalty_takes_away_no_more_than_there_is(begin, now):
    spec = {**specs.SPECS["single"], **HINTS, "penalty": "1"}
    attempt = begin(Behaviour.INTERACTIVE, spec=spec)
    answer(attempt, {"choice": "a"}, now, as_try=True)
    answer(attempt, {"choice": "c"}, now, as_try=True)

    answer(attempt, {"choice": "b"}, now, as_try=True)

    assert submit_attempt(attempt, now=now).points == 0


def test_once_right_nothing_can_be_spoilt(begin, now):
    attempt = begin(Behaviour.INTERACTIVE)
    answer(attempt, {"choice": "b"}, now, as_try=True)

    with pytest.raises(NoTriesLeft):
        answer(attempt, {"choice": "a"}, now)

    assert submit_attempt(attempt, now=now).points == 1


def test_the_same_answer_is_not_a_second_try(begin, now):
    attempt = begin(Behaviour.INTERACTIVE)
    answer(attempt, {"choice": "a"}, now, as_try=True)

    with pytest.raises(NoTriesLeft):
        answer(attempt, {"choice": "a"}, now, as_try=True)

    answer(attempt, {"choice": "b"}, now, as_try=True)
    assert submit_attempt(attempt, now=now).points == Fraction(2, 3)


def test_an_answer_that_was_saved_and_not_checked_is_the_last_try(begin, now):
    attempt = begin(Behaviour.INTERACTIVE)
    answer(attempt, {"choice": "a"}, now, as_try=True)

    answer(attempt, {"choice": "b"}, now + timedelta(minutes=1))

    assert submit_attempt(attempt, now=now + timedelta(minutes=2)).points == Fraction(2, 3)


def test_any_number_of_tries_and_the_best_counts(begin, now):
    attempt = begin(Behaviour.ADAPTIVE)
    for choice in "abc":
        try:
            answer(attempt, {"choice": choice}, now, as_try=True)
        except NoTriesLeft:
            break

    assert submit_attempt(attempt, now=now).points == Fraction(2, 3)


def test_a_quiz_without_tries_checks_nothing(begin, now):
    attempt = begin(Behaviour.DEFERRED)

    with pytest.raises(NoTriesLeft):
        answer(attempt, {"choice": "b"}, now, as_try=True)


@pytest.mark.parametrize(
    ("choice", "certainty", "points", "score"),
    [
        ("b", 1, 1, Fraction(1, 3)),
        ("b", 2, 2, Fraction(2, 3)),
        ("b", 3, 3, 1),
        ("b", None, 1, Fraction(1, 3)),
        ("a", 1, 0, 0),
        ("a", 3, 0, 0),
    ],
)
def test_certainty_counts_once_twice_or_three_times(begin, now, choice, certainty, points, score):
    attempt = begin(Behaviour.CERTAINTY)

    answer(attempt, {"choice": choice}, now, certainty=certainty)
    closed = submit_attempt(attempt, now=now)

    assert (closed.points, closed.max_points, closed.score) == (points, 3, score)


@pytest.mark.parametrize(("certainty", "points"), [(1, 0), (2, -2), (3, -6)])
def test_what_is_wrong_costs_nothing_two_or_six(begin, now, certainty, points):
    attempt = begin(Behaviour.CERTAINTY)
    answer(attempt, {"choice": "a"}, now, certainty=certainty)

    submit_attempt(attempt, now=now)

    assert attempt.slots.get().points == points


def test_changing_only_the_certainty_is_saved(begin, now):
    attempt = begin(Behaviour.CERTAINTY)
    answer(attempt, {"choice": "b"}, now, certainty=1)

    answer(attempt, {"choice": "b"}, now, certainty=3)

    assert submit_attempt(attempt, now=now).points == 3


def test_a_blank_costs_nothing_however_certain(begin, now):
    attempt = begin(Behaviour.CERTAINTY)
    save_answer(attempt, position=1, data=None, revision=0, now=now, certainty=3)

    assert submit_attempt(attempt, now=now).points == 0
