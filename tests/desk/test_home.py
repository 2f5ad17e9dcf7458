"""My academy."""

from datetime import timedelta

import pytest
from django.urls import reverse

from academy.certification.actions import begin_exam, open_cycle
from academy.certification.models import Cycle

pytestmark = pytest.mark.django_db

HOME = "/academy/"


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_stranger_to_the_site_signs_in_first(client):
    assert client.get(HOME).status_code == 302


def test_the_next_step_is_the_one_thing_to_do(client, rep, cycle, assign, certification, now):
    rep.academy_person.hired_on = now.date()
    rep.academy_person.save()
    assign(certification, due_days=9)
    client.force_login(rep)

    page = words(client.get(HOME))

    assert "Next step for Certified Fast-Deal Seller" in page
    assert page.count('class="button" href="/academy/quizzes/fds-exam/"') == 1
    assert "due in 9 days (10 Jun)" in page
    assert "25 minutes left to Certified Fast-Deal Seller" in page


def test_an_attempt_that_is_open_comes_first_for_me(client, rep, cycle, certification, now):
    attempt = begin_exam(learner=rep, certification=certification, now=now - timedelta(minutes=5))
    client.force_login(rep)

    page = words(client.get(HOME))

    assert reverse("academy_quizzes:attempt", args=[attempt.uuid]) in page
    assert "20 minutes left" in page


def test_whoever_is_certified_and_current_has_nothing_due(client, rep, award):
    client.force_login(rep)

    page = words(client.get(HOME))

    assert "Nothing due, Rep" in page
    assert "You can renew from" in page


def test_whoever_is_asked_nothing_is_shown_the_catalogue(client, rep):
    client.force_login(rep)

    page = words(client.get(HOME))

    assert "Nothing is asked of you now" in page
    assert 'href="/academy/catalogue/"' in page


def test_what_waits_for_a_manager_is_said_without_a_button(client, rep, make_certification, sit, now):
    certification = make_certification("CSA", sign_off=True)
    open_cycle(learner=rep, certification=certification, path="initial", now=now)
    sit(rep, certification, at=now)
    client.force_login(rep)

    page = words(client.get(HOME))

    assert "Your manager signs" in page
    assert "waiting for sign-off" in page


def test_the_page_costs_ten_queries_however_much_there_is(client, rep, make_certification, make_quiz, django_assert_max_num_queries, now):
    for code in ("FDS", "CSA", "CMC", "CXX"):
        quiz = make_quiz(f"exam-{code.lower()}", draw=4, purpose="certification")
        open_cycle(learner=rep, certification=make_certification(code, practice=True, sign_off=True, exam=quiz), path="initial", now=now)
    client.force_login(rep)
    client.get(HOME)  # from here on the outlines are remembered

    with django_assert_max_num_queries(10):
        page = client.get(HOME)

    assert Cycle.objects.open().of(rep).count() == 4
    assert page.content.decode().count('class="card is-link"') == 4


def test_runs_of_others_are_not_mixed_in(client, rep, stranger, certification, cycle, now):
    open_cycle(learner=stranger, certification=certification, path="initial", now=now)
    client.force_login(rep)

    page = client.get(HOME).content.decode()

    assert page.count("8 questions, 25") == 1
