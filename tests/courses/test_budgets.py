"""Pages ask as many questions of the database for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.actions import answer_check, complete_step
from courses.models import CoursePage, LessonPage

COURSE = "/academy/courses/desk-essentials/"


@pytest.fixture
def fill(rep, course, publish, ask, now):
    """Give the course lessons up to a number, each with two checks, one of them answered, and every other lesson done."""

    def fill(up_to):
        for number in range(course.get_children().count() + 1, up_to + 1):
            questions = [ask(f"l{number}-{place}") for place in (1, 2)]
            body = [("paragraph", f"<p>{number}</p>"), *(("check", question) for question in questions)]
            lesson = publish(course, LessonPage(title=f"Lesson {number}", slug=f"lesson-{number}", body=body))
            step = {"learner": rep, "course_key": course.translation_key, "now": now}
            version = questions[0].versions.get()
            answer_check(**step, lesson_key=lesson.translation_key, version=version, answer={"choice": "b"})
            if number % 2:
                complete_step(**step, step_key=lesson.translation_key)

    return fill


@pytest.fixture
def queries(client, rep):
    """How many queries a page takes once its outline is remembered."""
    client.force_login(rep)

    def queries(path):
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = client.get(path)
        assert page.status_code == 200
        return len(captured)

    return queries


@pytest.mark.parametrize("path", [COURSE, f"{COURSE}lesson-1/", "/academy/catalogue/"])
def test_twice_the_lessons_cost_no_more_queries(fill, queries, path):
    fill(12)
    few = queries(path)

    fill(24)

    assert queries(path) == few
    assert few <= 6


def test_twice_the_courses_cost_no_more_queries(fill, queries, academy, publish, capability):
    fill(2)
    few = queries("/academy/catalogue/")

    for number in range(6):
        publish(academy, CoursePage(title=f"Course {number}", slug=f"course-{number}", summary="More.", capability=capability))

    assert queries("/academy/catalogue/") == few
