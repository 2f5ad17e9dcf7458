"""One person, for whoever leads them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from academy.certification.actions import open_cycle
from quizzes.models import Allowance

pytestmark = pytest.mark.django_db


def page_of(user):
    return reverse("academy_desk:person", args=[user.academy_person.uuid])


def words(answer):
    return " ".join(answer.content.decode().split())


def test_only_the_own_line_is_found(client, manager, rep, stranger, pmm, admin):
    seen = {}
    for user in (manager, rep, stranger, pmm, admin):
        client.force_login(user)
        seen[user.username] = [client.get(page_of(other)).status_code for other in (rep, stranger)]

    assert seen == {"manager": [200, 404], "rep": [404, 404], "stranger": [404, 404], "pmm": [404, 404], "admin": [200, 200]}


def test_a_manager_reads_results_and_no_answers(client, manager, rep, award):
    client.force_login(manager)

    page = words(client.get(page_of(rep)))

    assert "certified" in page
    assert "passed, 100 %" in page
    assert "attempt 1" in page
    assert "FDS: certificate issued" in page


def test_a_sign_off_is_given_on_the_page(client, manager, rep, make_certification, sit, now):
    certification = make_certification("CSA", sign_off=True)
    cycle = open_cycle(learner=rep, certification=certification, path="initial", now=now)
    sit(rep, certification, at=now)
    client.force_login(manager)
    page = words(client.get(page_of(rep)))
    door = reverse(
        "academy_certification:sign_off", args=[cycle.uuid, cycle.version.requirements.get(kind="sign_off", path="initial").uuid]
    )

    answer = client.post(door, follow=True)

    assert door in page
    assert "I have seen this person do it." in page
    assert rep.academy_awards.count() == 1
    assert "signed off by Manager" in words(answer)


def test_weak_lessons_come_from_the_newest_attempt(client, manager, rep, cycle, certification, sit, now, clock_at):
    sit(rep, certification, at=now, right=6)
    clock_at(now + timedelta(hours=1))
    client.force_login(manager)

    page = words(client.get(page_of(rep)))

    assert "not passed, 75 %" in page
    assert "Weak lessons" in page


def test_queries_do_not_grow_with_certifications(
    client, manager, rep, make_certification, make_quiz, sit, now, django_assert_max_num_queries
):
    def learn(code):
        certification = make_certification(code, sign_off=True, exam=make_quiz(f"exam-{code.lower()}", draw=2, purpose="certification"))
        open_cycle(learner=rep, certification=certification, path="initial", now=now)
        sit(rep, certification, at=now, right=2)

    client.force_login(manager)
    learn("FDS")
    with django_assert_max_num_queries(20) as before:
        client.get(page_of(rep))
    for code in ("CSA", "CMC"):
        learn(code)

    with django_assert_max_num_queries(len(before)):
        client.get(page_of(rep))


def test_a_manager_grants_exactly_one_more_attempt(client, manager, rep, stranger, cycle, certification, sit, now):
    exam = certification.versions.get().requirements.get(kind="exam", path="initial").exam
    for number in range(exam.max_attempts):
        sit(rep, certification, at=now + timedelta(days=number * 7), right=0)
    door = reverse("academy_desk:grant", args=[rep.academy_person.uuid, exam.slug])
    client.force_login(stranger)
    refused = client.post(door).status_code
    client.force_login(manager)

    page = words(client.get(page_of(rep)))
    client.post(door)
    again = words(client.post(door, follow=True))

    assert refused == 404
    assert door in page
    assert "nothing was changed" in again
    assert door not in again
    assert Allowance.of(rep, exam).left == 1
