"""One attempt for whoever leads its learner: the result by lesson and what happened, never single answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from academy.certification.actions import begin_exam
from quizzes.actions import Grant, grant_override
from quizzes.models import Attempt, AttemptEvent, Response

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(rep, certification, cycle, sit, now):
    return sit(rep, certification, at=now, right=6)


def page_of(attempt):
    return reverse("academy_desk:attempt", args=[attempt.uuid])


def words(answer):
    return " ".join(answer.content.decode().split())


def test_only_the_own_line_and_administrators_find_it(client, manager, rep, stranger, pmm, admin, attempt):
    seen = {}
    for user in (manager, rep, stranger, pmm, admin):
        client.force_login(user)
        seen[user.username] = client.get(page_of(attempt)).status_code

    assert seen == {"manager": 200, "rep": 404, "stranger": 404, "pmm": 404, "admin": 200}


def test_who_is_not_of_the_line_is_noted_in_the_log_and_told_so(client, manager, admin, attempt):
    client.force_login(manager)
    of_the_line = words(client.get(page_of(attempt)))
    noted_before = ModelLogEntry.objects.filter(action="academy.attempt.read").count()
    client.force_login(admin)

    page = words(client.get(page_of(attempt)))

    entry = ModelLogEntry.objects.get(action="academy.attempt.read")
    assert noted_before == 0
    assert "noted in the log" not in of_the_line
    assert (entry.user, entry.object_id) == (admin, str(attempt.pk))
    assert "noted in the log of the administration" in page


def test_what_happened_is_listed_and_counted(client, manager, rep, attempt, now):
    for minute, device in ((1, "phone"), (2, "phone"), (3, "desk")):
        AttemptEvent.objects.create(attempt=attempt, kind="focus_lost", at=now + timedelta(minutes=minute), device=device)
    AttemptEvent.objects.create(attempt=attempt, kind="device_change", at=now + timedelta(minutes=4), device="desk")
    slot = attempt.slots.first()
    Response.objects.create(slot=slot, revision=99, kind="late", answer=None, received_at=now + timedelta(minutes=30))
    client.force_login(manager)

    page = words(client.get(page_of(attempt)))

    assert "<dt>Answers that came too late</dt> <dd> 1 </dd>" in page
    assert "<dt>Page left for another window</dt> <dd> 3 times </dd>" in page
    assert "<dt>Devices</dt> <dd> 2 </dd>" in page
    for event in ("begun", "gone on with on another device", "handed in"):
        assert event in page
    assert "device 2" in page
    assert "Evidence only: nobody passes or fails by it." in page


def test_where_every_draft_is_kept_nothing_is_said_of_it(client, manager, attempt):
    client.force_login(manager)

    assert "Replaced drafts" not in words(client.get(page_of(attempt)))


def test_drafts_that_are_no_longer_kept_are_counted_and_the_limit_is_said(client, manager, attempt, now):
    slot = attempt.slots.first()
    newest = slot.responses.latest("revision").revision
    Response.objects.create(slot=slot, revision=newest + 31, answer=None, received_at=now)
    client.force_login(manager)

    page = words(client.get(page_of(attempt)))

    assert (
        "<dt>Replaced drafts no longer kept</dt> <dd> 30: of one question, drafts of 200,000 letters are kept beside its answer </dd>"
        in page
    )


def test_an_extension_says_until_when(client, manager, rep, certification, cycle, exam_quiz, now):
    attempt = begin_exam(learner=rep, certification=certification, now=now)
    grant_override(quiz=exam_quiz, learners=[rep], grant=Grant(extra_minutes=10), reason="Fire drill", by=manager, now=now)
    client.force_login(manager)

    page = words(client.get(page_of(attempt)))

    assert "given more time" in page
    assert "until 1 Jun, 09:35" in page
    assert "There is none while the attempt is under way." in page


def test_no_single_answer_and_no_key_is_on_it(client, manager, attempt):
    client.force_login(manager)

    page = client.get(page_of(attempt)).content.decode()

    assert "KEY-ONLY" not in page
    assert "What is a small deal?" not in page
    assert "not passed" in page
    assert "75 %" in page


def test_an_attempt_that_was_not_handed_in_has_no_result(client, manager, attempt):
    Attempt.objects.filter(pk=attempt.pk).update(closed_by=Attempt.ClosedBy.ABANDONED, points=0)
    client.force_login(manager)

    page = words(client.get(page_of(attempt)))

    assert "It was not handed in on time, so nothing was graded." in page
    assert "75 %" not in page


def test_it_costs_a_fixed_number_of_queries(client, manager, attempt, now, django_assert_max_num_queries):
    client.force_login(manager)
    client.get(page_of(attempt))
    with django_assert_max_num_queries(13) as before:
        client.get(page_of(attempt))
    for minute in range(20):
        AttemptEvent.objects.create(attempt=attempt, kind="resume", at=now + timedelta(minutes=minute), device="phone")

    with django_assert_max_num_queries(len(before)):
        client.get(page_of(attempt))


def test_the_person_page_leads_to_it(client, manager, rep, attempt):
    client.force_login(manager)

    page = client.get(reverse("academy_desk:person", args=[rep.academy_person.uuid])).content.decode()

    assert page_of(attempt) in page
