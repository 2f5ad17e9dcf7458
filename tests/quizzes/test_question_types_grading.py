"""Marks are exact fractions, and depend on the answer alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import question_type
from tests.quizzes.specs import BY_RULE, SPECS, laid_out, matching, multiple, numeric, ordering, short_text

SCORINGS = ["all_or_nothing", "right_minus_wrong", "every_decision", "halves", "proportional"]
LETTERS = "abcdefgh"

some_letters = st.sets(st.sampled_from(LETTERS), min_size=1)


def ticked(spec, letters):
    return question_type("multiple").grade(spec, {"choices": sorted(letters)} if letters else None)


@pytest.mark.parametrize("kind", BY_RULE)
def test_the_right_answer_earns_everything(kind):
    asked, spec = question_type(kind), SPECS[kind]

    mark = asked.grade(spec, asked.right_answer(spec))

    assert mark == 1


@pytest.mark.parametrize("kind", BY_RULE)
def test_a_wrong_answer_and_a_blank_earn_nothing(kind):
    asked, spec = question_type(kind), SPECS[kind]

    marks = [asked.grade(spec, asked.wrong_answer(spec)), asked.grade(spec, None)]

    assert asked.wrong_answer(spec) is not None
    assert marks == [0, 0]


@pytest.mark.parametrize(
    ("scoring", "letters", "mark"),
    [
        ("all_or_nothing", "a", "0"),
        ("all_or_nothing", "abc", "0"),
        ("right_minus_wrong", "a", "1/2"),
        ("right_minus_wrong", "acb", "1/2"),
        ("right_minus_wrong", "ab", "0"),
        ("right_minus_wrong", "bd", "0"),
        ("every_decision", "a", "3/4"),
        ("every_decision", "abcd", "1/2"),
        ("every_decision", "bd", "0"),
        ("halves", "a", "1/2"),
        ("halves", "acb", "1/2"),
        ("halves", "ab", "0"),
        ("proportional", "a", "1/2"),
        ("proportional", "ab", "0"),
    ],
)
def test_a_multiple_choice_is_scored_by_the_written_formula(scoring, letters, mark):
    spec = multiple(scoring)  # four choices; a and c are right

    earned = ticked(spec, letters)

    assert earned == Fraction(mark)


@pytest.mark.parametrize(("letters", "mark"), [("ab", "1/4"), ("abcd", "1/2"), ("abcde", "1"), ("a", "0")])
def test_halves_give_a_quarter_for_two_errors_among_more_than_four_choices(letters, mark):
    spec = multiple("halves", right="abcde", of="abcde") if letters != "ab" else multiple("halves", right="abcd", of="abcde")

    earned = ticked(spec, letters)

    assert earned == Fraction(mark)


def test_halves_forgive_nothing_between_two_choices():
    spec = multiple("halves", right="ab", of="ab")

    earned = ticked(spec, "a")

    assert earned == 0


@pytest.mark.parametrize("scoring", ["right_minus_wrong", "proportional"])
def test_three_thirds_make_exactly_one(scoring):
    spec = multiple(scoring, right="abc", of="abcd")

    thirds = [ticked(spec, letter) for letter in "abc"]

    assert sum(thirds, Fraction()) == 1


@given(right=some_letters, letters=st.sets(st.sampled_from(LETTERS)), scoring=st.sampled_from(SCORINGS))
def test_no_ticks_earn_less_than_nothing_or_more_than_everything(right, letters, scoring):
    spec = multiple(scoring, right=right, of=LETTERS)

    earned = ticked(spec, letters)

    assert 0 <= earned <= 1
    assert (earned == 1) == (letters == right)


@given(right=some_letters.filter(lambda letters: len(letters) < len(LETTERS)), scoring=st.sampled_from(SCORINGS))
def test_ticking_everything_never_reaches_the_right_set(right, scoring):
    spec = multiple(scoring, right=right, of=LETTERS)

    everything = ticked(spec, LETTERS)

    assert everything < ticked(spec, right)
    if scoring in {"all_or_nothing", "proportional"}:
        assert everything == 0


@given(kind=st.sampled_from(sorted(BY_RULE)), seed=st.integers(), shuffle=st.booleans(), right=st.booleans())
def test_a_mark_does_not_depend_on_the_layout(kind, seed, shuffle, right):
    asked, spec = question_type(kind), SPECS[kind]
    layout = laid_out(kind, spec, seed=seed, shuffle=shuffle)
    meant = asked.right_answer(spec) if right else asked.wrong_answer(spec)

    understood = asked.read(spec, layout, asked.as_data(layout, meant))

    assert understood == meant
    assert asked.grade(spec, understood) == (1 if right else 0)


@pytest.mark.parametrize(("value", "mark"), [("-11.72", 1), ("-11.68", 1), ("-11.720000001", 0), ("-11.67", 0), ("11.7", 0)])
def test_the_tolerance_includes_its_edges(value, mark):
    spec = numeric("-11.7", "0.02")

    earned = question_type("numeric").grade(spec, {"value": value})

    assert earned == mark


@given(
    answer=st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30),
    tolerance=st.decimals(min_value=0, max_value=1, places=6),
)
def test_both_edges_are_right_with_any_number_of_digits(answer, tolerance):
    spec = numeric(format(answer, "f"), format(tolerance, "f"))
    exact = Fraction(answer) + Fraction(tolerance)
    edge = f"{exact.numerator * 10**6 // exact.denominator}e-6"

    earned = question_type("numeric").grade(spec, {"value": edge})

    assert earned == 1


@pytest.mark.parametrize(
    ("pattern", "typed"),
    [
        ("ask", "  ASK "),
        ("i will ask", "I  will\task"),
        ("ask*", "ask them"),
        ("*ask*now", "I ask you right now"),
        (r"5 \* 3", "5 * 3"),
        ("straße", "STRASSE"),
        ("caf\u00e9", "cafe\u0301"),
        ("98%", "98％"),
    ],
)
def test_a_short_text_matches_whatever_its_case_width_and_spaces(pattern, typed):
    spec = short_text(en=["never this"], **{"zh-hans": [pattern]})

    earned = question_type("short_text").grade(spec, {"value": typed})

    assert earned == 1


@pytest.mark.parametrize(("pattern", "typed"), [("ask", "asks"), ("ask*ask", "ask"), (r"5 \* 3", "5 and 3"), ("a*b*c", "a c b")])
def test_a_short_text_matches_nothing_else(pattern, typed):
    spec = short_text(en=[pattern])

    earned = question_type("short_text").grade(spec, {"value": typed})

    assert earned == 0


def test_a_matching_question_pays_by_the_line():
    spec = matching()

    earned = question_type("matching").grade(spec, {"pairs": {"p1": "p1", "p2": "p1"}})

    assert earned == Fraction(1, 3)


def test_the_same_right_side_is_right_for_both_of_its_lines():
    spec = matching()

    right = question_type("matching").right_answer(spec)

    assert right == {"pairs": {"p1": "p1", "p2": "p2", "p3": "p1"}}


@pytest.mark.parametrize(("scoring", "mark"), [("all_or_nothing", "0"), ("absolute", "1/2")])
def test_two_items_changed_over_cost_everything_or_their_two_places(scoring, mark):
    spec = ordering(scoring)

    earned = question_type("ordering").grade(spec, {"order": ["i2", "i1", "i3", "i4"]})

    assert earned == Fraction(mark)
