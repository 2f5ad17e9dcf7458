"""A quiz counts for its course while it is published and not retired, in every process at once and on every page."""

from datetime import timedelta
from functools import lru_cache

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.actions import complete_step, count_quiz_pass, enrol, repair_progress
from courses.models import (
    Enrolment,
    StepCompletion,
    closing_quizzes,
    course_sheet,
    lesson_sheet,
    library_of,
    outline,
    progress_of,
    required_steps,
    ticks_in,
)
from quizzes.actions import publish_quiz, retire_quiz
from quizzes.models import Quiz, QuizSlot

COURSE = "/academy/courses/desk-essentials/"
API = "/academy/api/v1/courses/desk-essentials/"
CHANGES = ("publish", "retire", "rename", "name", "name nothing")


@pytest.fixture
def in_process(monkeypatch):
    """Go on in another process, which remembers outlines of its own: `in_process(1)`."""
    memories = [lru_cache(maxsize=8)(outline._outlines.__wrapped__) for _process in range(2)]
    return lambda number: monkeypatch.setattr(outline, "_outlines", memories[number])


@pytest.fixture
def drafts(quiz, ask):
    """The published quiz that the course names, and two drafts."""
    drafts = [Quiz.objects.create(slug=f"draft-{number}", title={"en": f"Draft {number}"}) for number in (1, 2)]
    for draft in drafts:
        QuizSlot.objects.create(quiz=draft, question=ask(draft.slug))
    return [quiz, *drafts]


@pytest.fixture
def do_lessons(rep, course, lessons, now):
    def do_lessons():
        for lesson in lessons:
            complete_step(learner=rep, course_key=course.translation_key, step_key=lesson.translation_key, now=now)

    return do_lessons


@pytest.fixture
def browse(client, rep):
    client.force_login(rep)
    return lambda path: client.get(path).content.decode()


def said_of_the_quiz(learner, key):
    """What a reader is told of the quiz of a course on the course, its last lesson, the list of courses and the steps to be done."""
    library = library_of(learner)
    course = library.known.by_key[key]
    closing = closing_quizzes([course]).get(key)
    progress = progress_of(learner, [key], library=library)[key]
    page = course_sheet(course, library=library, learner=learner).progress
    lesson = lesson_sheet(course, course.lessons[-1], library=library, learner=learner)
    required = required_steps(course, closing) - {one.key for one in course.lessons}
    return {
        "required": next(iter(required), None),
        "api": closing.slug if closing else None,
        "next": progress.next_step and progress.next_step.url,
        "page": page.next_step and page.next_step.url,
        "lesson": lesson.quiz_url or None,
        "is done": ticks_in(learner, [course]).lacks_nothing(course),
    }


def in_the_rows(course):
    course.refresh_from_db()
    quiz = Quiz.objects.published().filter(pk=course.quiz_id).first()
    url = quiz and f"/academy/quizzes/{quiz.slug}/"
    told = {"required": quiz and quiz.uuid, "api": quiz and quiz.slug}
    return {**told, "next": url, "page": url, "lesson": url, "is done": quiz is None}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=8))
def test_after_any_changes_of_quizzes_every_process_tells_what_is_in_the_rows(rep, course, lessons, drafts, now, in_process, changes):
    with transaction.atomic():
        for lesson in lessons:
            StepCompletion.objects.create(learner=rep, course_key=course.translation_key, step_key=lesson.translation_key, completed_at=now)
        for minutes, (change, number, process) in enumerate(changes):
            in_process(process)
            _change(change, course, Quiz.objects.get(pk=drafts[number].pk), now + timedelta(minutes=minutes))

            for each in (0, 1):
                in_process(each)
                assert said_of_the_quiz(rep, course.translation_key) == in_the_rows(course)
        transaction.set_rollback(True)


def _change(change, course, quiz, now):
    match change:
        case "publish":
            publish_quiz(quiz, now=now)
        case "retire":
            retire_quiz(quiz, now=now)
        case "rename":
            quiz.slug = f"renamed-{now:%M}-{quiz.pk}"
            quiz.save()
        case _:
            course.refresh_from_db()
            course.quiz = quiz if change == "name" else None
            course.save_revision().publish()


def test_a_quiz_that_is_published_again_is_a_step_again_though_another_was_retired_after_it(
    rep, course, lessons, drafts, do_lessons, in_process, now
):
    in_process(0)
    quiz, other, _last = drafts
    retire_quiz(quiz, now=now)
    retire_quiz(other, now=now + timedelta(hours=1))
    assert library_of(rep).courses
    publish_quiz(quiz, now=now + timedelta(hours=2))

    do_lessons()
    repair_progress(now=now)

    assert Enrolment.objects.get().completed_at is None


def test_a_course_whose_quiz_is_a_draft_is_done_with_its_lessons(course, drafts, do_lessons, now):
    course.quiz = drafts[1]
    course.save_revision().publish()

    do_lessons()

    assert Enrolment.objects.get().completed_at == now


def test_a_renamed_quiz_is_led_to_at_its_new_address(browse, lessons, quiz, do_lessons):
    do_lessons()
    pages = (COURSE, f"{COURSE}lesson-3/")
    assert all("/academy/quizzes/desk-quiz/" in browse(page) for page in pages)

    quiz.slug = "desk-check"
    quiz.save()

    assert all("/academy/quizzes/desk-check/" in browse(page) and "desk-quiz" not in browse(page) for page in pages)
    assert '"quiz":"desk-check"' in browse(API)


def test_nobody_is_sent_to_a_retired_quiz(browse, lessons, quiz, do_lessons, now):
    do_lessons()
    retire_quiz(quiz, now=now)

    page, shelf, lesson = browse(COURSE), browse("/academy/catalogue/"), browse(f"{COURSE}lesson-3/")

    assert "quiz to go" not in page + shelf
    assert "To the quiz" not in page
    assert "/academy/quizzes/" not in page + lesson
    assert '"quiz":null' in browse(API)


def test_a_pass_that_was_handed_in_after_the_quiz_was_retired_counts_once_the_quiz_does(rep, course, lessons, quiz, do_lessons, now):
    enrol(learner=rep, course_key=course.translation_key, now=now)
    retire_quiz(quiz, now=now)
    count_quiz_pass(learner=rep, quiz=quiz, now=now)
    publish_quiz(quiz, now=now + timedelta(days=1))

    do_lessons()

    assert Enrolment.objects.get().completed_at == now
