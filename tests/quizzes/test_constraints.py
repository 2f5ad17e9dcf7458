"""What the database refuses of quizzes, whatever the code would write."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from quizzes.actions import start_attempt, submit_attempt
from quizzes.models import Attempt, AttemptRequest, Quiz, QuizOverride, Response

pytestmark = pytest.mark.django_db


def refuses(write):
    """Whether the database refuses what is written."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def test_a_learner_has_one_open_attempt_at_a_quiz(rep, quiz, now):
    attempt = start_attempt(learner=rep, quiz=quiz, now=now)
    names = ("quiz", "learner", "language", "pass_percent", "started_at", "max_points")
    same = {name: getattr(attempt, name) for name in names}

    assert refuses(lambda: Attempt.objects.bulk_create([Attempt(**same, number=2)]))

    submit_attempt(attempt, now=now)
    assert refuses(lambda: Attempt.objects.bulk_create([Attempt(**same, number=1)]))
    assert not refuses(lambda: Attempt.objects.bulk_create([Attempt(**same, number=2)]))


def test_an_attempt_ends_no_earlier_than_its_deadline_and_has_a_verdict_only_when_graded(rep, exam, now):
    attempt = Attempt.objects.filter(pk=start_attempt(learner=rep, quiz=exam, now=now).pk)
    deadline = attempt.get().deadline_at

    assert refuses(lambda: attempt.update(ends_at=deadline - timedelta(microseconds=1)))
    assert not refuses(lambda: attempt.update(ends_at=deadline))
    assert refuses(lambda: attempt.update(passed=True))


@pytest.mark.parametrize(
    "fields",
    [
        {"time_factor": Decimal("0.99")},
        {"time_factor": Decimal("10.01")},
        {"time_factor": Decimal(1)},
        {"extra_minutes": 5, "revoked_at": "now"},
        {"extra_minutes": 5, "revoked_by": "admin"},
    ],
)
def test_an_exception_takes_nothing_away_grants_something_and_is_taken_back_by_somebody(rep, admin, quiz, now, fields):
    values = {"now": now, "admin": admin}
    fields = {name: values.get(value, value) if isinstance(value, str) else value for name, value in fields.items()}
    whole = {"quiz": quiz, "learner": rep, "reason": "Ill", "granted_by": admin, "granted_at": now}

    assert refuses(lambda: QuizOverride.objects.bulk_create([QuizOverride(**whole, **fields)]))
    assert not refuses(lambda: QuizOverride.objects.bulk_create([QuizOverride(**whole, extra_minutes=5)]))


def test_a_quiz_has_a_line_a_time_and_an_end_that_can_be_kept(quiz, now):
    row = Quiz.objects.filter(pk=quiz.pk)

    assert refuses(lambda: row.update(pass_percent=101))
    assert refuses(lambda: row.update(pass_percent=-1))
    assert refuses(lambda: row.update(time_limit_minutes=0))
    assert refuses(lambda: row.update(opens_at=now, closes_at=now))
    assert not refuses(lambda: row.update(pass_percent=100, time_limit_minutes=1, opens_at=now, closes_at=now + timedelta(seconds=1)))


def test_one_request_for_an_attempt_is_open_at_a_time(rep, quiz, now):
    ask = lambda **fields: AttemptRequest.objects.bulk_create([AttemptRequest(quiz=quiz, learner=rep, asked_at=now, **fields)])  # noqa: E731 - a row of one line

    assert not refuses(lambda: ask(answered_at=now))
    assert not refuses(ask)
    assert refuses(ask)


def test_a_key_is_used_once_at_a_question_and_no_key_any_number_of_times(rep, quiz, now):
    slot = start_attempt(learner=rep, quiz=quiz, now=now).slots.first()
    save = lambda revision, **fields: Response.objects.bulk_create([Response(slot=slot, revision=revision, received_at=now, **fields)])  # noqa: E731 - the same

    assert not refuses(lambda: save(1, key="k"))
    assert refuses(lambda: save(2, key="k"))
    assert not refuses(lambda: save(2))
    assert not refuses(lambda: save(3))
    assert refuses(lambda: save(3))
    assert refuses(lambda: save(0))
    assert refuses(lambda: save(4, certainty=4))
