"""A learner asks for one more attempt, and whoever leads the learner answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from academy.models import AuditEntry
from quizzes.actions import OwnMatter, ask_for_attempt, decline_attempt
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


def decline(rep, quiz):
    return reverse("academy_desk:decline", args=[rep.academy_person.uuid, quiz.slug])


def test_declining_asks_for_a_reason_and_the_rep_reads_it(client, manager, rep, asked, exam_quiz, monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=8))
    client.force_login(manager)
    offered = words(client.get(reverse("academy_desk:team")))
    without = client.post(decline(rep, exam_quiz), {"reason": "  "})
    said = client.post(decline(rep, exam_quiz), {"reason": "Read the three lessons first."}, follow=True)
    client.force_login(rep)

    pages = [words(client.get(address)) for address in ("/academy/", "/academy/quizzes/fds-exam/")]

    assert f'href="{decline(rep, exam_quiz)}"' in offered
    assert without.status_code == 422
    assert "Declined. Rep reads the reason" in words(said)
    assert all("Read the three lessons first." in page for page in pages)
    assert "Ask again" in pages[1]
    assert AttemptRequest.objects.get().answered_by == manager


def test_who_was_declined_may_ask_again_and_be_granted_one(client, manager, rep, asked, exam_quiz, now):
    client.force_login(manager)
    client.post(decline(rep, exam_quiz), {"reason": "Not yet."})

    again = ask_for_attempt(quiz=exam_quiz, learner=rep, words="I read them.", now=now + timedelta(days=9))
    client.post(door(rep, exam_quiz))

    again.refresh_from_db()
    assert again.answered_at is not None
    assert again.declined_because == ""
    assert Allowance.of(rep, exam_quiz).left == 1


def test_nobody_declines_for_oneself_or_outside_the_own_line(client, stranger, pmm, rep, asked, exam_quiz, now):
    for user in (stranger, pmm, rep):
        client.force_login(user)
        assert client.post(decline(rep, exam_quiz), {"reason": "No."}).status_code == 404
    with pytest.raises(OwnMatter):
        decline_attempt(quiz=exam_quiz, learner=rep, reason="No.", by=rep, now=now)

    assert AttemptRequest.objects.open().count() == 1


def test_declining_is_on_record(client, admin, rep, asked, exam_quiz):
    client.force_login(admin)

    client.post(decline(rep, exam_quiz), {"reason": "Not yet."})

    assert AuditEntry.objects.filter(verb="attempt.decline", actor_id=admin.pk, refused=False).count() == 1
