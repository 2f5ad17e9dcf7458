"""Going on elsewhere, one device at a time, one way, and what is noted."""

import pytest
from django.db import DatabaseError, transaction

from quizzes.actions import (
    Elsewhere,
    NoWayBack,
    Sent,
    answer_question,
    note_focus_lost,
    note_resumed,
    open_page,
    start_attempt,
    submit_attempt,
    take_over,
)
from quizzes.models import Attempt, AttemptEvent, Quiz
from tests.quizzes.at_once import at_once
from tests.quizzes.conftest import said


@pytest.fixture
def begin(rep, exam, now):
    """Begin the exam on the phone, with other settings: `begin(single_device=True)`."""

    def make(**fields):
        Quiz.objects.filter(pk=exam.pk).update(**fields)
        exam.refresh_from_db()
        return start_attempt(learner=rep, quiz=exam, now=now, device="phone")

    return make


def save(attempt, position, now, *, device):
    slot = attempt.slots.with_answers().select_related("version").get(position=position)
    sent = Sent(revision=slot.revision or 0, data=said(slot, right=True), device=device)
    return answer_question(learner=attempt.learner, attempt=attempt.uuid, position=position, sent=sent, now=now)


def kinds(attempt):
    return list(attempt.events.order_by("pk").values_list("kind", flat=True))


def test_another_device_goes_on_with_the_same_questions_and_the_same_clock(begin, now):
    attempt = begin()

    there = open_page(attempt, page=1, device="laptop", now=now)
    save(attempt, 1, now, device="laptop")
    save(attempt, 2, now, device="phone")

    assert (there.device, there.deadline_at) == ("laptop", attempt.deadline_at)
    assert kinds(attempt) == ["start", "device_change"]


def test_with_one_device_the_other_neither_opens_nor_saves(begin, now):
    attempt = begin(single_device=True)

    with pytest.raises(Elsewhere):
        open_page(attempt, page=1, device="laptop", now=now)
    with pytest.raises(Elsewhere):
        save(attempt, 1, now, device="laptop")

    save(attempt, 1, now, device="phone")
    assert kinds(attempt) == ["start"]


def test_taking_over_is_asked_for_and_noted_and_turns_it_round(begin, now):
    attempt = begin(single_device=True)

    for _press in range(2):
        take_over(attempt, device="laptop", now=now)

    save(attempt, 1, now, device="laptop")
    with pytest.raises(Elsewhere):
        save(attempt, 2, now, device="phone")
    assert kinds(attempt) == ["start", "takeover"]


def test_one_way_a_page_that_was_left_neither_opens_nor_changes(begin, now):
    attempt = begin(one_way=True)
    save(attempt, 1, now, device="phone")

    attempt = open_page(attempt, page=2, device="phone", now=now)

    with pytest.raises(NoWayBack):
        open_page(attempt, page=1, device="phone", now=now)
    with pytest.raises(NoWayBack):
        save(attempt, 1, now, device="phone")
    assert submit_attempt(attempt, now=now).points == 1


def test_looking_at_a_page_again_writes_nothing(begin, now, django_assert_num_queries):
    attempt = begin()

    with django_assert_num_queries(0):
        open_page(attempt, page=1, device="phone", now=now)


def test_what_happens_is_evidence_and_ends_with_the_attempt(begin, now):
    attempt = begin()
    note_resumed(attempt, device="phone", now=now)
    assert note_focus_lost(attempt, device="phone", now=now)

    attempt = submit_attempt(attempt, now=now, device="phone")

    assert not note_focus_lost(attempt, device="phone", now=now)
    assert kinds(attempt) == ["start", "resume", "focus_lost", "submit"]


def test_nothing_is_noted_of_an_attempt_that_was_handed_in_since_it_was_read(begin, now):
    attempt = begin()
    read_before = Attempt.objects.get(pk=attempt.pk)
    submit_attempt(attempt, now=now, device="phone")

    assert not note_focus_lost(read_before, device="phone", now=now)
    note_resumed(read_before, device="phone", now=now)

    assert kinds(attempt) == ["start", "submit"]


def test_nothing_is_noted_of_an_attempt_that_is_gone(db, now):
    gone = Attempt(pk=999_999)

    assert not note_focus_lost(gone, device="phone", now=now)
    note_resumed(gone, device="phone", now=now)

    assert not AttemptEvent.objects.exists()


def test_one_kind_is_noted_two_hundred_times_and_no_more(begin, now):
    attempt = begin()
    AttemptEvent.objects.bulk_create(AttemptEvent(attempt=attempt, kind=AttemptEvent.Kind.FOCUS_LOST, at=now) for _note in range(199))

    assert [note_focus_lost(attempt, device="phone", now=now) for _press in range(2)] == [True, False]


@pytest.mark.race
def test_twenty_notes_at_once_stop_at_two_hundred(begin, now):
    attempt = begin()
    AttemptEvent.objects.bulk_create(AttemptEvent(attempt=attempt, kind=AttemptEvent.Kind.FOCUS_LOST, at=now) for _note in range(195))

    noted = at_once(*[lambda: note_focus_lost(attempt, device="phone", now=now)] * 20)

    assert sorted(noted) == [False] * 15 + [True] * 5
    assert attempt.events.filter(kind=AttemptEvent.Kind.FOCUS_LOST).count() == 200


@pytest.mark.race
def test_no_note_comes_after_handing_in(begin, now):
    attempt = begin()

    at_once(*[lambda: note_focus_lost(attempt, device="phone", now=now)] * 10, lambda: submit_attempt(attempt, now=now))

    assert kinds(attempt)[-1] == "submit"


def test_the_log_of_an_attempt_is_never_changed(begin, now):
    attempt = begin()

    with pytest.raises(DatabaseError), transaction.atomic():
        AttemptEvent.objects.filter(attempt=attempt).update(device="elsewhere")
