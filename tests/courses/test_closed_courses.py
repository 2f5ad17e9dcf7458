"""A course for one group: every door of it, and of the quiz that closes it, to somebody who is not in that group."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from courses.models import CoursePage, Enrolment
from quizzes.actions import save_answer, start_attempt, submit_attempt
from quizzes.models import Attempt

pytestmark = pytest.mark.django_db

API = "/academy/api/v1"
COURSE, LESSON, QUIZ = "/academy/courses/desk-essentials/", "/academy/courses/desk-essentials/lesson-2/", "/academy/quizzes/desk-quiz/"
TITLES = ("Desk essentials", "Lesson 1", "Lesson 2")


@pytest.fixture
def insider(stranger):
    """In the group that the course is for."""
    stranger.groups.add(Group.objects.create(name="Insiders"))
    return stranger


@pytest.fixture
def taken(rep, quiz, course, lessons, now):
    """An attempt of the rep's from before the course was closed."""
    attempt = start_attempt(learner=rep, quiz=quiz, now=now)
    slot = attempt.slots.select_related("version__question")[0]
    question = slot.version.question
    question.topic = lessons[0].translation_key
    question.save()
    save_answer(attempt, position=1, data={"choice": slot.layout["options"][0][0]}, revision=0, now=now)
    return submit_attempt(attempt, now=now)


@pytest.fixture
def closed(course, lessons, insider):
    restriction = PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name="Insiders"))
    return course


@pytest.fixture
def doors(client, question):
    """What somebody gets at each door: `doors(rep)`."""

    def knock(person):
        client.force_login(person)
        check = reverse("academy_courses:lesson_check", args=["desk-essentials", "lesson-2", question.uuid])
        asked = {
            "course": client.get(COURSE),
            "enrol": client.post(f"{COURSE}enrol/"),
            "lesson": client.get(LESSON),
            "check": client.post(check, {"choice": "x"}),
            "done": client.post(f"{LESSON}done/"),
            "quiz": client.get(QUIZ),
            "start": client.post(f"{QUIZ}start/"),
            "ask": client.post(f"{QUIZ}ask/"),
            "api course": client.get(f"{API}/courses/desk-essentials/"),
            "api lesson": client.get(f"{API}/courses/desk-essentials/lessons/lesson-2/"),
            "api check": client.post(f"{API}/courses/desk-essentials/lessons/lesson-2/checks/{question.uuid}/", {"answer": {}}, "application/json"),
            "api done": client.post(f"{API}/courses/desk-essentials/lessons/lesson-2/done/"),
            "api enrol": client.post(f"{API}/enrolments/", {"course": "desk-essentials"}, "application/json"),
            "api quiz": client.get(f"{API}/quizzes/desk-quiz/"),
            "api ask": client.post(f"{API}/quizzes/desk-quiz/ask/", {}, "application/json"),
            "api start": client.post(f"{API}/attempts/", {"quiz": "desk-quiz"}, "application/json"),
        }  # fmt: skip
        return {door: answer.status_code for door, answer in asked.items()}

    return knock


def test_every_door_is_shut_to_who_may_not_read_the_course(doors, closed, rep):
    assert set(doors(rep).values()) == {404}
    assert not Attempt.objects.exists()
    assert not Enrolment.objects.exists()


def test_every_door_is_open_to_who_may(doors, closed, insider):
    assert [door for door, status in doors(insider).items() if status == 404] == []
    assert Attempt.objects.of(insider).exists()


def test_no_list_names_it(client, closed, capability, rep):
    client.force_login(rep)
    pages = [
        "/academy/catalogue/",
        "/academy/catalogue/?q=desk",
        "/academy/capabilities/explain-desk/",
        f"{API}/courses/",
        f"{API}/quizzes/",
    ]

    told = "".join(client.get(page).content.decode() for page in pages)

    assert not [title for title in (*TITLES, "Desk quiz") if title in told]


def test_a_quiz_that_an_open_course_has_too_stays_open(client, closed, academy, publish, capability, quiz, rep):
    publish(academy, CoursePage(title="Desk for all", slug="desk-for-all", summary="Desk.", capability=capability, quiz=quiz))
    client.force_login(rep)

    page = client.get(QUIZ)

    assert page.status_code == 200
    assert "Desk for all" in page.content.decode()
    assert "Desk essentials" not in page.content.decode()


def test_a_course_that_was_withdrawn_stays_closed_and_so_does_its_quiz(client, closed, rep):
    closed.unpublish()
    client.force_login(rep)

    assert client.get(QUIZ).status_code == 404


def test_results_of_own_attempts_stay_readable_and_name_no_lesson(client, taken, closed, rep):
    client.force_login(rep)

    page = client.get(f"/academy/attempts/{taken.uuid}/result/?show=all")
    body = client.get(f"{API}/attempts/{taken.uuid}/result/")

    for told in (page, body):
        assert told.status_code == 200
        assert not [title for title in TITLES if title in told.content.decode()]


def test_before_it_was_closed_the_result_named_the_lesson(client, taken, rep):
    client.force_login(rep)

    assert "Lesson 1" in client.get(f"/academy/attempts/{taken.uuid}/result/?show=all").content.decode()


def test_a_password_that_was_given_opens_the_quiz_with_the_course(client, course, lessons, rep):
    restriction = PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.PASSWORD, password="x")
    client.force_login(rep)
    before = [client.get(page).status_code for page in (COURSE, QUIZ)]

    session = client.session
    session[PageViewRestriction.passed_view_restrictions_session_key] = [restriction.pk]
    session.save()

    assert before == [404, 404]
    assert [client.get(page).status_code for page in (COURSE, QUIZ)] == [200, 200]


def test_a_closed_lesson_is_no_next_step(client, course, lessons, rep, now):
    PageViewRestriction.objects.create(page=lessons[0], restriction_type=PageViewRestriction.GROUPS)
    client.force_login(rep)
    client.post(f"{COURSE}enrol/")

    progress = client.get(f"{API}/enrolments/desk-essentials/").json()

    assert progress["next_step"]["url"] == LESSON
    assert progress["total"] == 3


def test_a_quiz_of_a_course_that_only_asks_for_a_sign_in_is_open(client, course, lessons, rep):
    PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(rep)

    assert client.get(QUIZ).status_code == 200
