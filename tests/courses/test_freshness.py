"""What an author does to the pages shows at the next request, although outlines are kept in memory."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from courses.models import LessonPage
from tests.journeys.server import address_of_the_database

COURSE = "/academy/courses/desk-essentials/"


@pytest.fixture
def as_rep(client, rep, lessons):
    client.force_login(rep)
    client.get(COURSE)  # from here on the outline is remembered
    client.get(f"{COURSE}lesson-1/")
    return client


@pytest.fixture
def titles(as_rep):
    def titles():
        return [line.lesson.title for line in as_rep.get(COURSE).context["sheet"].lines]

    return titles


def test_a_publication_shows(as_rep, lessons, titles):
    lessons[0].title = "Lesson one, anew"
    lessons[0].body = [("paragraph", "<p>Fresh words.</p>")]
    lessons[0].save_revision().publish()

    assert titles()[0] == "Lesson one, anew"
    assert "Fresh words." in as_rep.get(f"{COURSE}lesson-1/").content.decode()


def test_a_draft_does_not_show(as_rep, lessons, titles):
    lessons[0].title = "Not yet"
    lessons[0].save_revision()

    assert titles()[0] == "Lesson 1"


def test_an_unpublished_lesson_is_gone(as_rep, lessons, titles):
    lessons[0].unpublish()

    assert titles() == ["Lesson 2", "Lesson 3"]
    assert as_rep.get(f"{COURSE}lesson-1/").status_code == 404


def test_an_unpublished_course_is_gone_with_its_lessons(as_rep, course):
    course.refresh_from_db()
    course.unpublish()

    assert as_rep.get(COURSE).status_code == 404
    assert as_rep.get(f"{COURSE}lesson-1/").status_code == 404


def test_a_new_order_shows(as_rep, lessons, titles):
    lessons[1].refresh_from_db()
    lessons[0].refresh_from_db()
    lessons[1].move(lessons[0], pos="left")

    assert titles() == ["Lesson 2", "Lesson 1", "Lesson 3"]


def test_a_deleted_lesson_is_gone(as_rep, lessons, titles):
    LessonPage.objects.get(pk=lessons[2].pk).delete()

    assert titles() == ["Lesson 1", "Lesson 2"]


def test_a_new_lesson_shows(as_rep, course, publish, titles):
    publish(course, LessonPage(title="Lesson 4", slug="lesson-4", minutes=1))

    assert titles()[-1] == "Lesson 4"


@pytest.mark.race
def test_a_publication_in_another_process_shows(as_rep, lessons, titles):
    script = f"""
import django
django.setup()
from courses.models import LessonPage
page = LessonPage.objects.get(pk={lessons[0].pk})
page.title = "From elsewhere"
page.save_revision().publish()
"""
    elsewhere = {**os.environ, "DJANGO_SETTINGS_MODULE": "academy.site.settings.test", "DATABASE_URL": address_of_the_database()}

    subprocess.run([sys.executable, "-c", script], env=elsewhere, cwd=settings.ROOT, check=True, capture_output=True, timeout=120)

    assert titles()[0] == "From elsewhere"


@pytest.mark.parametrize("place", ["lesson", "course", "academy"])
def test_a_private_page_is_closed_at_once_to_who_is_not_in_its_groups(as_rep, rep, academy, course, lessons, place):
    page = {"lesson": lessons[0], "course": course, "academy": academy}[place]
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    group = Group.objects.create(name="Pilots")
    restriction.groups.add(group)
    assert as_rep.get(f"{COURSE}lesson-1/").status_code == 404

    rep.groups.add(group)

    assert as_rep.get(f"{COURSE}lesson-1/").status_code == 200


def test_a_page_for_anyone_signed_in_stays_open(as_rep, course):
    PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.LOGIN)

    assert as_rep.get(COURSE).status_code == 200


def test_a_private_lesson_is_listed_without_a_link(as_rep, lessons):
    PageViewRestriction.objects.create(page=lessons[0], restriction_type=PageViewRestriction.GROUPS)

    page = as_rep.get(COURSE).content.decode()

    assert "Lesson 1" in page
    assert f'href="{COURSE}lesson-1/"' not in page


def test_the_page_itself_sends_to_the_one_address(rf, lessons):
    assert lessons[0].get_url() == f"{COURSE}lesson-1/"
    assert lessons[0].serve(rf.get("/")).url == f"{COURSE}lesson-1/"
