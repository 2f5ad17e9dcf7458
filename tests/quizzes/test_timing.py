"""The clock of an attempt: to the second, and decided by the server alone."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import (
    AnsweredTooLate,
    AttemptClosed,
    ClosedAlready,
    CoolingOff,
    Grant,
    NotOpenYet,
    TooManyStarts,
    close_overdue,
    grant_override,
    open_window,
    revoke_override,
    save_answer,
    start_attempt,
    submit_attempt,
    sweep,
)
from quizzes.models import Allowance, Attempt, AttemptEvent, OnExpiry, Quiz, QuizOverride, Response
from tests.quizzes.conftest import said

SECOND = timedelta(seconds=1)
GRACE = timedelta(seconds=15)  # ACADEMY["NETWORK_GRACE_SECONDS"]


@pytest.fixture
def attempt(rep, exam, now):
    return start_attempt(learner=rep, quiz=exam, now=now)


@pytest.fixture
def save(attempt):
    """Save an answer to the first question: `save(at=moment, right=True)`; returns the response."""
    slot = attempt.slots.select_related("version").get(position=1)

    def write(*, at, right=True, revision=0, key=""):
        return save_answer(attempt, position=1, data=said(slot, right=right), revision=revision, now=at, key=key)

    return write


def moved(quiz, **fields):
    """Change settings of a quiz and read it again."""
    Quiz.objects.filter(pk=quiz.pk).update(**fields)
    quiz.refresh_from_db()
    return quiz


def test_a_save_a_second_before_the_deadline_counts(attempt, save):
    save(at=attempt.deadline_at - SECOND)

    assert submit_attempt(attempt, now=attempt.deadline_at).points == 1


def test_a_save_that_was_on_its_way_at_the_deadline_counts(attempt, save):
    save(at=attempt.deadline_at + GRACE)

    close_overdue(now=attempt.deadline_at + GRACE + SECOND)

    attempt.refresh_from_db()
    assert (attempt.points, attempt.submitted_at) == (1, attempt.deadline_at)


def test_a_save_after_the_grace_is_stored_as_late_and_not_graded(attempt, save):
    with pytest.raises(AnsweredTooLate):
        save(at=attempt.deadline_at + GRACE + SECOND)

    attempt.refresh_from_db()
    late = Response.objects.get()
    assert (late.kind, late.received_at) == (Response.Kind.LATE, attempt.deadline_at + GRACE + SECOND)
    assert (attempt.closed_by, attempt.points, attempt.submitted_at) == (Attempt.ClosedBy.DEADLINE, 0, attempt.deadline_at)
    assert attempt.events.filter(kind=AttemptEvent.Kind.LATE_WRITE).count() == 1


def test_a_late_answer_that_is_sent_again_is_stored_once(attempt, save):
    for wait in (1, 2):
        with pytest.raises(AnsweredTooLate):
            save(at=attempt.deadline_at + GRACE + wait * SECOND, key="the same")

    assert Response.objects.late().count() == 1


def test_a_late_answer_leaves_the_one_in_time_as_it_was(attempt, save):
    save(at=attempt.deadline_at, right=True)

    with pytest.raises(AnsweredTooLate):
        save(at=attempt.deadline_at + GRACE + SECOND, right=False, revision=1)

    attempt.refresh_from_db()
    assert attempt.points == 1


def test_what_comes_after_handing_in_early_is_refused_and_not_stored(attempt, save, now):
    submit_attempt(attempt, now=now + timedelta(minutes=5))

    with pytest.raises(AttemptClosed):
        save(at=now + timedelta(minutes=5, seconds=1))

    assert not Response.objects.exists()


def test_handing_in_within_the_grace_counts_as_handed_in_at_the_deadline_by_the_learner(attempt):
    closed = submit_attempt(attempt, now=attempt.deadline_at + GRACE)

    assert (closed.closed_by, closed.submitted_at) == (Attempt.ClosedBy.LEARNER, attempt.deadline_at)


def test_the_sweeper_waits_for_the_grace(attempt):
    assert close_overdue(now=attempt.deadline_at + GRACE) == 0
    assert close_overdue(now=attempt.deadline_at + GRACE + SECOND) == 1


def test_an_exception_a_second_before_the_deadline_is_honoured(attempt, save, exam, rep, manager):
    end = attempt.deadline_at
    grant_override(quiz=exam, learners=[rep], grant=Grant(extra_minutes=10), reason="fire alarm", by=manager, now=end - SECOND)

    save(at=end + timedelta(minutes=10))

    attempt.refresh_from_db()
    assert (attempt.deadline_at, attempt.is_open) == (end + timedelta(minutes=10), True)
    assert attempt.events.filter(kind=AttemptEvent.Kind.EXTENDED).count() == 1


def test_an_exception_after_the_end_opens_nothing_again(attempt, exam, rep, manager):
    over = attempt.deadline_at + GRACE + SECOND
    close_overdue(now=over)

    grant_override(quiz=exam, learners=[rep], grant=Grant(extra_minutes=10), reason="too late", by=manager, now=over)

    attempt.refresh_from_db()
    assert not attempt.is_open


def test_an_exception_after_the_end_moves_no_deadline_though_nobody_has_closed_the_attempt_yet(attempt, exam, rep, manager):
    end, over = attempt.deadline_at, attempt.deadline_at + GRACE + SECOND

    grant_override(quiz=exam, learners=[rep], grant=Grant(extra_minutes=10), reason="too late", by=manager, now=over)

    attempt.refresh_from_db()
    assert (attempt.is_open, attempt.deadline_at, attempt.ends_at) == (True, end, end)
    assert not attempt.events.filter(kind=AttemptEvent.Kind.EXTENDED).exists()
    assert close_overdue(now=over) == 1


def test_a_deadline_never_moves_nearer(attempt, exam, rep, manager, now):
    (long,) = grant_override(quiz=exam, learners=[rep], grant=Grant(extra_minutes=30), reason="agreed", by=manager, now=now)
    revoke_override(long, by=manager, now=now + SECOND)

    grant_override(quiz=exam, learners=[rep], grant=Grant(extra_minutes=10), reason="less", by=manager, now=now + 2 * SECOND)

    attempt.refresh_from_db()
    assert attempt.deadline_at == now + timedelta(minutes=55)
    assert attempt.events.filter(kind=AttemptEvent.Kind.EXTENDED).count() == 1


def test_an_exception_for_one_person_moves_nobody_elses_deadline(attempt, exam, rep, stranger, manager, now):
    open_window(quiz=exam, learner=stranger, now=now)
    other = start_attempt(learner=stranger, quiz=exam, now=now)

    grant_override(quiz=exam, learners=[rep], grant=Grant(extra_minutes=10), reason="agreed", by=manager, now=now)

    other.refresh_from_db()
    assert other.deadline_at == now + timedelta(minutes=25)


def test_of_several_exceptions_the_most_generous_counts_field_by_field(exam, rep, manager, now):
    for grant in (Grant(time_factor=Decimal("1.50")), Grant(extra_minutes=20), Grant(extra_attempts=2), Grant(extra_attempts=1)):
        grant_override(quiz=exam, learners=[rep], grant=grant, reason="agreed", by=manager, now=now)

    attempt = start_attempt(learner=rep, quiz=exam, now=now)

    assert attempt.deadline_at == now + timedelta(minutes=45)  # 25 + 20 is more than 25 × 1.5
    assert Allowance.of(rep, exam).limit == 5


def test_a_factor_of_a_third_more_never_rounds_against_the_learner(exam, rep, manager, now):
    moved(exam, time_limit_minutes=1)
    grant_override(quiz=exam, learners=[rep], grant=Grant(time_factor=Decimal("1.33")), reason="agreed", by=manager, now=now)

    attempt = start_attempt(learner=rep, quiz=exam, now=now)

    assert attempt.deadline_at == now + timedelta(seconds=79.8)


def test_an_exception_that_was_taken_back_leaves_the_open_attempt_its_time(exam, rep, manager, now):
    (given,) = grant_override(quiz=exam, learners=[rep], grant=Grant(extra_minutes=10), reason="agreed", by=manager, now=now)
    attempt = start_attempt(learner=rep, quiz=exam, now=now)

    revoke_override(given, by=manager, now=now)

    attempt.refresh_from_db()
    assert attempt.deadline_at == now + timedelta(minutes=35)
    assert not QuizOverride.objects.standing().exists()


def test_a_shorter_limit_set_by_the_author_changes_nothing_for_an_open_attempt(attempt, exam, rep, manager, now):
    moved(exam, time_limit_minutes=5)

    grant_override(quiz=exam, learners=[rep], grant=Grant(extra_minutes=3), reason="agreed", by=manager, now=now)

    attempt.refresh_from_db()
    assert attempt.deadline_at == now + timedelta(minutes=28)


def test_a_quiz_opens_and_closes_to_the_second(rep, quiz, now):
    moved(quiz, opens_at=now, closes_at=now + timedelta(hours=1))

    with pytest.raises(NotOpenYet):
        start_attempt(learner=rep, quiz=quiz, now=now - SECOND)
    with pytest.raises(ClosedAlready):
        start_attempt(learner=rep, quiz=quiz, now=now + timedelta(hours=1))

    assert start_attempt(learner=rep, quiz=quiz, now=now).deadline_at == now + timedelta(hours=1)


def test_the_time_of_an_attempt_ends_when_its_quiz_closes(rep, quiz, now):
    moved(quiz, time_limit_minutes=25, closes_at=now + timedelta(minutes=10))

    assert start_attempt(learner=rep, quiz=quiz, now=now).deadline_at == now + timedelta(minutes=10)


def test_a_later_end_for_one_person_lets_that_person_begin(rep, stranger, manager, quiz, now):
    moved(quiz, closes_at=now)
    later = Grant(closes_at=now + timedelta(days=1))
    grant_override(quiz=quiz, learners=[rep], grant=later, reason="on a plane", by=manager, now=now)

    begun = start_attempt(learner=rep, quiz=quiz, now=now + SECOND)

    assert begun.deadline_at == now + timedelta(days=1)
    with pytest.raises(ClosedAlready):
        start_attempt(learner=stranger, quiz=quiz, now=now + SECOND)


def test_the_first_cool_off_and_the_later_ones_end_to_the_second(rep, quiz, now):
    moved(quiz, cooloff_minutes=60, cooloff_later_minutes=120, max_attempts=0)
    first = submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)

    with pytest.raises(CoolingOff) as wait:
        start_attempt(learner=rep, quiz=quiz, now=first.submitted_at + timedelta(hours=1) - SECOND)
    second_at = first.submitted_at + timedelta(hours=1)
    second = submit_attempt(start_attempt(learner=rep, quiz=quiz, now=second_at), now=second_at)
    with pytest.raises(CoolingOff):
        start_attempt(learner=rep, quiz=quiz, now=second.submitted_at + timedelta(hours=2) - SECOND)

    assert wait.value.until == second_at
    assert start_attempt(learner=rep, quiz=quiz, now=second.submitted_at + timedelta(hours=2)).number == 3


def test_nobody_begins_a_quiz_more_than_thirty_times_an_hour(rep, quiz, now):
    moved(quiz, max_attempts=0)
    for _attempt in range(30):
        submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)

    with pytest.raises(TooManyStarts):
        start_attempt(learner=rep, quiz=quiz, now=now + timedelta(hours=1) - SECOND)

    assert start_attempt(learner=rep, quiz=quiz, now=now + timedelta(hours=1)).number == 31


def test_a_cool_off_that_ends_after_the_quiz_has_closed_is_told(rep, quiz, now):
    moved(quiz, cooloff_minutes=60, closes_at=now + timedelta(minutes=30))
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)

    assert Allowance.of(rep, quiz).waits_in_vain


def test_with_time_to_hand_in_answers_end_at_the_deadline_and_handing_in_later(rep, exam, now):
    moved(exam, on_expiry=OnExpiry.GRACE, grace_minutes=5)
    attempt = start_attempt(learner=rep, quiz=exam, now=now)
    slot = attempt.slots.select_related("version").get(position=1)
    save_answer(attempt, position=1, data=said(slot, right=True), revision=0, now=now)

    with pytest.raises(AnsweredTooLate):
        save_answer(attempt, position=1, data=said(slot, right=False), revision=1, now=attempt.deadline_at + GRACE + SECOND)
    closed = submit_attempt(attempt, now=attempt.deadline_at + timedelta(minutes=5))

    assert (closed.closed_by, closed.points) == (Attempt.ClosedBy.LEARNER, 1)
    assert closed.submitted_at == attempt.deadline_at + timedelta(minutes=5)


@pytest.mark.parametrize(("on_expiry", "minutes"), [(OnExpiry.GRACE, 5), (OnExpiry.ABANDON, 0)])
def test_what_was_not_handed_in_where_it_has_to_be_counts_for_nothing_and_as_an_attempt(rep, exam, answering, now, on_expiry, minutes):
    moved(exam, on_expiry=on_expiry, grace_minutes=minutes)
    attempt = answering(start_attempt(learner=rep, quiz=exam, now=now), right=8)

    close_overdue(now=attempt.deadline_at + timedelta(minutes=minutes) + GRACE + SECOND)

    attempt.refresh_from_db()
    assert (attempt.closed_by, attempt.points, attempt.passed) == (Attempt.ClosedBy.ABANDONED, 0, False)
    assert Allowance.of(rep, exam).left == 2


@pytest.mark.parametrize(
    "begins",
    [
        datetime(2026, 10, 25, 2, 50, tzinfo=ZoneInfo("Europe/Berlin")),  # the hour that comes twice
        datetime(2026, 3, 29, 1, 50, tzinfo=ZoneInfo("Europe/Berlin")),  # the hour that is left out
        datetime(2026, 6, 1, 23, 50, tzinfo=ZoneInfo("Asia/Shanghai")),  # past midnight in UTC+8
    ],
)
def test_twenty_five_minutes_are_twenty_five_minutes_on_every_night_of_the_year(rep, exam, begins):
    open_window(quiz=exam, learner=rep, now=begins - SECOND)

    attempt = start_attempt(learner=rep, quiz=exam, now=begins)

    attempt.refresh_from_db()
    assert attempt.deadline_at.astimezone(UTC) - attempt.started_at.astimezone(UTC) == timedelta(minutes=25)


@pytest.fixture
def broken(rep, make_quiz, questions, now):
    """An attempt of the rep that nobody can grade."""
    attempt = start_attempt(learner=rep, quiz=make_quiz("broken", draw=8, time_limit_minutes=5), now=now)
    for slot in attempt.slots.all():
        Response.objects.create(slot=slot, revision=1, answer={"no": "answer"}, received_at=now)
    return attempt


def test_an_attempt_that_cannot_be_closed_holds_nobody_up_and_is_named_in_the_log(broken, stranger, quiz, now, caplog):
    quiz.time_limit_minutes = 10
    quiz.save()
    later = start_attempt(learner=stranger, quiz=quiz, now=now)

    swept = sweep(now=now + timedelta(hours=1))

    assert swept == (1, 1)
    assert not Attempt.objects.get(pk=later.pk).is_open
    assert Attempt.objects.get(pk=broken.pk).is_open
    assert str(broken.uuid) in caplog.text


def test_an_attempt_that_cannot_be_closed_bars_no_other_quiz(broken, rep, quiz, now):
    assert start_attempt(learner=rep, quiz=quiz, now=now + timedelta(hours=1)).is_open


def test_every_answer_of_a_page_that_comes_too_late_is_kept(client, rep, quiz):
    quiz.questions_per_page, quiz.time_limit_minutes = 5, 5
    quiz.save()
    attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now() - timedelta(minutes=6))
    client.force_login(rep)
    slots = list(attempt.slots.select_related("version"))
    sent = {f"q{slot.position}-{name}": value for slot in slots for name, value in {"revision": 0, **fields_of(slot)}.items()}

    client.post(reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 1]), sent)

    kept = Response.objects.filter(kind=Response.Kind.LATE).order_by("slot__position")
    assert list(kept.values_list("slot__position", flat=True)) == [1, 2, 3, 4, 5]


def fields_of(slot):
    """An answer as the fields of a page, whatever is asked; what is not understood counts as none."""
    data = said(slot, right=True)
    return {name: value for name, value in data.items() if isinstance(value, str)}
