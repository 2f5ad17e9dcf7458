"""A quiz handed in during an exam or another graded quiz that asks the same: its pass is counted, and told, once that is over."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.actions import complete_step, repair_progress
from courses.models import Enrolment, StepCompletion
from quizzes.actions import open_window, publish_quiz, save_answer, start_attempt, submit_attempt
from quizzes.models import Quiz, QuizSlot, seams

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[Quiz.Purpose.CERTIFICATION, Quiz.Purpose.GRADED])
def exam(quiz, rep, now, request):
    """An exam, or a graded quiz, with one of the questions of the course's quiz, under way for the rep."""
    exam = Quiz.objects.create(slug="exam", title={"en": "Exam"}, purpose=request.param, pass_percent=50, max_attempts=0)
    QuizSlot.objects.create(quiz=exam, question=quiz.slots.first().question, sort_order=0)
    open_window(quiz=publish_quiz(exam, now=now), learner=rep, now=now)
    return start_attempt(learner=rep, quiz=exam, now=now)


@pytest.fixture
def passed(exam, rep, quiz, course, lessons, now):
    """The quiz of the course, passed while the exam is open; the lessons are done."""
    for lesson in lessons:
        complete_step(learner=rep, course_key=course.translation_key, step_key=lesson.translation_key, now=now)
    attempt = start_attempt(learner=rep, quiz=quiz, now=now)
    for slot in attempt.slots.all():
        tokens = {one: token for token, one in slot.layout["options"]}
        save_answer(attempt, position=slot.position, data={"choice": tokens["a"]}, revision=0, now=now)
    return submit_attempt(attempt, now=now + timedelta(minutes=1))


def test_a_pass_that_is_held_back_finishes_no_course_and_is_told_nowhere(client, rep, quiz, course, passed, now):
    client.force_login(rep)
    page = client.get(course.url, follow=True).content.decode()

    assert passed.counts_as_pass
    assert not StepCompletion.objects.filter(step_key=quiz.uuid).exists()
    assert Enrolment.objects.get(learner=rep).completed_at is None
    assert seams.after(passed, rep, now).headline == ""
    assert "100 %</" not in page


def test_a_repair_does_not_tell_it_either(quiz, passed, now):
    repair_progress(now=now + timedelta(minutes=2))

    assert not StepCompletion.objects.filter(step_key=quiz.uuid).exists()


def test_with_the_end_of_the_exam_the_pass_counts(rep, quiz, exam, passed, now):
    submit_attempt(exam, now=now + timedelta(minutes=5))

    assert StepCompletion.objects.get(step_key=quiz.uuid).completed_at == now + timedelta(minutes=5)
    assert Enrolment.objects.get(learner=rep).completed_at == now + timedelta(minutes=5)


def test_a_pass_from_before_the_exam_is_not_held_back(client, rep, quiz, course, lessons, now):
    attempt = start_attempt(learner=rep, quiz=quiz, now=now)
    for slot in attempt.slots.all():
        tokens = {one: token for token, one in slot.layout["options"]}
        save_answer(attempt, position=slot.position, data={"choice": tokens["a"]}, revision=0, now=now)
    submit_attempt(attempt, now=now)

    assert StepCompletion.objects.filter(step_key=quiz.uuid).exists()


def test_the_score_of_an_exam_that_is_held_back_is_on_no_page(client, rep, exam, quiz, passed):
    client.force_login(rep)

    for address in (reverse("academy_desk:home"), reverse("academy_courses:catalogue")):
        assert "100 %</" not in client.get(address).content.decode()
