"""A program goes through an attempt by the rules of its pages: one way, on one device, and noted."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import start_attempt
from quizzes.models import Attempt, Quiz, Response
from tests.quizzes.conftest import said

pytestmark = pytest.mark.django_db


class Program:
    """A client of the API with a session of its own."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)

    def ask(self, method, name, *args, **body):
        address = reverse(f"academy_api:{name}", args=args)
        return self.client.generic(method, address, json.dumps(body), "application/json")

    def begin(self, quiz):
        answer = self.ask("POST", "attempt-list", quiz=quiz.slug)
        return Attempt.objects.get(uuid=answer.json()["uuid"])

    def read(self, attempt):
        return self.client.get(reverse("academy_api:attempt-detail", args=[attempt.uuid])).json()

    def save(self, attempt, position):
        slot = attempt.slots.with_answers().select_related("version").get(position=position)
        body = {"answer": said(slot, right=True), "revision": slot.revision or 0}
        return self.ask("PUT", "attempt-answer", attempt.uuid, position, **body)

    def turn_to(self, attempt, page):
        return self.ask("POST", "attempt-page", attempt.uuid, page)


@pytest.fixture
def ruled(exam):
    """The exam with other rules: `ruled(one_way=True)`."""

    def change(**fields):
        Quiz.objects.filter(pk=exam.pk).update(**fields)
        exam.refresh_from_db()
        return exam

    return change


@pytest.fixture
def desk(rep):
    return Program(rep)


@pytest.fixture
def phone(rep):
    return Program(rep)


def positions(body):
    return [question["position"] for question in body["questions"]]


def refusal(answer):
    return answer.status_code, answer.json()["code"]


def kinds(attempt):
    return list(attempt.events.order_by("pk").values_list("kind", flat=True))


# One way


def test_one_way_only_the_page_in_hand_is_read(desk, ruled):
    attempt = desk.begin(ruled(one_way=True))

    body = desk.read(attempt)
    assert (positions(body), body["page"], body["pages"], body["total"]) == ([1], 1, 8, 8)
    body = desk.turn_to(attempt, 2).json()

    assert (positions(body), body["page"]) == ([2], 2)
    assert positions(desk.read(attempt)) == [2]


def test_one_way_the_answers_of_a_later_and_of_a_left_page_are_refused(desk, ruled):
    attempt = desk.begin(ruled(one_way=True))

    assert refusal(desk.save(attempt, 8)) == (409, "not_opened_yet")
    assert desk.save(attempt, 1).status_code == 200
    assert refusal(desk.save(attempt, 2)) == (409, "not_opened_yet")
    desk.turn_to(attempt, 2)
    assert desk.save(attempt, 2).status_code == 200
    assert refusal(desk.save(attempt, 1)) == (409, "no_way_back")

    assert list(Response.objects.order_by("pk").values_list("slot__position", flat=True)) == [1, 2]


def test_one_way_goes_page_by_page_and_never_back(desk, ruled):
    attempt = desk.begin(ruled(one_way=True))

    assert refusal(desk.turn_to(attempt, 3)) == (409, "not_opened_yet")
    assert desk.turn_to(attempt, 2).status_code == 200
    assert desk.turn_to(attempt, 2).status_code == 200
    assert refusal(desk.turn_to(attempt, 1)) == (409, "no_way_back")
    assert desk.turn_to(attempt, 9).status_code == 404


def test_one_way_the_pages_skip_none_either(desk, ruled):
    attempt = desk.begin(ruled(one_way=True))

    skipped = desk.client.get(reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 5]))

    assert skipped.url == reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 1])
    attempt.refresh_from_db()
    assert attempt.page == 1


def test_one_way_flags_are_for_the_page_in_hand(desk, ruled):
    attempt = desk.begin(ruled(one_way=True))

    assert desk.ask("PATCH", "attempt-answer", attempt.uuid, 1, flagged=True).status_code == 200
    assert refusal(desk.ask("PATCH", "attempt-answer", attempt.uuid, 8, flagged=True)) == (409, "not_opened_yet")


def test_with_a_way_back_every_page_is_read_and_answered(desk, exam):
    attempt = desk.begin(exam)

    assert positions(desk.read(attempt)) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [desk.save(attempt, position).status_code for position in (8, 1, 5)] == [200] * 3


def test_a_closed_attempt_opens_no_page(desk, ruled):
    attempt = desk.begin(ruled(one_way=True))
    desk.ask("POST", "attempt-submit", attempt.uuid)

    assert refusal(desk.turn_to(attempt, 2)) == (409, "closed")


# One device


def test_on_another_device_no_question_is_read_and_it_says_why(desk, phone, ruled):
    attempt = desk.begin(ruled(single_device=True))

    for body in (phone.read(attempt), phone.ask("POST", "attempt-list", quiz="fds-exam").json()):
        assert body["questions"] == []
        assert "open on another device" in body["elsewhere"]
        assert body["total"] == 8
    assert refusal(phone.turn_to(attempt, 1)) == (409, "elsewhere")
    assert (len(desk.read(attempt)["questions"]), desk.read(attempt)["elsewhere"]) == (8, "")


def test_another_device_neither_flags_nor_tries_nor_hands_in(desk, phone, ruled):
    attempt = desk.begin(ruled(single_device=True, behaviour="adaptive"))

    answers = [
        phone.save(attempt, 1),
        phone.ask("PATCH", "attempt-answer", attempt.uuid, 1, flagged=True),
        phone.ask("POST", "attempt-try", attempt.uuid, 1, answer=None, revision=0),
        phone.ask("POST", "attempt-submit", attempt.uuid),
    ]

    assert [refusal(answer) for answer in answers] == [(409, "elsewhere")] * 4
    attempt.refresh_from_db()
    assert attempt.is_open
    assert not attempt.slots.filter(flagged=True).exists()


def test_once_taken_over_it_is_the_other_way_round(desk, phone, ruled):
    attempt = desk.begin(ruled(single_device=True))

    phone.ask("POST", "attempt-take-over", attempt.uuid)

    assert len(phone.read(attempt)["questions"]) == 8
    assert desk.read(attempt)["questions"] == []
    assert refusal(desk.ask("POST", "attempt-submit", attempt.uuid)) == (409, "elsewhere")
    assert phone.ask("POST", "attempt-submit", attempt.uuid).status_code == 200


def test_the_page_that_hands_in_asks_another_device_to_take_over_first(desk, phone, ruled):
    attempt = desk.begin(ruled(single_device=True))

    page = phone.client.post(reverse("academy_quizzes:attempt_submit", args=[attempt.uuid]))

    assert page.status_code == 409
    assert reverse("academy_quizzes:attempt_take_over", args=[attempt.uuid]) in page.content.decode()
    assert Attempt.objects.get(pk=attempt.pk).is_open


def test_a_flag_of_a_page_on_another_device_is_not_set(desk, phone, ruled):
    attempt = desk.begin(ruled(single_device=True))

    phone.client.post(reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 1]), {"go": "flag"})

    assert not attempt.slots.filter(flagged=True).exists()


def test_the_clock_closes_it_whoever_looks(desk, phone, ruled):
    attempt = desk.begin(ruled(single_device=True))
    over = timezone.now() - timedelta(minutes=1)
    Attempt.objects.update(started_at=over, deadline_at=over, ends_at=over)

    answer = phone.ask("POST", "attempt-submit", attempt.uuid)

    assert (answer.status_code, answer.json()["closed_by"]) == (200, "deadline")


# The pages, asked for by a form that is not taken


def page_text(program, attempt, position, **fields):
    page = program.client.post(reverse("academy_quizzes:attempt_question", args=[attempt.uuid, position]), fields)
    return page.status_code, page.content.decode()


def shows(text, position):
    return f'data-question="q{position}-"' in text


def test_a_refused_form_shows_no_question_on_a_device_that_never_had_it(desk, phone, ruled):
    attempt = desk.begin(ruled(single_device=True))

    status, there = page_text(phone, attempt, 1, **{"q1-revision": 0})
    assert (status, shows(there, 1)) == (409, False)
    phone.ask("POST", "attempt-take-over", attempt.uuid)
    status, here = page_text(desk, attempt, 1, **{"q1-revision": 0})

    assert (status, shows(here, 1)) == (409, True)  # what was typed there is still there


def test_a_refused_form_shows_no_later_page(desk, ruled):
    attempt = desk.begin(ruled(one_way=True))
    desk.save(attempt, 1)

    status, text = page_text(desk, attempt, 8, **{"q1-revision": 0})  # behind: there is a newer answer

    assert (status, shows(text, 8)) == (302, False)


# The log


def test_going_on_by_the_api_is_noted_as_by_the_pages(desk, phone, rep, exam):
    attempt = desk.begin(exam)

    desk.read(attempt)
    phone.read(attempt)
    phone.begin(exam)

    assert kinds(attempt) == ["start", "resume", "resume", "device_change", "resume"]


def test_reading_a_closed_attempt_is_not_going_on(desk, rep, exam):
    attempt = start_attempt(learner=rep, quiz=exam, now=timezone.now())
    desk.ask("POST", "attempt-submit", attempt.uuid)

    desk.read(attempt)

    assert kinds(attempt) == ["start", "submit"]
