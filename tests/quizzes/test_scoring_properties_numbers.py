"""What holds for every number: its edges count, exactly, in every kind of tolerance and unit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import SpecError, question_type
from quizzes.question_types.spec import exact
from quizzes.question_types.tolerances import TOLERANCES
from tests.quizzes.specs import both, common, laid_out, numeric

NUMERIC = question_type("numeric")
HAIR = Fraction(1, 10**40)

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9)
tolerances = st.decimals(min_value=0, max_value=3, places=6)
shares = st.fractions(min_value=0, max_value=1, max_denominator=60)


def accepting(answer, tolerance, kind="nominal", **more):
    return {**common("How many?"), "answer": format(answer, "f"), "tolerance": format(tolerance, "f"), "tolerance_kind": kind, **more}


def mark(spec, value, **more):
    return NUMERIC.grade(spec, {"value": str(value), **more})


def edges(answer, tolerance, kind):
    answer, tolerance = Fraction(answer), Fraction(tolerance)
    low, high = {
        "nominal": (answer - tolerance, answer + tolerance),
        "relative": (answer - abs(answer) * tolerance, answer + abs(answer) * tolerance),
        "geometric": (answer / (1 + tolerance), answer * (1 + tolerance)),
    }[kind]
    return min(low, high), max(low, high)


@pytest.mark.parametrize(
    ("value", "earned"),
    [("-11.72", 1), ("-11.68", 1), ("-11.7", 1), ("-11.7200", 1), ("-11.720000000000000000000001", 0), ("-11.67999999999999999999", 0)],
)
def test_an_edge_counts_and_a_hair_beyond_does_not(value, earned):
    assert mark(numeric("-11.7", "0.02"), value) == earned


@pytest.mark.parametrize(
    ("kind", "answer", "tolerance", "low", "high"),
    [
        ("nominal", "180", "5", "175", "185"),
        ("relative", "180", "0.05", "171", "189"),
        ("relative", "-180", "0.05", "-189", "-171"),
        ("relative", "0", "0.5", "0", "0"),
        ("geometric", "180", "0.2", "150", "216"),
        ("geometric", "-180", "0.2", "-216", "-150"),
    ],
)
def test_the_edges_are_those_of_the_table(kind, answer, tolerance, low, high):
    spec = accepting(Decimal(answer), Decimal(tolerance), kind)
    inside, outside = [low, answer, high], [Fraction(low) - HAIR, Fraction(high) + HAIR]

    assert [mark(spec, value) for value in inside] == [1, 1, 1]
    assert [mark(spec, value) for value in outside] == [0, 0]


@given(answer=numbers, tolerance=tolerances, kind=st.sampled_from(sorted(TOLERANCES)))
def test_both_edges_are_right_and_nothing_beyond_them(answer, tolerance, kind):
    spec = accepting(answer, tolerance, kind)
    low, high = edges(answer, tolerance, kind)

    NUMERIC.validate(spec)
    assert [mark(spec, value) for value in (low, answer, high)] == [1, 1, 1]
    assert [mark(spec, value) for value in (low - HAIR, high + HAIR)] == [0, 0]


@given(rows=st.lists(st.tuples(numbers, tolerances, st.sampled_from(sorted(TOLERANCES)), shares), min_size=1, max_size=4), value=numbers)
def test_the_first_number_that_takes_a_value_decides(rows, value):
    more = [
        {"answer": format(answer, "f"), "tolerance": format(off, "f"), "tolerance_kind": kind, "fraction": str(share)}
        for answer, off, kind, share in rows
    ]
    spec = {**common("How many?"), **more[0], **({"more": more[1:]} if more[1:] else {})}
    taking = [share for answer, off, kind, share in rows if edges(answer, off, kind)[0] <= Fraction(value) <= edges(answer, off, kind)[1]]

    earned = mark(spec, value)

    assert 0 <= earned <= 1
    assert earned == (exact(str(taking[0])) if taking else 0)


def test_what_an_earlier_number_takes_for_a_share_earns_no_more_by_a_later_one():
    spec = accepting(Decimal(10), Decimal(5), fraction="1/2", more=[{"answer": "10", "tolerance": "1"}])

    with pytest.raises(SpecError, match="At least one accepted answer must earn everything"):
        NUMERIC.validate(spec)


def test_the_review_says_the_words_for_the_number_that_was_accepted():
    spec = accepting(
        Decimal(10), Decimal(0), more=[{"answer": "1", "tolerance": "0", "fraction": "1/2", "feedback": both("Ten times that.")}]
    )

    review = NUMERIC.review(spec, {}, {"value": "1"}, language="en")

    assert (review["verdict"], review["mark"], review["feedback"], review["right_values"]) == ("partly", "1/2", "Ten times that.", ["10"])


UNITS = [
    {"id": "m", "text": both("m", "米"), "factor": "1"},
    {"id": "km", "text": both("km", "千米"), "factor": "1000"},
    {"id": "cm", "text": both("cm", "厘米"), "factor": "1/100"},
    {"id": "kg", "text": both("kg", "千克")},
]


def distance(**more):
    return accepting(Decimal(1500), Decimal(0), units=UNITS, **more)


@pytest.mark.parametrize(
    ("value", "unit", "earned"),
    [("1500", "m", 1), ("1.5", "km", 1), ("150000", "cm", 1), ("1.5", "m", 0), ("1500", "km", 0), ("1500", "kg", 0), ("1500", None, 0)],
)
def test_a_number_is_right_in_each_of_its_units(value, unit, earned):
    more = {"unit": unit} if unit else {}

    assert mark(distance(), value, **more) == earned


@pytest.mark.parametrize(
    ("penalty", "of", "share", "earned"),
    [
        ("0.1", "earned", "1", "9/10"),
        ("0.1", "earned", "1/2", "9/20"),
        ("0.1", "whole", "1/2", "2/5"),
        ("0.6", "whole", "1/2", "0"),
        ("0.33333", "earned", "1", "2/3"),
    ],
)
def test_a_wrong_unit_costs_a_share_of_what_is_earned_or_of_the_whole(penalty, of, share, earned):
    more = [{"answer": "3000", "tolerance": "0", "fraction": share}]
    spec = distance(unit_penalty=penalty, unit_penalty_of=of, more=more)

    NUMERIC.validate(spec)
    assert mark(spec, "3000", unit="kg") == Fraction(earned)
    assert mark(spec, "3", unit="km") == exact(share)


@given(
    value=numbers,
    unit=st.sampled_from(["m", "km", "cm", "kg", None]),
    penalty=shares,
    of=st.sampled_from(["earned", "whole"]),
    share=shares,
)
def test_a_unit_never_takes_a_mark_below_nothing_or_above_its_share(value, unit, penalty, of, share):
    spec = distance(
        unit_penalty=str(penalty), unit_penalty_of=of, more=[{"answer": format(value, "f"), "tolerance": "0", "fraction": str(share)}]
    )

    earned = mark(spec, value, **({"unit": unit} if unit else {}))

    assert 0 <= earned <= 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"units": [UNITS[1], UNITS[2]]}, "one must have the factor 1"),
        ({"units": UNITS, "unit": both("m")}, "one unit or several"),
        ({"units": UNITS[:1]}, "units must be a list of 2 to 50"),
        ({"units": [UNITS[0], {**UNITS[0], "id": "other"}]}, "“m” stands twice"),
        ({"units": [UNITS[0], {**UNITS[1], "factor": "0"}]}, "must be a number above 0"),
        ({"unit_penalty": "0.1"}, "needs units to choose from"),
    ],
)
def test_units_that_cannot_be_right_are_refused(more, said):
    with pytest.raises(SpecError, match=said):
        NUMERIC.validate(accepting(Decimal(5), Decimal(0), **more))


@given(seed=st.integers())
def test_the_order_of_units_tells_nothing(seed):
    orders = {tuple(one for _token, one in laid_out("numeric", distance(), seed=seed + step, shuffle=False)["units"]) for step in range(40)}

    assert len({order[0] for order in orders}) > 1
