"""Steps that nobody can do at present: they stay required, say so, and lead nowhere. Nothing leads to a 404."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from academy.certification.actions import approach_exam, begin_exam, open_cycle, publish_version
from academy.certification.actions.refusals import NothingToExamine
from academy.certification.models import Award, CertificationVersion, Requirement
from courses.actions import complete_step
from courses.models import CoursePage, LessonPage
from quizzes.actions import publish_quiz, retire_quiz, submit_attempt
from tests.courses.conftest import academy, capability, publish, zh

__all__ = ["academy", "capability", "publish", "zh"]

GONE = "not offered at present, and still required: ask the owner of the certification"
EXAM = "/academy/quizzes/fds-exam/"
COURSE = "/academy/courses/desk-essentials/"


@pytest.fixture
def course(academy, publish, capability):
    """A course with one lesson and no quiz."""
    page = publish(academy, CoursePage(title="Desk essentials", slug="desk-essentials", summary="Desk", capability=capability))
    publish(page, LessonPage(title="Lesson 1", slug="lesson-1"))
    page.refresh_from_db()
    return page


@pytest.fixture
def both(make_certification, course, now):
    """Asks for the course, then for the exam."""
    certification = make_certification(published=False)
    version = CertificationVersion.objects.get()
    Requirement.objects.update(sort_order=1)
    Requirement.objects.create(version=version, path="initial", kind="course", course=course, once=True, sort_order=0)
    publish_version(version, now=now)
    return certification


@pytest.fixture
def run(both, rep, now):
    return open_cycle(learner=rep, certification=both, path="initial", now=now)


@pytest.fixture
def browse(client, rep):
    def browse(address):
        client.force_login(rep)
        answer = client.get(address)
        return " ".join(answer.content.decode().split())

    return browse


def address(certification):
    return reverse("academy_certification:certification", args=[certification.slug])


def withdraw(page):
    page.refresh_from_db()
    page.unpublish()


def test_a_course_that_was_unpublished_stays_required_with_words_and_without_a_link(browse, run, both, course, standing_of, rep):
    withdraw(course)

    page = browse(address(both))

    assert GONE in page
    assert "Desk essentials" in page
    assert COURSE not in page
    assert standing_of(rep, both).total == 2


def test_a_course_that_was_unpublished_is_named_in_the_readers_language(client, rep, run, both, course, zh):
    chinese = course.copy_for_translation(zh, copy_parents=True)
    chinese.title = "洛台要点"
    chinese.save_revision().publish()
    withdraw(course)
    client.force_login(rep)

    pages = [client.get(page, headers={"accept-language": "zh-hans"}).content.decode() for page in (address(both), "/academy/")]

    assert all("洛台要点" in page and "Desk essentials" not in page for page in pages)


def test_a_course_that_is_closed_to_somebody_is_not_called_withdrawn(browse, run, both, course):
    restriction = PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Others"))

    page = browse(address(both))

    assert GONE not in page
    assert "not open to you: ask the owner of the course" in page


def test_a_course_that_was_done_in_time_stays_done(browse, rep, run, both, course, now):
    lesson = course.get_children().get()
    complete_step(learner=rep, course_key=course.translation_key, step_key=lesson.translation_key, now=now)
    withdraw(course)

    page = browse(address(both))

    assert GONE not in page
    assert "course · done" in page


def test_an_exam_that_was_retired_is_not_offered_and_leads_nowhere(browse, client, run, both, exam_quiz, now):
    retire_quiz(exam_quiz, now=now)

    page = browse(address(both))
    answer = client.post(reverse("academy_certification:exam_start", args=[both.slug]), follow=True)

    assert GONE in page
    assert EXAM not in page
    assert "Go to the exam" not in page
    assert answer.status_code == 200
    assert "The exam is not offered at present. Ask the owner of the certification when it is." in answer.content.decode()


def test_no_run_is_opened_for_an_exam_that_nobody_can_take(rep, certification, exam_quiz, now):
    retire_quiz(exam_quiz, now=now)

    with pytest.raises(NothingToExamine):
        approach_exam(learner=rep, certification=certification, now=now)

    assert not rep.academy_cycles.exists()


def test_an_exam_that_is_under_way_can_be_finished(browse, rep, cycle, certification, exam_quiz, answering, now):
    attempt = begin_exam(learner=rep, certification=certification, now=now)
    retire_quiz(exam_quiz, now=now)

    assert GONE not in browse(address(certification))
    submit_attempt(answering(attempt, right=8), now=now)
    assert Award.objects.filter(learner=rep).exists()


def test_an_exam_that_failed_and_was_retired_tells_nobody_to_try_again(browse, rep, cycle, certification, exam_quiz, sit, now):
    sit(rep, certification, at=now, right=2)
    retire_quiz(exam_quiz, now=now)

    page = browse(address(certification))

    assert "You may try again now." not in page
    assert "The exam is not offered at present." in page


def test_the_home_page_says_it_and_goes_on_with_what_can_be_done(browse, run, both, course):
    withdraw(course)

    page = browse("/academy/")

    assert "not offered at present, and still required" in page
    assert f'class="button" href="{EXAM}"' in page
    assert COURSE not in page


def test_the_home_page_says_so_when_nothing_can_be_done(browse, cycle, exam_quiz, now):
    retire_quiz(exam_quiz, now=now)

    page = browse("/academy/")

    assert "ot offered at present, and still required: ask the owner of the certification" in page
    assert EXAM not in page


def test_the_page_of_a_retired_exam_leads_back_to_the_certification(client, rep, stranger, cycle, certification, exam_quiz, now):
    retire_quiz(exam_quiz, now=now)
    client.force_login(rep)
    answer = client.get(EXAM)
    client.force_login(stranger)

    assert answer.status_code == 410
    assert "This exam was withdrawn" in answer.content.decode()
    assert address(certification) in answer.content.decode()
    assert client.get(EXAM).status_code == 404


def test_what_is_offered_again_can_be_done_again(browse, run, both, course, exam_quiz, now):
    withdraw(course)
    retire_quiz(exam_quiz, now=now)

    course.save_revision().publish()
    publish_quiz(exam_quiz, now=now)

    page = browse(address(both))
    assert "not offered" not in page
    assert COURSE in page


def test_a_course_whose_lesson_goes_meets_its_requirement_at_once(rep, run, both, course, publish, standing_of, now):
    lesson = course.get_children().get()
    second = publish(course, LessonPage(title="Lesson 2", slug="lesson-2"))
    complete_step(learner=rep, course_key=course.translation_key, step_key=lesson.translation_key, now=now)
    before = standing_of(rep, both).done

    withdraw(second)

    assert (before, standing_of(rep, both).done) == (0, 1)
