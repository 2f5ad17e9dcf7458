"""What several tries, or a certainty, make of a mark, as reckoned by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types.question_type import Part
from quizzes.question_types.tries import adaptive, by_certainty, interactive

THIRD = Fraction(1, 3)

marks = st.fractions(min_value=0, max_value=1, max_denominator=12)
penalties = st.fractions(min_value=0, max_value=1, max_denominator=12)


def fractions(*written):
    return [Fraction(one) for one in written]


def whole(*written):
    return [[Part("", mark)] for mark in fractions(*written)]


def parts(*tries):
    """Tries as texts: "110" is a try with three parts, of which two are right."""
    return [[Part(str(place), Fraction(int(mark))) for place, mark in enumerate(one)] for one in tries]


@pytest.mark.parametrize(
    ("tried", "penalty", "earned"),
    [
        ([], "1/3", "0"),
        (["1"], "1/3", "1"),
        (["0", "1"], "1/3", "2/3"),
        (["0", "0", "1"], "1/3", "1/3"),
        (["0", "0", "0", "1"], "1/3", "0"),
        (["1/2", "1"], "1/3", "2/3"),
        (["1/2", "3/5"], "1/3", "1/2"),  # the first try stays the better one
        (["1/2", "1"], "0", "1"),
        (["1/2", "1"], "1", "1/2"),
        (["-1/2"], "1/3", "0"),
    ],
)
def test_adaptive_tries_keep_the_best_less_what_the_tries_before_it_cost(tried, penalty, earned):
    assert adaptive(fractions(*tried), penalty=Fraction(penalty)) == Fraction(earned)


@pytest.mark.parametrize(
    ("tried", "penalty", "earned"),
    [
        (["1"], "1/3", "1"),
        (["0", "1"], "1/3", "2/3"),
        (["0", "0", "1"], "1/3", "1/3"),
        (["0", "0", "0", "1"], "1/3", "0"),
        (["1", "0"], "1/3", "0"),  # the last try counts
        (["0", "1/2"], "1/4", "1/4"),
        (["0", "1/2"], "1", "0"),
    ],
)
def test_interactive_tries_count_the_last_less_what_those_before_it_cost(tried, penalty, earned):
    assert interactive(whole(*tried), penalty=Fraction(penalty)) == Fraction(earned)


@pytest.mark.parametrize(
    ("tried", "earned"),
    [
        (["111"], "1"),
        (["110", "111"], "8/9"),  # 1, 1 and 2/3
        (["100", "110", "111"], "2/3"),  # 1, 2/3 and 1/3
        (["000", "111"], "2/3"),
        (["110", "101"], "5/9"),  # the second part was given up; the third costs one try
        (["101", "010", "111"], "4/9"),  # wrong last in the second, the first and the second try: 1/3, 2/3, 1/3
        (["000", "000", "000", "111"], "0"),
    ],
)
def test_every_part_keeps_its_own_credit_over_the_tries(tried, earned):
    assert interactive(parts(*tried), penalty=THIRD) == Fraction(earned)


def test_parts_count_by_their_weight():
    tries = [[Part("a", Fraction(1), Fraction(3)), Part("b", Fraction(0))], [Part("a", Fraction(1), Fraction(3)), Part("b", Fraction(1))]]

    assert interactive(tries, penalty=Fraction(1, 2)) == Fraction(7, 8)


@pytest.mark.parametrize(
    ("mark", "certainty", "earned"),
    [
        ("1", 1, "1"),
        ("1", 2, "2"),
        ("1", 3, "3"),
        ("0", 1, "0"),
        ("0", 2, "-2"),
        ("0", 3, "-6"),
        ("1", None, "1"),
        ("0", None, "0"),
        ("1/2", 3, "3/2"),
        ("-1/2", 3, "-6"),
    ],
)
def test_certainty_multiplies_what_is_right_and_costs_what_is_wrong(mark, certainty, earned):
    assert by_certainty(Fraction(mark), certainty) == Fraction(earned)


@given(tried=st.lists(marks, min_size=1, max_size=6), penalty=penalties)
def test_a_penalty_never_makes_a_mark_better_or_less_than_nothing(tried, penalty):
    several = adaptive(tried, penalty=penalty)
    last = interactive([[Part("", mark)] for mark in tried], penalty=penalty)

    assert 0 <= last <= several <= max(tried)
    assert adaptive([*tried, Fraction(0)], penalty=penalty) == several


@given(tried=st.lists(st.lists(marks, min_size=3, max_size=3), min_size=1, max_size=5), penalty=penalties, order=st.permutations(range(3)))
def test_the_order_of_parts_counts_nothing_and_their_credit_stays_within_bounds(tried, penalty, order):
    tries = [[Part(str(place), mark) for place, mark in enumerate(one)] for one in tried]

    earned = interactive(tries, penalty=penalty)

    assert 0 <= earned <= sum(tried[-1], Fraction()) / 3
    assert interactive([[one[place] for place in order] for one in tries], penalty=penalty) == earned


@given(tried=st.lists(marks, min_size=1, max_size=5), certainty=st.sampled_from([1, 2, 3]))
def test_higher_certainty_helps_what_is_right_and_hurts_what_is_wrong(tried, certainty):
    for mark in tried:
        assert -6 <= by_certainty(mark, certainty) <= 3
        assert (by_certainty(mark, 3) > by_certainty(mark, 1)) == (mark > 0)
