"""A course's quiz: what stands around it, and what passing it does."""

from datetime import timedelta

import pytest

from courses.actions import complete_step, repair_progress
from courses.models import Enrolment, StepCompletion, lesson_choices
from quizzes.actions import save_answer, start_attempt, submit_attempt
from quizzes.models import Quiz, seams


@pytest.fixture
def take(rep, quiz, now):
    """Hand in an attempt at the quiz, all right or all wrong."""

    def take(*, right):
        attempt = start_attempt(learner=rep, quiz=quiz, now=now)
        for slot in attempt.slots.all():
            tokens = {one: token for token, one in slot.layout["options"]}
            answer = {"choice": tokens["a" if right else "b"]}
            save_answer(attempt, position=slot.position, data=answer, revision=0, now=now)
        return submit_attempt(attempt, now=now + timedelta(minutes=1))

    return take


@pytest.fixture
def do(rep, course, lessons, now):
    def do(*, up_to=3):
        for lesson in lessons[:up_to]:
            complete_step(learner=rep, course_key=course.translation_key, step_key=lesson.translation_key, now=now)

    return do


def test_a_pass_after_the_lessons_finishes_the_course(rep, course, do, take, now):
    do()

    take(right=True)

    assert Enrolment.objects.get().completed_at == now + timedelta(minutes=1)


def test_a_fail_is_no_step(do, take, quiz):
    do()

    take(right=False)

    assert not StepCompletion.objects.filter(step_key=quiz.uuid).exists()
    assert Enrolment.objects.get().completed_at is None


def test_before_the_quiz_the_open_lessons_are_named(rep, quiz, do, now):
    do(up_to=1)

    notice = seams.before(quiz, rep, now)

    assert notice.headline == "2 lessons are still open"
    assert [item.label for item in notice.open_items] == ["Lesson 2", "Lesson 3"]
    assert notice.back.url == "/academy/courses/desk-essentials/"


def test_after_the_last_step_the_course_is_called_done(rep, do, take, now):
    do()

    notice = seams.after(take(right=True), rep, now)

    assert (notice.headline, notice.tone) == ("Course done", "good")


def test_after_a_pass_with_open_lessons_the_next_lesson_is_named(rep, lessons, do, take, now):
    do(up_to=2)

    notice = seams.after(take(right=True), rep, now)

    assert [(link.label, link.primary) for link in notice.links] == [("Lesson 3: Lesson 3", True)]


def test_a_quiz_of_no_course_is_none_of_our_business(rep, now):
    assert seams.before(Quiz.objects.create(slug="alone", title={"en": "Alone"}), rep, now) is None


def test_lessons_are_topics_of_questions(lessons):
    key = lessons[1].translation_key

    topic = seams.topics([key])[key]

    assert (topic.title, topic.heading, topic.minutes) == ("Lesson 2", "Desk essentials", 4)
    assert topic.url == "/academy/courses/desk-essentials/lesson-2/"
    assert (key, "Lesson 2") in lesson_choices()[0][1]


def test_a_pass_that_a_crash_kept_from_its_course_is_repaired_once(do, take, quiz, now):
    take(right=True)
    StepCompletion.objects.all().delete()
    do()
    Enrolment.objects.update(completed_at=None)

    found = [repair_progress(now=now), repair_progress(now=now)]

    assert found == [1, 0]
    assert Enrolment.objects.get().completed_at == now
