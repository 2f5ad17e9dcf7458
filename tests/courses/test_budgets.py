"""Pages ask as many questions of the database for many rows as for few."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from courses.actions import answer_check, complete_step, enrol
from courses.models import Capability, CoursePage, Evidence, LessonPage

COURSE = "/academy/courses/desk-essentials/"
API = "/academy/api/v1"


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


@pytest.mark.parametrize("path", ["/academy/catalogue/", f"{API}/courses/", f"{API}/enrolments/"])
def test_more_courses_cost_no_more_queries(rep, fill, queries, academy, publish, capability, now, path):
    fill(2)
    few = queries(path)

    for number in range(4):
        more = publish(academy, CoursePage(title=f"Course {number}", slug=f"course-{number}", summary="More.", capability=capability))
        enrol(learner=rep, course_key=more.translation_key, now=now)

    assert queries(path) == few


@pytest.mark.parametrize("path", ["/academy/capabilities/explain-desk/", f"{API}/capabilities/", f"{API}/capabilities/explain-desk/"])
def test_more_evidence_and_capabilities_cost_no_more_queries(queries, course, capability, pmm, path):
    few = queries(path)

    for number in range(4):
        Evidence.objects.create(capability=capability, source="star_seller", by=pmm, on=date(2026, 5, 2), note={"en": f"Seen {number}."})
        other = Capability.objects.create(slug=f"other-{number}", kind="trust", title={"en": "Other"}, owner=pmm, status="validated")
        Evidence.objects.create(capability=other, source="star_seller", by=pmm, on=date(2026, 5, 2), note={"en": "Seen."})

    assert queries(path) == few
    assert few <= 12


def test_a_page_that_is_closed_to_some_costs_one_query_more_and_asking_for_a_sign_in_none(fill, queries, academy, publish):
    fill(2)
    few = queries(f"{COURSE}lesson-1/")
    elsewhere = publish(academy.get_parent(), Page(title="Board", slug="board"))

    PageViewRestriction.objects.create(page=elsewhere, restriction_type=PageViewRestriction.LOGIN)
    signed_in = queries(f"{COURSE}lesson-1/")
    PageViewRestriction.objects.create(page=elsewhere, restriction_type=PageViewRestriction.GROUPS)

    assert academy.view_restrictions.exists()
    assert signed_in == few
    assert queries(f"{COURSE}lesson-1/") == few + 1 <= 6
