"""A learner asks for one more attempt, and whoever leads the learner answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from quizzes.actions import ask_for_attempt
from quizzes.models import Allowance, AttemptRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(rep, certification, cycle, sit, exam_quiz, now):
    """The rep has used up three attempts and asks for another."""
    for number in range(3):
        sit(rep, certification, at=now + timedelta(days=number * 2), right=0)
    return ask_for_attempt(quiz=exam_quiz, learner=rep, words="The train was late.", now=now + timedelta(days=7))


def words(answer):
    return " ".join(answer.content.decode().split())


def door(rep, quiz):
    return reverse("academy_desk:grant", args=[rep.academy_person.uuid, quiz.slug])


def test_the_request_needs_the_manager_on_the_team_page(client, manager, rep, asked, exam_quiz):
    client.force_login(manager)

    page = words(client.get(reverse("academy_desk:team")))

    assert "Rep, asks for one more attempt" in page
    assert "“The train was late.”" in page
    assert f'action="{door(rep, exam_quiz)}"' in page


def test_it_stands_on_the_person_page_once_with_its_day_and_words(client, manager, rep, asked, exam_quiz):
    client.force_login(manager)

    page = words(client.get(reverse("academy_desk:person", args=[rep.academy_person.uuid])))

    assert "Asked on 8 Jun for one more attempt at “Desk quiz”." in page
    assert "The train was late." in page
    assert page.count(f'action="{door(rep, exam_quiz)}"') == 1


def test_granting_answers_it(client, manager, rep, asked, exam_quiz):
    client.force_login(manager)

    client.post(door(rep, exam_quiz))
    page = words(client.get(reverse("academy_desk:team")))

    asked.refresh_from_db()
    assert asked.answered_at is not None
    assert Allowance.of(rep, exam_quiz).left == 1
    assert "asks for one more attempt" not in page


def test_nobody_else_sees_or_answers_it(client, stranger, pmm, rep, asked, exam_quiz, make_person, make_team):
    other = make_person("other")
    make_team("theirs", manager=other)
    for user in (stranger, pmm, other, rep):
        client.force_login(user)
        team = client.get(reverse("academy_desk:team"))
        assert "The train was late." not in team.content.decode()
        assert client.post(door(rep, exam_quiz)).status_code == 404

    assert AttemptRequest.objects.open().count() == 1
