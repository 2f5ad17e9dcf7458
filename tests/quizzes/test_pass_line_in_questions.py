"""The pass line also as a number of questions, where it means one: 90 % of eight equal questions are all of them."""

from fractions import Fraction

import pytest
from django.urls import reverse

from quizzes.models import Quiz, QuizSlot
from quizzes.models.quiz import questions_to_pass
from quizzes.models.rules import Behaviour

pytestmark = pytest.mark.django_db


def test_the_pass_line_is_rounded_up_to_whole_questions():
    said = {(percent, questions): questions_to_pass(percent, questions=questions, worths=1, behaviour="deferred") for percent, questions in
            ((90, 8), (80, 8), (75, 8), (50, 3), (100, 5), (0, 5), (60, 5), (33, 3))}  # fmt: skip

    assert said == {(90, 8): 8, (80, 8): 7, (75, 8): 6, (50, 3): 2, (100, 5): 5, (0, 5): 0, (60, 5): 3, (33, 3): 1}


@pytest.mark.parametrize("behaviour", [one for one in Behaviour if one != Behaviour.DEFERRED])
def test_tries_and_certainty_make_it_more_than_a_number(behaviour):
    assert questions_to_pass(80, questions=8, worths=1, behaviour=behaviour) is None


def test_the_page_of_a_quiz_and_the_api_say_it(client, rep, questions, make_quiz):
    make_quiz("ninety", draw=8, pass_percent=90)
    client.force_login(rep)

    page = " ".join(client.get(reverse("academy_quizzes:quiz", args=["ninety"])).content.decode().split())

    assert "90 % (8 of 8 questions)" in page
    assert client.get("/academy/api/v1/quizzes/ninety/").json()["questions_to_pass"] == 8


def test_it_is_not_said_where_questions_are_worth_more_than_others(client, rep, questions, make_quiz):
    quiz = make_quiz("mixed", draw=7, pass_percent=90)
    QuizSlot.objects.create(quiz=quiz, bank=QuizSlot.objects.get(quiz=quiz).bank, draw=1, points=Fraction(3), sort_order=9)
    client.force_login(rep)

    page = " ".join(client.get(reverse("academy_quizzes:quiz", args=["mixed"])).content.decode().split())

    assert "90 %" in page
    assert "of 8 questions)" not in page
    assert client.get("/academy/api/v1/quizzes/mixed/").json()["questions_to_pass"] is None


def test_authors_are_told_at_the_field():
    assert "90 % of 8 questions are all 8" in str(Quiz._meta.get_field("pass_percent").help_text)
