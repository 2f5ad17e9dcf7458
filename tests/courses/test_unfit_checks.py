"""A lesson asks only what is answered once and marked by rule."""

import pytest
from django.core.exceptions import ValidationError

from courses.models import LessonPage, checks_of
from quizzes.actions import create_question, revise_question
from quizzes.question_types import question_type
from tests.quizzes import specs

UNFIT = [kind for kind in specs.SPECS if not question_type(kind).fits_a_lesson]


@pytest.fixture
def unfit(question, now):
    """A question of any type, in the bank of the others."""

    def make(kind):
        return create_question(bank=question.bank, external_id=f"unfit-{kind}", kind=kind, spec=specs.SPECS[kind], now=now)

    return make


def test_what_a_person_marks_what_asks_nothing_and_what_goes_by_steps_is_unfit():
    assert UNFIT == ["essay", "upload", "scenario", "description"]


@pytest.mark.parametrize("kind", UNFIT)
def test_a_lesson_with_an_unfit_check_is_refused_with_the_name_of_the_question(course, publish, unfit, kind):
    made = unfit(kind)

    with pytest.raises(ValidationError) as refusal:
        publish(course, LessonPage(title="Essay", slug="essay", body=[("check", made)]))

    asked = specs.SPECS[kind]["stem"]["en"]
    assert refusal.value.message_dict["body"][0].startswith(f"“{asked}” cannot be a check: ")


def test_a_check_that_became_unfit_is_left_out(course, lessons, question, rep, now):
    lesson = lessons[1]
    revise_question(question, kind="essay", spec=specs.essay(), by=None, now=now)

    checks = checks_of(rep, lesson_key=lesson.translation_key, question_ids=[question.pk])

    assert checks == {}
