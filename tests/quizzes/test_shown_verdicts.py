"""The page of a result never contradicts its verdict, whatever the points and the line."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from academy.templatetags.academy_ui import figure
from quizzes.actions import create_question, publish_quiz, save_answer, start_attempt, submit_attempt
from quizzes.actions.grading import passes
from quizzes.models import Attempt, Quiz, QuizSlot
from quizzes.reports import line_text, points_text
from tests.quizzes import specs
from tests.quizzes.conftest import said

SCORE = re.compile(r"([\d.]+) of ([\d.]+) points, ([\d.]+) %\. The pass line is ([\d.]+)\.")

lines = st.decimals(min_value=0, max_value=100, places=2)


def read(text):
    """Points, most, percent and line, as anybody reads them."""
    found = SCORE.search(" ".join(text.split()))
    return [Fraction(one) for one in found.groups()]


def words(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").select_one("main").get_text(" ").split())


@pytest.fixture
def worth(bank, now):
    """A quiz of questions worth so much: `worth(1, 2, line=80)`."""

    def make(*points, line, **fields):
        quiz = Quiz.objects.create(
            slug="worth", title={"en": "Worth"}, pass_percent=Decimal(line), max_attempts=0, shuffle_questions=False, **fields
        )
        for place, each in enumerate(points):
            question = create_question(bank=bank, external_id=f"q{place}", kind="true_false", spec=specs.true_false(), now=now)
            QuizSlot.objects.create(quiz=quiz, question=question, points=Fraction(each), sort_order=place)
        return publish_quiz(quiz, now=now)

    return make


@pytest.fixture
def sit(rep):
    """Hand it in with these positions right, and the others wrong."""

    def take(quiz, *right):
        attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now())
        for slot in attempt.slots.select_related("version"):
            data = said(slot, right=slot.position in right)
            save_answer(attempt, position=slot.position, data=data, revision=0, now=timezone.now())
        return submit_attempt(attempt, now=timezone.now())

    return take


@pytest.fixture
def shown(client, rep):
    """What the page of a result says."""
    client.force_login(rep)
    return lambda attempt: words(client.get(reverse("academy_quizzes:attempt_result", args=[attempt.uuid])))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("points", "most", "line"),
    [
        ("79.996", "100", "80"),
        ("79.95", "100", "80"),
        ("80", "100", "80"),
        ("2/3", "1", "66.67"),
        ("2/3", "1", "66.66"),
        ("2/3", "1", "66.5"),
        ("7/10", "1", "70"),
        ("1/3", "1/3", "100"),
        ("0.33", "1/3", "100"),
        ("0.666", "1", "66.55"),
        ("2.99999999999999999999999999999999999", "3", "100"),
        ("0", "1/3", "0.01"),
    ],
)
def test_the_page_shows_as_many_points_as_the_line_exactly_where_it_says_passed(worth, sit, shown, points, most, line):
    attempt = sit(worth(1, line=line))
    attempt.points, attempt.max_points = Fraction(points), Fraction(most)
    attempt.passed = passes(attempt.points, attempt.max_points, attempt)
    Attempt.objects.filter(pk=attempt.pk).update(points=attempt.points, max_points=attempt.max_points, passed=attempt.passed)

    text = shown(attempt)

    reached, _most, percent, needed = read(text)
    assert ("You passed" in text) == attempt.passed
    assert (reached >= needed) == attempt.passed
    assert (percent >= Fraction(line)) == attempt.passed


@given(line=lines, most=st.fractions(min_value=Fraction(1, 1000), max_value=200, max_denominator=1000), away=st.fractions(-1, 1))
def test_the_score_in_a_sentence_never_contradicts_the_verdict(line, most, away):
    points = min(most, max(Fraction(0), Fraction(line) / 100 * most + away / 1000))
    attempt = Attempt(pass_percent=line, points=points, max_points=most, number=1)
    passed = passes(points, most, attempt)
    needed = line_text(Fraction(line) / 100 * most, reached=passed)

    text = render_to_string(
        "academy/quizzes/_score.html",
        {"attempt": attempt, "points": points_text(points), "most": points_text(most), "pass_points": needed, "minutes_used": 1},
    )

    said_points, _most, percent, said_line = read(text)
    assert (said_points >= said_line) == passed
    assert (percent >= Fraction(line)) == passed


@pytest.mark.django_db
@pytest.mark.parametrize("line", ["66.67", "80", "66.5", "100", "0.01"])
def test_the_page_before_shows_every_digit_of_the_line(client, rep, worth, line):
    client.force_login(rep)

    page = words(client.get(reverse("academy_quizzes:quiz", args=[worth(1, line=line).slug])))

    assert f"Pass line {line} %" in page


@pytest.mark.parametrize(
    ("value", "said_so"),
    [(Decimal("80.00"), "80"), (Decimal("66.67"), "66.67"), (Decimal("79.50"), "79.5"), (Decimal(100), "100"), (None, "")],
)
def test_a_figure_has_every_digit_it_has_and_no_empty_ones(value, said_so):
    assert figure(value) == said_so


@pytest.mark.parametrize("points", ["0.99999999999999999999999999999999999999", "0.999"])
def test_points_are_never_rounded_up_however_many_digits_they_have(points):
    assert points_text(Fraction(points)) == "0.99"


# One question short


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("points", "right", "is_short"),
    [
        ((1, 1, 1, 1, 1), (1, 2, 3), True),  # 3 of 5, the line is 4
        ((1, 1, 1, 1, 1), (1, 2), False),
        ((5, 5, 5, 5, 5), (1, 2, 3), True),  # five points short are one question here
        (("1/4", "1/4", "1/4", "1/4"), (1,), False),  # half a point short are two questions here
        ((1, 8, 1), (2,), False),  # 8 of 10 is a pass
    ],
)
def test_one_question_short_is_said_where_one_question_would_have_passed(worth, sit, shown, points, right, is_short):
    text = shown(sit(worth(*points, line=80), *right))

    assert ("One question short" in text) == is_short


# The line of its time


@pytest.mark.django_db
@pytest.mark.parametrize("keep", [Quiz.Keep.FIRST, Quiz.Keep.LATEST, Quiz.Keep.AVERAGE])
def test_what_counts_is_held_to_the_line_of_its_attempts_whatever_the_line_is_today(worth, sit, shown, keep):
    quiz = worth(1, 1, 1, 1, line=75, keep=keep)
    attempt = sit(quiz, 1, 2, 3)
    assert attempt.passed
    Quiz.objects.filter(pk=quiz.pk).update(pass_percent=90)

    text = shown(attempt)

    assert "You passed" in text
    assert "What counts is" not in text  # said only where it contradicts this attempt
