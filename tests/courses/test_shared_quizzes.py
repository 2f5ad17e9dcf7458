"""One quiz in several courses: a pass counts for those who have taken the course up, and for nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.actions import complete_step, enrol, repair_progress
from courses.models import CoursePage, Enrolment, StepCompletion
from quizzes.actions import open_window, save_answer, start_attempt, submit_attempt
from quizzes.models import Attempt, Quiz, seams

QUIZ = "/academy/quizzes/desk-quiz/"


@pytest.fixture
def take(rep, quiz, now):
    """Pass the quiz; `origin` is the course that led to it."""

    def take(origin="", learner=rep):
        attempt = start_attempt(learner=learner, quiz=quiz, now=now, origin=origin)
        for slot in attempt.slots.all():
            tokens = {one: token for token, one in slot.layout["options"]}
            save_answer(attempt, position=slot.position, data={"choice": tokens["a"]}, revision=0, now=now)
        return submit_attempt(attempt, now=now + timedelta(minutes=1))

    return take


@pytest.fixture
def copy(client, pmm, academy, course, lessons):
    """Copy the course with its lessons, as an author does, and publish the copies."""

    def copy():
        client.force_login(pmm)
        sent = {"new_title": "Desk again", "new_slug": "desk-again", "new_parent_page": academy.pk, "copy_subpages": "on"}
        done = client.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), {**sent, "publish_copies": "on"})
        assert done.status_code == 302, done.context["form"].errors
        return CoursePage.objects.get(slug="desk-again")

    return copy


@pytest.fixture
def taken_up():
    """The slugs of the courses that somebody has taken up."""

    def taken_up(learner):
        keys = Enrolment.objects.of(learner).values_list("course_key", flat=True)
        return sorted(CoursePage.objects.filter(translation_key__in=keys).values_list("slug", flat=True))

    return taken_up


def test_a_copied_course_enrols_nobody_by_the_passes_of_the_original(rep, stranger, take, copy, taken_up, now):
    take()
    take(learner=stranger)
    copied = copy()

    repaired = repair_progress(now=now)

    assert repaired == 0
    assert taken_up(rep) == taken_up(stranger) == ["desk-essentials"]
    assert not StepCompletion.objects.filter(course_key=copied.translation_key).exists()


def test_who_begins_the_quiz_of_one_course_has_taken_it_up(rep, lessons, quiz, taken_up, now):
    start_attempt(learner=rep, quiz=quiz, now=now)

    assert taken_up(rep) == ["desk-essentials"]


def test_of_two_courses_the_one_that_led_to_the_quiz_is_taken_up(client, rep, stranger, copy, taken_up):
    copied = copy()
    for learner, course in ((rep, copied), (stranger, CoursePage.objects.get(slug="desk-essentials"))):
        client.force_login(learner)
        for lesson in course.get_children():
            complete_step(
                learner=learner, course_key=course.translation_key, step_key=lesson.translation_key, now=course.first_published_at
            )
        Enrolment.objects.all().delete()
        page = client.get(f"/academy/courses/{course.slug}/").content.decode()
        lesson = client.get(f"/academy/courses/{course.slug}/lesson-3/").content.decode()
        assert f'href="{QUIZ}?origin={course.slug}"' in page
        assert f'href="{QUIZ}?origin={course.slug}"' in lesson

        quiz = client.get(f"{QUIZ}?origin={course.slug}").content.decode()
        assert f'name="origin" value="{course.slug}"' in quiz
        client.post(f"{QUIZ}start/", {"origin": course.slug})

        assert taken_up(learner) == [course.slug]


def test_the_api_takes_the_course_up_too(client, rep, copy, taken_up):
    copy()
    client.force_login(rep)

    begun = client.post("/academy/api/v1/attempts/", {"quiz": "desk-quiz", "origin": "desk-again"}, content_type="application/json")

    assert begun.status_code == 201
    assert taken_up(rep) == ["desk-again"]


@pytest.mark.parametrize("origin", ["", "no-such-course"])
def test_of_two_courses_none_is_taken_up_for_who_came_another_way(rep, copy, take, taken_up, origin):
    copy()

    take(origin)

    assert taken_up(rep) == []


def test_taking_a_course_up_counts_the_pass_of_before(rep, lessons, copy, take, now):
    copied = copy()
    take()

    enrol(learner=rep, course_key=copied.translation_key, now=now + timedelta(days=1))
    for lesson in copied.get_children():
        complete_step(learner=rep, course_key=copied.translation_key, step_key=lesson.translation_key, now=now + timedelta(days=2))

    mine = Enrolment.objects.get(learner=rep)
    assert (mine.course_key, mine.completed_at) == (copied.translation_key, now + timedelta(days=2))


def test_doing_a_lesson_first_brings_the_pass_along_too(rep, copy, take, quiz, now):
    copied = copy()
    take()

    complete_step(learner=rep, course_key=copied.translation_key, step_key=copied.get_children().first().translation_key, now=now)

    assert StepCompletion.objects.filter(course_key=copied.translation_key, step_key=quiz.uuid).exists()


def test_a_course_that_is_closed_to_the_learner_is_not_taken_up(rep, copy, take, taken_up):
    copied = copy()
    copied.view_restrictions.create(restriction_type="groups")

    take("desk-again")

    assert taken_up(rep) == ["desk-essentials"]


def test_the_exam_of_a_certification_takes_no_course_up(rep, lessons, quiz, taken_up, now):
    Quiz.objects.update(purpose=Quiz.Purpose.CERTIFICATION)
    quiz.refresh_from_db()
    open_window(quiz=quiz, learner=rep, now=now)

    start_attempt(learner=rep, quiz=quiz, now=now)

    assert Attempt.objects.open().filter(learner=rep).exists()
    assert taken_up(rep) == []


def test_around_a_shared_quiz_stands_the_course_that_was_taken_up(rep, copy, quiz, now):
    copied = copy()
    assert seams.before(quiz, rep, now) is None

    enrol(learner=rep, course_key=copied.translation_key, now=now)

    assert seams.before(quiz, rep, now).back.url == "/academy/courses/desk-again/"
