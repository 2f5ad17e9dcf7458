"""The page of a course: what it enables, where the learner stands, what comes next."""

import pytest

from courses.actions import complete_step, count_quiz_pass
from courses.models import CoursePage, Enrolment, Prerequisite, Use
from courses.models.uses import _readers, register_use

COURSE = "/academy/courses/desk-essentials/"


@pytest.fixture
def read(client, rep, lessons):
    client.force_login(rep)

    def read(path=COURSE):
        return client.get(path)

    return read


@pytest.fixture
def do(rep, course, now):
    def do(lesson):
        complete_step(learner=rep, course_key=course.translation_key, step_key=lesson.translation_key, now=now)

    return do


@pytest.fixture
def needed_for(course):
    """Let a layer above need the course for something."""
    before = list(_readers)
    yield lambda use: register_use(lambda keys: {course.translation_key: [use]} if course.translation_key in keys else {})
    _readers[:] = before


def test_it_says_what_it_hangs_from(read):
    page = read().content.decode()

    for words in (
        "Deals under 40,000 CNY.",
        "Say who Desk is for",
        "Seven of nine owners agreed.",
        "Explain Desk",
        "2 questions · 100 % passes",
        "3 attempts",
        "12 min",
    ):
        assert words in page


def test_minutes_left_come_before_anything_else(read, lessons, do):
    do(lessons[0])

    page = read()

    assert "1 of 3, 10 min left" in page.content.decode()
    assert page.context["progress"].next_step.url == f"{COURSE}lesson-2/"


def test_when_the_lessons_are_done_the_quiz_is_next(read, lessons, do):
    for lesson in lessons:
        do(lesson)

    page = read().content.decode()

    assert "lessons done, quiz to go" in page
    assert "To the quiz" in page


def test_a_course_to_do_first_is_named_with_its_state_and_not_enforced(
    read, rep, academy, publish, course, capability, lessons, quiz, do, now
):
    later = publish(academy, CoursePage(title="Fast deals", slug="fast-deals", summary="Quick.", capability=capability))
    Prerequisite.objects.create(course=later, first=course)
    later.save_revision().publish()
    for lesson in lessons:
        do(lesson)
    count_quiz_pass(learner=rep, quiz=quiz, now=now)

    page = read("/academy/courses/fast-deals/")

    assert [(one.course.title, one.state) for one in page.context["sheet"].first] == [("Desk essentials", "certified")]


def test_what_needs_a_course_is_named(read, needed_for):
    needed_for(Use(label="Needed for FDS", title="Certified Fast-Deal Seller", url="/academy/certifications/fds/"))

    page, shelf = read().content.decode(), read("/academy/catalogue/").content.decode()

    assert '<a href="/academy/certifications/fds/">Certified Fast-Deal Seller</a>' in page
    assert "Needed for FDS" in page
    assert "Needed for FDS" in shelf


def test_enrolling_leads_to_the_first_lesson(client, rep, read, course):
    client.force_login(rep)

    answer = client.post(f"{COURSE}enrol/")

    assert answer.url == f"{COURSE}lesson-1/"
    assert Enrolment.objects.get().course_key == course.translation_key


@pytest.mark.parametrize("path", ["enrol/", "lesson-1/done/"])
def test_verbs_are_not_done_by_looking(read, path):
    assert read(f"{COURSE}{path}").status_code == 405


def test_an_unknown_course_is_not_found(read):
    assert read("/academy/courses/nothing/").status_code == 404
