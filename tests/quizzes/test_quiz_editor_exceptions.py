"""Exceptions of a quiz in the administration: made by the academy's administrators, for persons, with a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.actions import start_attempt
from quizzes.models import QuizOverride, Terms
from tests.quizzes.editing import address, faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, admin):
    client.force_login(admin)
    return client


def grant(office, exam, *learners, **fields):
    sent = {
        "learners": [one.pk for one in learners],
        "time_factor": "1",
        "extra_minutes": "0",
        "extra_attempts": "0",
        "reason": "Dyslexia",
        **fields,
    }
    return office.post(address("quiz", "exceptions", exam.pk), sent)


def test_several_persons_get_one_each(office, exam, rep, manager, admin):
    answer = grant(office, exam, rep, manager, time_factor="1.25", extra_attempts="1")

    assert answer.status_code == 302
    assert {(one.learner, one.granted_by, one.reason) for one in QuizOverride.objects.all()} == {
        (rep, admin, "Dyslexia"),
        (manager, admin, "Dyslexia"),
    }
    assert Terms.of(rep, exam).time_limit == timedelta(minutes=25 * 1.25)


def test_an_open_attempt_gets_the_time_at_once(office, exam, rep):
    attempt = start_attempt(learner=rep, quiz=exam, now=timezone.now())

    grant(office, exam, rep, extra_minutes="10")

    assert attempt.deadline_at + timedelta(minutes=10) == type(attempt).objects.get().deadline_at


def test_the_page_lists_them_in_words_with_names(office, exam, rep):
    grant(office, exam, rep, time_factor="1.50", extra_minutes="10", extra_attempts="1")

    page = faults(office.get(address("quiz", "exceptions", exam.pk)))

    assert "1.5 times the time, 10 minutes more, 1 attempt more Dyslexia admin," in page.replace("Admin", "admin")


def test_one_is_taken_back_and_stays_on_record(office, exam, rep, admin):
    grant(office, exam, rep, extra_attempts="1")
    override = QuizOverride.objects.get()

    answer = office.post(address("quiz", "take_back", exam.pk, override.uuid))

    override.refresh_from_db()
    assert (answer.status_code, override.revoked_by) == (302, admin)
    assert "taken back by admin" in faults(office.get(address("quiz", "exceptions", exam.pk))).casefold()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Say what is granted: more time, more attempts, an earlier start or a later end."),
        ({"extra_minutes": "5", "reason": " "}, "This field is required."),
        ({"time_factor": "0.5"}, "Ensure this value is greater than or equal to 1."),
        ({"time_factor": "NaN"}, "Enter a number."),
        ({"opens_at": "2026-06-02 09:00", "closes_at": "2026-06-01 09:00"}, "A quiz has to close after it opens."),
    ],
)
def test_what_grants_nothing_or_says_nothing_is_refused(office, exam, rep, fields, sentence):
    page = grant(office, exam, rep, **fields)

    assert page.status_code == 422
    assert sentence in faults(page)
    assert not QuizOverride.objects.exists()


def test_nobody_makes_one_for_themselves(office, exam, admin):
    page = grant(office, exam, admin, extra_attempts="1")

    assert "Nobody can make an exception for themselves." in faults(page)
    assert not QuizOverride.objects.exists()


@pytest.mark.parametrize("who", ["pmm", "manager", "rep", None])
def test_only_administrators_make_and_take_back(client, request, exam, stranger, admin, now, who):
    override = QuizOverride.objects.create(quiz=exam, learner=stranger, extra_attempts=1, reason="Ill", granted_by=admin, granted_at=now)
    if who:
        client.force_login(request.getfixturevalue(who))

    answers = [
        client.get(address("quiz", "exceptions", exam.pk)),
        grant(client, exam, stranger, extra_attempts="5"),
        client.post(address("quiz", "take_back", exam.pk, override.uuid)),
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert {answer.url.partition("?")[0] for answer in answers} == {"/cms/" if who == "pmm" else "/academy/account/sign-in/"}
    assert list(QuizOverride.objects.standing().values_list("extra_attempts", flat=True)) == [1]


def test_one_of_another_quiz_is_not_found(office, exam, make_quiz, rep):
    grant(office, exam, rep, extra_attempts="1")
    other = make_quiz("other")

    assert office.post(address("quiz", "take_back", other.pk, QuizOverride.objects.get().uuid)).status_code == 404


def test_extra_time_that_the_closing_cuts_off_is_said_at_the_form_and_in_the_list(office, exam, rep):
    exam.closes_at = timezone.now() + timedelta(minutes=15)
    exam.save()

    asked = faults(office.get(address("quiz", "exceptions", exam.pk)))
    grant(office, exam, rep, extra_minutes="10")
    page = faults(office.get(address("quiz", "exceptions", exam.pk)))

    assert "Extra time ends then too, unless it closes later for them." in asked
    assert "and extra time ends then too. To give more, make an exception with a later end." in page
    assert "which ends the extra time too" in page
