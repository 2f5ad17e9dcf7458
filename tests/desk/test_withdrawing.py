"""Before something is withdrawn, a page names the certifications, courses and people under way, and asks again."""

import pytest
from django.urls import reverse

from academy.certification.actions import open_cycle, publish_version
from academy.certification.models import CertificationVersion, Requirement
from courses.actions import complete_course, complete_step, enrol
from courses.models import CoursePage, LessonPage
from quizzes.models import Quiz
from tests.courses.conftest import academy, capability, publish, zh
from tests.quizzes.editing import address, faults, filled

__all__ = ["academy", "capability", "publish", "zh"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(academy, publish, capability, make_quiz, questions):
    page = publish(
        academy, CoursePage(title="Desk essentials", slug="desk-essentials", summary="Desk", capability=capability, quiz=make_quiz())
    )
    publish(page, LessonPage(title="Lesson 1", slug="lesson-1"))
    page.refresh_from_db()
    return page


@pytest.fixture
def lesson(course):
    return LessonPage.objects.get(slug="lesson-1")


@pytest.fixture
def asking(make_certification, course, now):
    """A certification that asks for the course and an exam."""
    certification = make_certification(published=False)
    version = CertificationVersion.objects.get()
    Requirement.objects.create(version=version, path="initial", kind="course", course=course, once=True, sort_order=9)
    publish_version(version, now=now)
    return certification


@pytest.fixture
def root(django_user_model, client):
    user = django_user_model.objects.create_superuser("root", "root@example.com", "open sesame")
    client.force_login(user)
    return user


@pytest.fixture
def withdraw(client, root):
    """Send what Wagtail's own page sends: `withdraw("unpublish", page)`; `told` says that the page before was read."""

    def withdraw(verb, page, *more, told=False, **fields):
        page.refresh_from_db()
        data = {**fields, **({"academy_told": "on"} if told else {})}
        return client.post(reverse(f"wagtailadmin_pages:{verb}", args=[page.pk, *more]), data)

    return withdraw


def is_live(page):
    page.refresh_from_db()
    return page.live


def test_a_course_that_nobody_is_under_way_with_is_unpublished_at_once(withdraw, course):
    assert withdraw("unpublish", course).status_code == 302
    assert not is_live(course)


def test_unpublishing_a_course_names_certification_course_and_people_first(withdraw, asking, course, rep, stranger, now):
    open_cycle(learner=rep, certification=asking, path="initial", now=now)
    enrol(learner=stranger, course_key=course.translation_key, now=now)

    page = withdraw("unpublish", course, include_descendants="on")

    words = page.content.decode()
    assert "Nothing has happened to “Desk essentials” yet." in words
    assert "Certification “FDS Certified Fast-Deal Seller”: 1 person under way" in words
    assert "Course “Desk essentials”: 2 people under way" in words
    assert 'name="include_descendants" value="on"' in words
    assert is_live(course)


def test_whoever_was_told_may_unpublish_it(withdraw, course, rep, now):
    enrol(learner=rep, course_key=course.translation_key, now=now)

    withdraw("unpublish", course, told=True)

    assert not is_live(course)


def test_a_certification_that_nobody_has_begun_is_named_too(withdraw, asking, course):
    assert "FDS Certified Fast-Deal Seller”: 0 people under way" in withdraw("unpublish", course).content.decode()


def test_people_who_are_done_or_may_not_sign_in_any_more_are_not_under_way(withdraw, course, lesson, rep, stranger, now):
    stranger.is_active = False
    stranger.save()
    for learner in (rep, stranger):
        enrol(learner=learner, course_key=course.translation_key, now=now)
    for step in (lesson.translation_key, course.quiz.uuid):
        complete_step(learner=rep, course_key=course.translation_key, step_key=step, now=now)
    complete_course(learner=rep, course_key=course.translation_key, now=now)

    assert withdraw("unpublish", course).status_code == 302


def test_a_translation_takes_nothing_away(withdraw, course, zh, rep, now):
    chinese = course.copy_for_translation(zh, copy_parents=True)
    chinese.save_revision().publish()
    enrol(learner=rep, course_key=course.translation_key, now=now)

    assert withdraw("unpublish", chinese).status_code == 302
    assert is_live(course)


def test_deleting_and_moving_a_lesson_name_its_course(withdraw, academy, publish, capability, course, lesson, rep, now):
    enrol(learner=rep, course_key=course.translation_key, now=now)
    other = publish(academy, CoursePage(title="Other", slug="other", summary="Other", capability=capability))

    deleting, moving = withdraw("delete", lesson), withdraw("move_confirm", lesson, other.pk)

    assert all("Course “Desk essentials”: 1 person under way" in page.content.decode() for page in (deleting, moving))
    assert LessonPage.objects.child_of(course).get() == lesson


def test_several_at_once_are_told_of_too(client, root, course, rep, now):
    enrol(learner=rep, course_key=course.translation_key, now=now)
    address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?id={course.pk}"

    page = client.post(address)
    still = is_live(course)
    client.post(address, {"academy_told": "on"})

    assert "Course “Desk essentials”: 1 person under way" in page.content.decode()
    assert (still, is_live(course)) == (True, False)


def test_what_a_certification_asks_for_is_not_deleted_at_all(withdraw, academy, asking, course):
    assert withdraw("delete", academy).status_code == 409
    assert CoursePage.objects.filter(pk=course.pk).exists()


def retire(client, quiz, state):
    editor = address("quiz", "edit", quiz.pk)
    return client.post(editor, {**filled(client.get(editor)), "state": state})


def test_retiring_a_quiz_names_the_courses_first(client, root, course, rep, now):
    enrol(learner=rep, course_key=course.translation_key, now=now)

    page = retire(client, course.quiz, "retired")
    still = Quiz.objects.get(pk=course.quiz_id).is_open
    retire(client, course.quiz, "retired_all_the_same")

    assert "Course “Desk essentials”: 1 person under way" in faults(page)
    assert "retired all the same" in page.content.decode()
    assert (still, Quiz.objects.get(pk=course.quiz_id).is_open) == (True, False)


def test_retiring_an_exam_names_the_certification(client, root, asking, exam_quiz, rep, now):
    open_cycle(learner=rep, certification=asking, path="initial", now=now)

    page = retire(client, exam_quiz, "retired")

    assert "Certification “FDS Certified Fast-Deal Seller”: 1 person under way" in faults(page)
    assert Quiz.objects.get(pk=exam_quiz.pk).is_open


def test_a_quiz_that_nobody_misses_is_retired_at_once(client, root, course):
    retire(client, course.quiz, "retired")

    assert not Quiz.objects.get(pk=course.quiz_id).is_open
