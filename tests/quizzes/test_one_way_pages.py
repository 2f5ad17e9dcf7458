"""A quiz without a way back, in the browser: looking at something leaves no page, saying so does."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import save_answer, start_attempt
from quizzes.models import Quiz
from tests.quizzes.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(rep, exam):
    """Eight pages with one question each."""
    Quiz.objects.filter(pk=exam.pk).update(one_way=True)
    exam.refresh_from_db()
    return start_attempt(learner=rep, quiz=exam, now=timezone.now())


@pytest.fixture
def signed_in(client, rep):
    client.force_login(rep)
    return client


def question(attempt, position):
    return reverse("academy_quizzes:attempt_question", args=[attempt.uuid, position])


def leave(attempt, position):
    return reverse("academy_quizzes:attempt_leave", args=[attempt.uuid, position])


def page_in_hand(attempt):
    attempt.refresh_from_db()
    return attempt.page


def answered(attempt, position):
    slot = attempt.slots.select_related("version").get(position=position)
    save_answer(attempt, position=position, data=said(slot, right=True), revision=0, now=timezone.now())


@pytest.mark.parametrize("position", [1, 2, 3, 8, 9])
def test_an_address_that_is_opened_leaves_no_page(signed_in, attempt, position):
    for address in (question(attempt, position), leave(attempt, position)):
        for _time in range(2):
            signed_in.get(address, follow=True)

    assert page_in_hand(attempt) == 1


def test_the_next_page_asks_before_it_opens(signed_in, attempt):
    answered(attempt, 1)

    page = signed_in.get(question(attempt, 2), follow=True)

    assert page.redirect_chain == [(leave(attempt, 1), 302)]
    assert BeautifulSoup(page.content, "html.parser").select_one("main form[method=post]")["action"] == leave(attempt, 1)
    assert "you cannot come back to this page." in page.content.decode()


def test_save_and_next_goes_on_at_once_where_nothing_is_open(signed_in, attempt):
    answered(attempt, 1)

    answer = signed_in.post(question(attempt, 1), {"go": "next", "next": "2"})

    assert (answer.status_code, answer.url) == (302, question(attempt, 2))
    assert page_in_hand(attempt) == 2
    assert signed_in.get(question(attempt, 2)).status_code == 200


def test_save_and_next_asks_first_where_something_is_open(signed_in, attempt):
    answer = signed_in.post(question(attempt, 1), {"go": "next", "next": "2"})
    asked = signed_in.get(answer.url).content.decode()

    assert answer.url == leave(attempt, 1)
    assert "These questions have no answer yet" in asked
    assert page_in_hand(attempt) == 1


def test_saying_so_leaves_the_page_once(signed_in, attempt):
    first = signed_in.post(leave(attempt, 1))
    again = signed_in.post(leave(attempt, 1))

    assert (first.url, again.url) == (question(attempt, 2), question(attempt, 2))
    assert page_in_hand(attempt) == 2


def test_saying_so_needs_the_token_of_the_form(client, rep, attempt):
    from_elsewhere = type(client)(enforce_csrf_checks=True)
    from_elsewhere.force_login(rep)

    answer = from_elsewhere.post(leave(attempt, 1))

    assert answer.status_code == 403
    assert page_in_hand(attempt) == 1


def test_nobody_else_leaves_it(client, stranger, attempt):
    client.force_login(stranger)

    assert client.post(leave(attempt, 1)).status_code == 404
    assert page_in_hand(attempt) == 1
