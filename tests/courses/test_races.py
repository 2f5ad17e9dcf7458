"""Two things at the same moment, with real commits."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from courses.actions import answer_check, complete_step
from courses.models import CheckAnswer, CoursePage, Enrolment, StepCompletion

pytestmark = pytest.mark.race


def at_once(*verbs):
    """Run these in threads that start together; raise what one of them raised."""
    start, mistakes = Barrier(len(verbs)), []

    def run(verb):
        try:
            start.wait(timeout=10)
            verb()
        except Exception as mistake:  # noqa: BLE001  # handed to the test
            mistakes.append(mistake)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if mistakes:
        raise mistakes[0]


def test_the_same_step_at_once_is_done_once(rep, course, lessons, now):
    step = {"learner": rep, "course_key": course.translation_key, "step_key": lessons[0].translation_key, "now": now}

    at_once(*[lambda: complete_step(**step)] * 6)

    assert (StepCompletion.objects.count(), Enrolment.objects.count()) == (1, 1)


def test_the_last_two_steps_at_once_finish_the_course(rep, course, lessons, now):
    CoursePage.objects.update(quiz=None)
    course.refresh_from_db()
    course.save_revision().publish()
    first, *last = [
        {"learner": rep, "course_key": course.translation_key, "step_key": lesson.translation_key, "now": now} for lesson in lessons
    ]
    complete_step(**first)

    at_once(*[lambda step=step: complete_step(**step) for step in last])

    assert Enrolment.objects.get().completed_at == now


def test_answers_to_a_check_at_once_are_all_kept(rep, course, lessons, question, now):
    answer = {
        "learner": rep, "course_key": course.translation_key, "lesson_key": lessons[1].translation_key,
        "version": question.versions.get(), "answer": {"choice": "b"}, "now": now,
    }  # fmt: skip

    at_once(*[lambda: answer_check(**answer)] * 4)

    assert sorted(CheckAnswer.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
