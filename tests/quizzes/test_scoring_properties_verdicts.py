"""A pass is reached exactly at the line and not a hair below, and what is displayed never says otherwise."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.actions.grading import passes, total
from quizzes.models import Attempt
from quizzes.models.attempt import share_of, shown_percent

HAIR = Fraction(1, 10**30)

lines = st.decimals(min_value=0, max_value=100, places=2)
whole_lines = st.integers(0, 100).map(Decimal)
shares = st.fractions(min_value=0, max_value=1)


def attempt(line):
    return Attempt(pass_percent=Decimal(line))


@given(line=st.decimals(min_value=Decimal("0.01"), max_value=100, places=2), most=st.fractions(min_value=Fraction(1, 100), max_value=10**6))
def test_the_line_itself_is_a_pass_and_a_hair_below_is_none(line, most):
    at_the_line = Fraction(line) / 100 * most

    assert passes(at_the_line, most, attempt(line))
    assert not passes(at_the_line - HAIR, most, attempt(line))
    assert passes(min(most, at_the_line + HAIR), most, attempt(line))


@pytest.mark.parametrize(
    ("points", "passed"), [("80", True), ("79.996", False), ("79.999999999999999999999999", False), ("80.000000001", True)]
)
def test_eighty_of_a_hundred_is_a_pass_and_nothing_that_only_rounds_to_it(points, passed):
    assert passes(Fraction(points), Fraction(100), attempt(80)) is passed


def test_thirds_reach_a_line_of_thirds_without_any_rounding():
    two_thirds = total([Fraction(1, 3)] * 200)

    assert two_thirds == Fraction(200, 3)
    assert passes(two_thirds, Fraction(100), attempt("66.66"))
    assert not passes(two_thirds, Fraction(100), attempt("66.67"))


@pytest.mark.parametrize(
    ("score", "line", "shown"),
    [
        ("0.79996", "80", "79.99"),
        ("0.79999999", "80", "79.99"),
        ("0.8", "80", "80"),
        ("0.795", "80", "79.5"),
        ("0.794", "80", "79"),
        ("2/3", "66.66", "67"),
        ("2/3", "66.67", "66.66"),
        ("0.665", "66.5", "66.5"),
        ("0.6649", "66.5", "66"),
        ("0", "0", "0"),
        ("1", "100", "100"),
        ("0.9999999", "100", "99.99"),
    ],
)
def test_a_percentage_is_rounded_to_a_whole_one_unless_that_would_cross_the_line(score, line, shown):
    assert shown_percent(Fraction(score), pass_percent=Decimal(line)) == Decimal(shown)


@given(score=shares, line=lines)
def test_what_is_displayed_never_contradicts_the_verdict(score, line):
    passed = passes(score * 40, Fraction(40), attempt(line))

    shown = shown_percent(score, pass_percent=line)

    assert (shown >= line) == passed
    assert 0 <= shown <= 100
    assert abs(Fraction(shown) - score * 100) <= Fraction(1, 2)


@given(line=lines, away=st.fractions(min_value=-1, max_value=1))
def test_what_is_displayed_close_to_the_line_never_contradicts_the_verdict(line, away):
    score = min(Fraction(1), max(Fraction(0), Fraction(line) / 100 + away / 10**4))

    shown = shown_percent(score, pass_percent=line)

    assert (shown >= line) == passes(score, Fraction(1), attempt(line))


@given(points=st.fractions(min_value=-50, max_value=150), most=st.fractions(min_value=1, max_value=100))
def test_a_score_lies_between_nothing_and_everything_whatever_wrong_answers_cost(points, most):
    assert 0 <= share_of(points, most) <= 1


@given(points=st.lists(st.fractions(min_value=-3, max_value=3), max_size=6), order=st.randoms())
def test_points_together_are_never_less_than_nothing_and_have_no_order(points, order):
    shuffled = order.sample(points, len(points))

    assert total(points) == total(shuffled) == max(0, sum(points))


def test_points_wait_for_the_last_mark():
    assert total([Fraction(1), None]) is None
