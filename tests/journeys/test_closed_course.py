"""A course that is closed to somebody, on the demo company: no page leads to it, and none says what is in it."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from courses.models import CoursePage, LessonPage
from tests.journeys.test_links import AcademyOnly

pytestmark = pytest.mark.usefixtures("merrowick")

SLUG = "fast-deal-playbook"


@pytest.fixture
def closed(merrowick):
    """A course that Noah's certification asks for, and that he has begun, for a group in which only Grace is."""
    course = CoursePage.objects.get(slug=SLUG, locale__language_code="en")
    restriction = PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Insiders"))
    merrowick("grace.okoye").groups.add(Group.objects.get(name="Insiders"))
    return course


class Said(AcademyOnly):
    """Keeps what every page said."""

    def __init__(self, client):
        super().__init__(client)
        self.pages = {}

    def heard(self, address, answer):
        if not answer.streaming:
            self.pages[address] = answer.content.decode(errors="replace")


@pytest.mark.parametrize("name", ["noah.beck", "wei.lan"])
def test_no_page_leads_to_it_or_names_a_lesson_of_it(merrowick, closed, name):
    browser = Client()
    browser.force_login(merrowick(name))
    lessons = list(LessonPage.objects.child_of(closed).values_list("title", flat=True))

    crawl = Said(browser).run(["/academy/", "/academy/catalogue/"])

    assert crawl.ends() == {}
    assert len(crawl.pages) > 20
    assert [address for address in crawl.answers if SLUG in address] == []
    assert {address: title for address, page in crawl.pages.items() for title in lessons if title in page} == {}


def test_a_closed_lesson_of_an_open_course_is_named_and_no_page_leads_to_it(merrowick):
    lesson = LessonPage.objects.child_of(CoursePage.objects.get(slug=SLUG, locale__language_code="en"))[1]
    PageViewRestriction.objects.create(page=lesson, restriction_type=PageViewRestriction.GROUPS)
    browser = Client()
    browser.force_login(merrowick("xu.an"))

    crawl = Said(browser).run(["/academy/", "/academy/catalogue/"])

    assert crawl.ends() == {}
    assert f"/academy/courses/{SLUG}/" in crawl.answers
    assert [address for address in crawl.answers if f"/{lesson.slug}/" in address] == []


def test_a_certification_that_asks_for_it_says_that_it_is_not_open(merrowick, closed):
    browser = Client()
    browser.force_login(merrowick("kofi.boat"))

    page = browser.get("/academy/certifications/fast-deal-seller/").content.decode()

    assert "not open to you: ask the owner of the course" in page
    assert SLUG not in page


def test_its_own_people_are_led_to_it_as_before(merrowick, closed):
    browser = Client()
    browser.force_login(merrowick("grace.okoye"))

    assert SLUG in browser.get("/academy/catalogue/").content.decode()
    assert browser.get(f"/academy/courses/{SLUG}/").status_code == 200


@pytest.mark.parametrize(("name", "told"), [("noah.beck", False), ("grace.okoye", True)])
def test_the_rules_of_a_certification_give_a_program_its_address_only_where_it_is_open(merrowick, closed, name, told):
    browser = Client()
    browser.force_login(merrowick(name))

    rules = browser.get("/academy/api/v1/certifications/fast-deal-seller/").json()["rules"]["requirements"]

    courses = [row["course"] for row in rules if row["kind"] == "course"]
    assert len(courses) > 1
    assert (SLUG in courses) is told
