"""What becomes of people under way when the steps of their course change: it is re-evaluated when it happens."""

from datetime import timedelta

import pytest

from courses.actions import complete_step, enrol, follow_courses, repair
from courses.models import CoursePage, Enrolment, LessonPage, StepCompletion
from courses.signals import course_completed
from quizzes.actions import publish_quiz, retire_quiz

COURSE = "/academy/courses/desk-essentials/"


@pytest.fixture
def do(course, lessons, now):
    """Let a learner do some of the lessons, by their numbers."""

    def do(learner, *numbers):
        enrol(learner=learner, course_key=course.translation_key, now=now)
        for number in numbers:
            complete_step(learner=learner, course_key=course.translation_key, step_key=lessons[number - 1].translation_key, now=now)

    return do


def is_done(learner):
    return Enrolment.objects.get(learner=learner).completed_at is not None


def browse(client, user, address=COURSE):
    client.force_login(user)
    return " ".join(client.get(address).content.decode().split())


def test_a_quiz_that_is_retired_is_not_waited_for(rep, quiz, do, heard, now):
    do(rep, 1, 2, 3)
    said = heard(course_completed)

    retire_quiz(quiz, now=now + timedelta(days=1))

    assert Enrolment.objects.get().completed_at == now + timedelta(days=1)
    assert [one["learner"] for one in said] == [rep]


def test_a_quiz_that_is_retired_finishes_no_course_with_open_lessons(rep, quiz, do, now):
    do(rep, 1, 2)

    retire_quiz(quiz, now=now)

    assert not is_done(rep)


def test_a_quiz_that_is_published_again_leaves_done_what_is_done(rep, stranger, quiz, do, now):
    do(rep, 1, 2, 3)
    retire_quiz(quiz, now=now)

    publish_quiz(quiz, now=now + timedelta(days=1))
    do(stranger, 1, 2, 3)

    assert is_done(rep)
    assert not is_done(stranger)


@pytest.mark.parametrize("goes", ["unpublish", "delete"])
def test_a_lesson_that_goes_is_not_waited_for(rep, quiz, lessons, do, now, goes):
    retire_quiz(quiz, now=now)
    do(rep, 1, 2)

    getattr(lessons[2], goes)()

    assert is_done(rep)


def test_a_lesson_that_moves_to_another_course_is_not_waited_for(rep, academy, capability, publish, quiz, lessons, do, now):
    retire_quiz(quiz, now=now)
    do(rep, 1, 2)
    other = publish(academy, CoursePage(title="Other", slug="other", summary="Other", capability=capability))

    lessons[2].move(other, pos="last-child")

    assert is_done(rep)


def test_what_a_course_lost_while_a_lesson_comes_is_waited_for(rep, course, publish, quiz, do, now):
    do(rep, 1, 2, 3)
    publish(course, LessonPage(title="Lesson 4", slug="lesson-4", body=[]))

    retire_quiz(quiz, now=now)

    assert not is_done(rep)


def test_a_translation_that_goes_changes_nothing(rep, course, lessons, zh, quiz, do, now):
    course.copy_for_translation(zh, copy_parents=True).save_revision().publish()
    chinese = lessons[2].copy_for_translation(zh, copy_parents=True)
    chinese.save_revision().publish()
    retire_quiz(quiz, now=now)
    do(rep, 1, 2)

    chinese.unpublish()

    assert not is_done(rep)


def test_many_people_are_followed_in_slices_and_nobody_twice(make_person, monkeypatch, course, lessons, do, heard, now):
    people = [make_person(f"learner-{number}") for number in range(5)]
    for learner in people:
        do(learner, 1, 2, 3)
    monkeypatch.setattr(repair, "SLICE", 2)
    said = heard(course_completed)

    retire_quiz(course.quiz, now=now)

    assert sorted(one["learner"].pk for one in said) == [learner.pk for learner in people]
    assert follow_courses([course.translation_key], now=now).changed == 0


def test_the_course_says_what_became_of_its_quiz(client, rep, stranger, quiz, do, now):
    do(rep, 1)
    retire_quiz(quiz, now=now)

    assert "The quiz of this course was withdrawn. The course is done with its lessons." in browse(client, rep)
    assert "withdrawn" not in browse(client, stranger)


def test_the_course_says_what_became_of_a_lesson_that_was_done(client, rep, lessons, do):
    do(rep, 1, 2)

    lessons[0].unpublish()

    assert "1 step that you have done is not part of this course any more. It stays on your record." in browse(client, rep)
    assert StepCompletion.objects.count() == 2
