"""What stands around the exam, and what courses are needed for."""

from datetime import timedelta

import pytest
from django.urls import reverse

from academy.certification.actions import begin_exam, open_cycle
from quizzes.models.seams import after, before
from tests.certification.conftest import days


@pytest.fixture
def advisor(make_certification):
    return make_certification("CSA", practice=True, sign_off=True)


def test_before_the_exam_stands_what_else_is_open(rep, advisor, exam_quiz, now):
    open_cycle(learner=rep, certification=advisor, path="initial", now=now)

    notice = before(exam_quiz, rep, now)

    assert notice.headline == "2 requirements are still open"
    assert [item.label for item in notice.open_items] == ["Role-play", "Sign-off by your manager"]
    assert notice.back.url == reverse("academy_certification:certification", args=["csa"])


def test_who_has_no_run_is_led_to_the_certification(rep, certification, exam_quiz, now):
    assert before(exam_quiz, rep, now).headline == "This exam is not open for you now"


def test_a_name_that_cannot_be_printed_is_said_before_the_exam(rep, certification, cycle, exam_quiz, now):
    rep.academy_person.certificate_name = "𠮷田"
    rep.academy_person.save()

    assert "𠮷" in before(exam_quiz, rep, now).text


def test_after_the_last_exam_stands_the_certificate(rep, certification, cycle, sit, now):
    attempt = sit(rep, certification, at=now)

    notice = after(attempt, rep, now + timedelta(minutes=11))

    assert notice.headline == "You are certified"
    assert [link.label for link in notice.links] == ["Certificate", "PDF"]


def test_after_a_pass_stands_the_way_to_what_is_still_open(rep, advisor, sit, now):
    open_cycle(learner=rep, certification=advisor, path="initial", now=now)

    notice = after(sit(rep, advisor, at=now), rep, now)

    assert notice.headline == "Exam passed"
    assert notice.links[0].url == reverse("academy_certification:certification", args=["csa"])


def test_a_failed_renewal_does_not_boast_of_the_old_certificate(rep, certification, award, sit, now):
    attempt = sit(rep, certification, at=now + days(340), right=2)

    assert after(attempt, rep, now + days(340)).headline == ""


def test_the_exam_page_starts_nothing_by_being_looked_at(client, rep, certification, cycle, exam_quiz):
    client.force_login(rep)

    page = client.get(reverse("academy_quizzes:quiz", args=[exam_quiz.slug]))

    assert page.status_code == 200
    assert not rep.academy_quiz_attempts.exists()
    assert "With this exam everything is met" in page.content.decode()


def test_an_open_attempt_is_returned(rep, certification, cycle, now):
    first = begin_exam(learner=rep, certification=certification, now=now)

    assert begin_exam(learner=rep, certification=certification, now=now + timedelta(minutes=1)) == first


def test_a_holder_cannot_begin_the_exam_by_its_own_address_until_the_renewal_is_open(client, clock_at, rep, award, exam_quiz, now):
    intro, start = (reverse(f"academy_quizzes:{name}", args=[exam_quiz.slug]) for name in ("quiz", "attempt_start"))

    clock_at(now + days(30))
    client.force_login(rep)
    shut = client.get(intro).content.decode()
    refused = client.post(start, follow=True).content.decode()
    clock_at(now + days(340))
    client.force_login(rep)
    offered = client.get(intro).content.decode()
    client.post(start)

    assert "This exam is not open for you now" in shut
    assert "An attempt counts once its renewal is open." in shut
    assert start not in shut
    assert "An attempt counts once its renewal is open." in refused
    assert start in offered
    assert rep.academy_quiz_attempts.open().get().started_at == now + days(340)
    assert rep.academy_cycles.open().get().path == "renewal"
