"""Doing steps: once each, in any order, and the course with the last of them."""

import re
from datetime import timedelta

import pytest

from courses.actions import (
    ChecksOpen,
    UnknownLesson,
    answer_check,
    complete_course,
    complete_step,
    count_quiz_pass,
    enrol,
    finish_lesson,
    repair_progress,
)
from courses.models import CheckAnswer, CoursePage, Enrolment, LessonPage, StepCompletion, library_of, progress_of
from courses.signals import course_completed, step_completed
from quizzes.actions import retire_question, revise_question


@pytest.fixture
def course_key(course):
    return course.translation_key


@pytest.fixture
def finish(rep, course_key, now):
    def finish(lesson):
        return finish_lesson(learner=rep, course_key=course_key, lesson_key=lesson.translation_key, now=now)

    return finish


@pytest.fixture
def answer(rep, course_key, now):
    def answer(lesson, question, choice, now=now):
        version = question.versions.order_by("-number").first()
        return answer_check(
            learner=rep, course_key=course_key, lesson_key=lesson.translation_key, version=version, answer={"choice": choice}, now=now
        )

    return answer


def test_an_enrolment_is_once_for_ever(rep, course_key, now):
    first = enrol(learner=rep, course_key=course_key, now=now)

    second = enrol(learner=rep, course_key=course_key, now=now + timedelta(days=1))

    assert (second.pk, second.enrolled_at) == (first.pk, now)


def test_a_step_is_done_once_and_said_once(rep, course_key, lessons, heard, now):
    said = heard(step_completed)
    step = {"learner": rep, "course_key": course_key, "step_key": lessons[0].translation_key}

    answers = [complete_step(**step, now=now), complete_step(**step, now=now + timedelta(hours=1))]

    assert answers == [True, False]
    assert [one["now"] for one in said] == [now]
    assert StepCompletion.objects.get().completed_at == now


def test_of_very_many_answers_to_a_check_the_first_and_the_newest_are_kept(lessons, question, answer):
    one = answer(lessons[1], question, "a")
    same = {
        "learner": one.learner,
        "lesson_key": one.lesson_key,
        "version": one.version,
        "points": one.points,
        "answered_at": one.answered_at,
    }
    CheckAnswer.objects.bulk_create(CheckAnswer(**same, number=number, answer={"choice": "a"}) for number in range(2, 300))

    answer(lessons[1], question, "b")

    assert list(CheckAnswer.objects.values_list("number", flat=True)) == [1, *range(201, 301)]


def test_a_wrong_answer_finishes_a_lesson_too(rep, lessons, question, answer):
    kept = answer(lessons[1], question, "b")

    assert kept.points == 0
    assert StepCompletion.objects.filter(learner=rep, step_key=lessons[1].translation_key).exists()


def test_answering_again_adds_an_answer_and_changes_none(lessons, question, answer):
    answer(lessons[1], question, "b")

    answer(lessons[1], question, "a")

    assert list(CheckAnswer.objects.values_list("number", "answer__choice")) == [(1, "b"), (2, "a")]


def test_a_lesson_with_an_open_check_cannot_be_called_done(lessons, finish):
    with pytest.raises(ChecksOpen, match="Answer the checks"):
        finish(lessons[1])


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_lesson_with_two_checks_is_done_with_the_second_and_not_with_the_first(course, ask, publish, answer, finish, order):
    checks = [ask("two-1"), ask("two-2")]
    lesson = publish(course, LessonPage(title="Two", slug="two", body=[("check", check) for check in checks]))

    answer(lesson, checks[order[0]], "b")
    with pytest.raises(ChecksOpen):
        finish(lesson)
    before = StepCompletion.objects.exists()
    answer(lesson, checks[order[1]], "b")

    assert not before
    assert StepCompletion.objects.get().step_key == lesson.translation_key


def test_answering_one_of_two_checks_twice_is_not_answering_both(course, ask, publish, answer, finish):
    checks = [ask("two-1"), ask("two-2")]
    lesson = publish(course, LessonPage(title="Two", slug="two", body=[("check", check) for check in checks]))

    for choice in ("b", "a"):
        answer(lesson, checks[0], choice)

    assert not StepCompletion.objects.exists()
    with pytest.raises(ChecksOpen):
        finish(lesson)


def test_the_same_check_in_two_lessons_is_answered_in_each(course, ask, publish, answer, finish):
    check = ask("shared")
    one, two = (publish(course, LessonPage(title=name, slug=name, body=[("check", check)])) for name in ("one", "two"))

    answer(one, check, "a")

    assert StepCompletion.objects.get().step_key == one.translation_key
    with pytest.raises(ChecksOpen):
        finish(two)


def test_the_check_of_a_retired_question_holds_nobody_up(lessons, question, finish, now):
    retire_question(question, now=now)

    assert finish(lessons[1]) is True


def test_an_answer_to_an_older_wording_still_counts(lessons, question, answer, finish, pmm, now):
    answer(lessons[1], question, "a")
    StepCompletion.objects.all().delete()
    spec = question.versions.get().spec
    revise_question(question, kind="single", spec={**spec, "stem": {"en": "Asked anew?"}}, by=pmm, now=now)

    assert finish(lessons[1]) is True


def test_the_course_is_done_with_its_last_step_and_says_so_once(rep, course_key, quiz, lessons, question, answer, finish, heard, now):
    said = heard(course_completed)
    finish(lessons[0])
    count_quiz_pass(learner=rep, quiz=quiz, now=now)
    answer(lessons[1], question, "a")
    assert not said

    finish(lessons[2])
    finish(lessons[2])

    assert [(one["learner"], one["course_key"], one["now"]) for one in said] == [(rep, course_key, now)]
    assert Enrolment.objects.get().completed_at == now


def test_without_its_quiz_a_course_is_not_done(rep, course_key, lessons, question, answer, finish):
    finish(lessons[0])
    answer(lessons[1], question, "a")
    finish(lessons[2])

    progress = progress_of(rep, [course_key], library=library_of(rep))[course_key]

    assert (progress.done, progress.total, progress.completed_at) == (3, 3, None)
    assert (progress.next_step.kind, progress.next_step.url) == ("quiz", "/academy/quizzes/desk-quiz/")


def test_what_was_finished_stays_finished_when_a_lesson_is_added(rep, course, course_key, lessons, quiz, publish, now):
    for lesson in lessons:
        complete_step(learner=rep, course_key=course_key, step_key=lesson.translation_key, now=now)
    count_quiz_pass(learner=rep, quiz=quiz, now=now)

    publish(course, type(lessons[0])(title="Lesson 4", slug="lesson-4", minutes=5))

    progress = progress_of(rep, [course_key], library=library_of(rep))[course_key]
    assert (progress.done, progress.total, progress.completed_at) == (3, 4, now)


def test_a_lesson_of_another_course_is_refused(rep, course, lessons, now):
    with pytest.raises(UnknownLesson):
        finish_lesson(learner=rep, course_key=lessons[0].translation_key, lesson_key=lessons[0].translation_key, now=now)


def test_a_course_without_a_step_is_taken_up_and_never_finished(client, rep, academy, capability, publish, heard, now):
    said = heard(course_completed)
    empty = publish(academy, CoursePage(title="Soon", slug="soon", summary="Later.", capability=capability))
    client.force_login(rep)

    client.post("/academy/courses/soon/enrol/")
    page = client.get("/academy/courses/soon/")
    finished = complete_course(learner=rep, course_key=empty.translation_key, now=now)
    repair_progress(now=now)

    assert page.status_code == 200
    assert finished is False
    assert not said
    assert Enrolment.objects.get().completed_at is None


def test_a_course_of_drafts_is_never_finished_either(rep, course_key, lessons, quiz, heard, now):
    said = heard(course_completed)
    enrol(learner=rep, course_key=course_key, now=now)
    count_quiz_pass(learner=rep, quiz=quiz, now=now)
    for lesson in lessons[1:]:
        lesson.unpublish()
    complete_step(learner=rep, course_key=course_key, step_key=lessons[1].translation_key, now=now)
    before = list(said)

    complete_step(learner=rep, course_key=course_key, step_key=lessons[0].translation_key, now=now)

    assert before == []
    assert len(said) == 1


def test_an_alias_of_a_lesson_is_no_step_of_the_course_that_it_lies_in(client, rep, academy, capability, publish, lessons):
    other = publish(academy, CoursePage(title="Other", slug="other", summary="Too.", capability=capability))
    publish(other, LessonPage(title="Own", slug="own"))
    lessons[0].create_alias(parent=other)
    client.force_login(rep)

    page = client.get("/academy/courses/other/").content.decode()
    listed = sorted(set(re.findall(r'href="(/academy/courses/other/[^/"]+/)"', page)))
    opened = [client.get(address).status_code for address in listed]
    for address in listed:
        client.post(f"{address}done/")

    assert listed == ["/academy/courses/other/own/"]
    assert opened == [200]
    assert Enrolment.objects.get(course_key=other.translation_key).completed_at is not None
    assert not Enrolment.objects.completed().filter(course_key=lessons[0].get_parent().translation_key).exists()
