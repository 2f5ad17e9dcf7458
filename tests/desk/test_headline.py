"""Whatever happened to a person, one thing is true before all others, and it leads somewhere."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from academy.certification.models import PracticeSubmission, Requirement, Standing
from academy.certification.models.facts import read_case
from academy.certification.reports.truth import Kind
from academy.desk.reports.headline import truths_about, truths_by_standing
from academy.desk.reports.learning import read_learning
from courses.models import CoursePage, LessonPage
from quizzes.models import Allowance, Attempt, Quiz
from tests.courses.conftest import academy, capability, publish
from tests.desk.histories import HAPPENED, PASSES, History
from tests.quizzes.marking import handing_in, make_pitch

__all__ = ["academy", "capability", "handing_in", "make_pitch", "publish"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(academy, publish, capability, pmm):
    """The one lesson of a course without a quiz."""
    course = publish(academy, CoursePage(title="The rhythm", slug="rhythm", summary="When.", capability=capability, owner_person=pmm))
    return publish(course, LessonPage(title="Three sends", slug="three-sends", minutes=8))


@pytest.fixture
def certification(make_certification, lesson, exam_quiz):
    """Asks for a course, an exam without a pause, a practice and a sign-off; its renewal for the exam alone."""
    Quiz.objects.filter(pk=exam_quiz.pk).update(cooloff_minutes=0)
    certification = make_certification("CSA", practice=True, sign_off=True)
    course = lesson.get_parent().specific
    Requirement.objects.create(version=certification.versions.get(), kind="course", course=course, once=True, sort_order=-1)
    return certification


@pytest.fixture
def history(rep, manager, admin, certification, lesson, sit):
    return History(rep, manager, admin, certification, lesson, sit)


@pytest.fixture
def at_clock(monkeypatch):
    """Let every page be read at a moment: `at_clock(now + timedelta(days=3))`."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def expected(rep, certification, now):
    """What has to be the headline, read from the rows by rules of this test alone; None where several may be."""
    standing = Standing.objects.of(rep).first()
    attempts = list(Attempt.objects.of(rep))
    if any(attempt.is_open and not attempt.is_overdue(now) for attempt in attempts):
        return Kind.RUNNING
    if standing is None:
        return Kind.NOTHING
    run = read_case(rep, certification).progress
    if run is None:
        if standing.state == "revoked":
            return Kind.REVOKED
        return Kind.CERTIFIED if standing.state == "certified" else None
    return _expected_in_a_run(rep, certification, run, attempts, now)


def _expected_in_a_run(rep, certification, run, attempts, now):
    kinds = [step.requirement.kind for step in run.open_steps]
    if not kinds:
        return Kind.HELD_BACK
    waits = PracticeSubmission.objects.waiting().filter(cycle__learner=rep).exists()
    to_do = "course" in kinds or ("practice" in kinds and not waits)
    if "exam" in kinds and not any(one.is_open for one in attempts):
        exam = next(step.requirement.exam for step in run.open_steps if step.requirement.kind == "exam")
        if not exam.is_open:
            return Kind.NEXT if to_do else Kind.HELD_BACK
        allowance = Allowance.of(rep, exam)
        asked = rep.academy_attempt_requests.filter(answered_at=None).exists()
        if (exam.closes_at and exam.closes_at <= now) or (allowance.left == 0 and not asked):
            return Kind.HELD_BACK
        if allowance.left or to_do:
            return Kind.NEXT
        return Kind.WAITING
    if to_do:
        return Kind.NEXT
    return None if "exam" in kinds else Kind.WAITING


def check(rep, certification, now):
    learning = read_learning(rep, today=now.date(), whole=False)
    headline, *others = truths_about(learning, truths_by_standing(learning, now=now), now=now)
    browser = Client()
    browser.force_login(rep)
    page = browser.get("/academy/").content.decode()
    shown = page.count('id="next"')

    assert headline.headline
    assert all(truth.kind >= headline.kind for truth in others)
    assert expected(rep, certification, now) in {None, headline.kind}
    assert escape(headline.headline) in page
    assert shown == (0 if headline.kind == Kind.CERTIFIED else 1)
    assert f'href="{headline.url}"' in page
    for truth in (headline, *others):
        assert browser.get(truth.url, follow=True).status_code == 200, truth
    assert not ("try again" in page and "No attempts are left" in page)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=st.lists(st.sampled_from(HAPPENED), min_size=1, max_size=8))
@example(happened=["finish", "a_year", "a_day", "retire_certification", "a_year"])
@example(happened=["finish", "revoke", "reopen", "use_up", "ask", "decline", "grant"])
@example(happened=["unprintable", "finish", "a_day", "printable"])
def test_after_any_history_one_thing_is_true_and_leads_somewhere(history, now, at_clock, happened):
    at = now
    with transaction.atomic():
        for what in ("assign", *happened):
            at += timedelta(days=PASSES.get(what, 0), hours=2)
            at_clock(at)
            history.happen(what, at)
            check(history.rep, history.certification, at)
        transaction.set_rollback(True)


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def told(client, rep, manager, history, now, at_clock):
    """What home, the certification and the manager's two pages say after a history: `told("finish", "revoke")`."""

    def tell(*happened):
        at = now
        for what in ("assign", *happened):
            at += timedelta(days=PASSES.get(what, 0), hours=2)
            at_clock(at)
            history.happen(what, at)
        client.force_login(rep)
        certification = reverse("academy_certification:certification", args=["csa"])
        own = [words(client.get(address)) for address in ("/academy/", certification)]
        client.force_login(manager)
        return [*own, *(words(client.get(address)) for address in (person_page(rep), "/academy/team/"))]

    return tell


def person_page(rep):
    return reverse("academy_desk:person", args=[rep.academy_person.uuid])


def test_a_name_that_cannot_be_printed_is_said_on_every_page(told):
    home, certification, person, team = told("unprintable", "finish")

    assert "the certificate cannot print your name" in home
    assert "𝄞. Ask the administrator of the academy" in home
    assert "the certificate cannot print your name" in certification
    assert "it cannot print these characters of the name: 𝄞" in person
    assert "the certificate cannot print the name" in team


def test_a_name_that_cannot_be_printed_is_said_with_the_result_of_the_exam(client, rep, history, told):
    told("unprintable", "do_lesson", "pass_practice", "sign", "pass_it")
    client.force_login(rep)

    page = words(client.get(reverse("academy_quizzes:attempt_result", args=[Attempt.objects.of(rep).get().uuid])))

    assert "All requirements are met, but the certificate cannot print your name." in page
    assert "What is still open" not in page


def test_a_revoked_certificate_is_said_with_its_reason_and_whom_to_ask_and_no_ring_is_full(told):
    home, certification, person, _team = told("finish", "revoke")

    assert "Your certificate was revoked on 1 Jun. To be repeated. Pmm or an academy administrator can open it for you again." in home
    assert "Nothing is asked of you" not in home
    assert "0 of 4" in home
    assert "Pmm or an academy administrator can open it for you again." in certification
    assert "Revoked on 1 Jun: To be repeated." in person


def test_a_running_exam_stands_above_a_lesson(told):
    home, certification, _person, _team = told("start")

    assert home.index("begun and not handed in") < home.index("Three sends")
    assert "25 minutes left, and the clock is running." in home
    assert "begun and not handed in" in certification


def test_who_has_no_attempt_left_is_not_told_to_try_again_but_whom_to_ask(told):
    home, certification, person, _team = told("do_lesson", "use_up")

    assert "No attempts are left at Desk quiz" in home
    assert "Your manager can grant one more." in home
    assert "try again" not in home + certification
    assert "No attempt is left at “Desk quiz”." in person


def test_who_asked_for_one_more_waits_and_reads_why_it_was_declined(told):
    waiting = told("do_lesson", "use_up", "pass_practice", "ask")[0]
    declined = told("ask", "decline")[0]

    assert "You asked for one more on 1 Jun. It is not answered yet." in waiting
    assert "One more was declined on 1 Jun: Read the lesson first." in declined


def test_who_is_certified_is_not_told_of_a_next_attempt(client, rep, history, told, exam_quiz):
    Quiz.objects.filter(pk=exam_quiz.pk).update(cooloff_minutes=60 * 24 * 30)
    told("do_lesson", "pass_practice", "sign", "fail")
    Quiz.objects.filter(pk=exam_quiz.pk).update(cooloff_minutes=0)
    told("pass_it")
    Quiz.objects.filter(pk=exam_quiz.pk).update(cooloff_minutes=60 * 24 * 30)
    client.force_login(rep)
    failed = Attempt.objects.of(rep).order_by("pk").first()

    pages = [words(client.get(address)) for address in ("/academy/quizzes/fds-exam/", f"/academy/attempts/{failed.uuid}/result/")]

    assert rep.academy_awards.count() == 1
    assert not any("Next attempt from" in page or "attempts are left" in page for page in pages)
    assert all("You hold this certificate." in page for page in pages)


def test_a_manager_reads_first_that_people_wait(client, manager, history, told):
    told("hand_in")
    client.force_login(manager)

    page = words(client.get("/academy/"))

    assert "1 thing waits for you" in page
    assert "1 practice to review" in page
    assert "Rep, practice review" in page
    assert "Nothing due" not in page
    assert "Nothing is asked of you" not in page


def test_a_marker_reads_first_that_answers_wait(client, pmm, rep, make_pitch, handing_in):
    handing_in(rep, make_pitch(essays=2))
    client.force_login(pmm)

    page = words(client.get("/academy/"))

    assert "2 things wait for you" in page
    assert "2 answers to mark" in page
    assert f'class="button" href="{reverse("academy_quizzes:marking")}"' in page
