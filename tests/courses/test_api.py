"""The API: the same doors as the pages, for the reader alone."""

import pytest
from wagtail.models import PageViewRestriction

from courses.actions import enrol
from courses.models import Capability, CheckAnswer, StepCompletion

API = "/academy/api/v1"
LESSON = f"{API}/courses/desk-essentials/lessons/lesson-2"


@pytest.fixture
def as_rep(client, rep, lessons):
    client.force_login(rep)
    return client


@pytest.fixture
def post(as_rep):
    return lambda path, body=None: as_rep.post(path, body or {}, content_type="application/json")


def check_in(lesson):
    return next(piece for piece in lesson.json()["body"] if "check" in piece)


@pytest.mark.parametrize("path", ["capabilities/", "courses/", "courses/desk-essentials/", "enrolments/"])
def test_visitors_get_nothing(client, lessons, path):
    assert client.get(f"{API}/{path}").status_code == 401


def test_courses_are_listed_with_their_lessons(as_rep):
    courses = as_rep.get(f"{API}/courses/").json()["results"]
    course = as_rep.get(f"{API}/courses/desk-essentials/").json()

    assert [(one["slug"], one["minutes"]) for one in courses] == [("desk-essentials", 12)]
    assert [lesson["slug"] for lesson in course["lessons"]] == ["lesson-1", "lesson-2", "lesson-3"]
    assert course["summary"] == "Deals under 40,000 CNY."
    assert course["quiz"] == "desk-quiz"


def test_a_lesson_can_be_read_without_its_key(as_rep):
    lesson = as_rep.get(f"{LESSON}/")

    assert [sorted(piece) for piece in lesson.json()["body"]] == [["html"], ["check", "question", "state"]]
    assert "Because check-1." not in lesson.content.decode()


def test_answering_a_check_marks_it_and_finishes_the_lesson(as_rep, post, lessons):
    check = check_in(as_rep.get(f"{LESSON}/"))
    token = next(option["token"] for option in check["question"]["options"] if option["text"] == "This one")

    marked = post(f"{LESSON}/checks/{check['check']}/", {"answer": {"choice": token}}).json()

    assert (marked["state"], marked["question"]["verdict"], marked["question"]["why"]) == ("marked", "right", "Because check-1.")
    assert StepCompletion.objects.get().step_key == lessons[1].translation_key


@pytest.mark.parametrize("answer", [{}, {"choice": "a"}, {"value": "1"}])
def test_an_answer_of_another_form_is_refused(as_rep, post, question, answer):
    refused = post(f"{LESSON}/checks/{question.uuid}/", {"answer": answer})

    assert (refused.status_code, refused.json()["code"]) == (400, "unreadable")
    assert not CheckAnswer.objects.exists()


def test_a_lesson_with_an_open_check_is_not_done_by_saying_so(post):
    refused = post(f"{LESSON}/done/")

    assert (refused.status_code, refused.json()["code"]) == (409, "checks_open")


def test_a_lesson_without_check_is_done_by_saying_so(post):
    done = post(f"{API}/courses/desk-essentials/lessons/lesson-1/done/")

    assert done.json()["done"] is True


def test_enrolments_show_the_readers_own_progress(as_rep, post, stranger, course, now):
    enrol(learner=stranger, course_key=course.translation_key, now=now)
    assert as_rep.get(f"{API}/enrolments/").json()["results"] == []
    assert as_rep.get(f"{API}/enrolments/desk-essentials/").status_code == 404

    taken = post(f"{API}/enrolments/", {"course": "desk-essentials"})

    assert (taken.status_code, taken.json()["done"], taken.json()["total"]) == (201, 0, 3)
    assert [one["course"] for one in as_rep.get(f"{API}/enrolments/").json()["results"]] == ["desk-essentials"]
    assert as_rep.get(f"{API}/enrolments/desk-essentials/").json()["next_step"]["title"] == "Lesson 1"


@pytest.mark.parametrize("path", ["courses/desk-essentials/", "courses/desk-essentials/lessons/lesson-2/"])
def test_a_private_course_is_not_found(as_rep, course, path):
    PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.GROUPS)

    assert as_rep.get(f"{API}/{path}").status_code == 404
    assert as_rep.get(f"{API}/courses/").json()["results"] == []


@pytest.mark.parametrize(("status", "count"), [("validated", 1), ("draft", 0)])
def test_capabilities_are_listed_while_they_are_taught(as_rep, status, count):
    Capability.objects.update(status=status)

    found = as_rep.get(f"{API}/capabilities/").json()["results"]

    assert len(found) == count
    assert [one["evidence"][0]["note"] for one in found] == ["Seven of nine owners agreed."] * count
