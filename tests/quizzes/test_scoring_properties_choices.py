"""What holds for every choice question, whatever its author writes and its learner ticks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import SpecError, question_type
from quizzes.question_types.spec import exact
from tests.quizzes.specs import both, choice, common

SINGLE, MULTIPLE = question_type("single"), question_type("multiple")
LETTERS = "abcdefgh"
SCORINGS = ("all_or_nothing", "right_minus_wrong", "every_decision", "halves", "proportional")
# Moodle's grid, as authors and their files write it.
GRID = ("0.9", "0.83333", "0.8", "0.75", "0.7", "0.66667", "0.6", "0.5", "0.4", "0.33333", "0.3", "0.25", "0.2", "0.16667", "0.1", "0.05")

shares = st.fractions(min_value=-1, max_value=1, max_denominator=99)
rights = st.sets(st.sampled_from(LETTERS), min_size=1)
some = st.sets(st.sampled_from(LETTERS))


def single(*written):
    """A single choice: the first gives everything, the others what is written."""
    rows = [choice("a", right=True), *({**choice(LETTERS[place]), "fraction": share} for place, share in enumerate(written, start=1))]
    return {**common("Which?"), "choices": rows}


def ticks(right, scoring, **more):
    return {**common("Which?"), "choices": [choice(one, right=one in right) for one in LETTERS], "scoring": scoring, **more}


def weighted(right, wrong):
    """Choices a, b, c … that give the first shares, and as many after them that cost the second."""
    written = [*((share, True) for share in right), *((share, False) for share in wrong)]
    rows = [{**choice(f"o{place}", right=good), "fraction": str(share)} for place, (share, good) in enumerate(written)]
    return {**common("Which?"), "choices": rows, "scoring": "weights"}


def mark(spec, chosen):
    return MULTIPLE.grade(spec, {"choices": sorted(chosen)} if chosen else None)


@st.composite
def weights(draw, *, costs=True):
    """Shares of right choices that make 1 together, and what wrong ones cost."""
    parts = draw(st.lists(st.integers(1, 20), min_size=1, max_size=4))
    right = [Fraction(part, sum(parts)) for part in parts]
    wrong = draw(
        st.lists(st.fractions(min_value=-1, max_value=Fraction(-1, 50) if costs else 0, max_denominator=50), min_size=1, max_size=3)
    )
    return weighted(right, wrong)


@given(written=st.lists(shares, min_size=1, max_size=7))
def test_a_single_choice_earns_exactly_the_share_of_what_was_chosen(written):
    spec = single(*map(str, written))
    spec["choices"] = [{**row, "right": row.get("fraction") in (None, "1")} for row in spec["choices"]]

    marks = [SINGLE.grade(spec, {"choice": row["id"]}) for row in spec["choices"]]

    SINGLE.validate(spec)
    assert marks == [1, *map(exact, map(str, written))]
    assert all(-1 <= earned <= 1 for earned in marks)
    assert SINGLE.grade(spec, None) == 0
    assert SINGLE.grade(spec, SINGLE.right_answer(spec)) == 1


def test_a_choice_that_costs_points_is_wrong_and_earns_less_than_a_blank():
    spec = single("-1/3", "0")

    review = SINGLE.review(spec, {"options": [["t", "a"], ["u", "b"], ["v", "c"]]}, {"choice": "b"}, language="en")

    assert (review["mark"], review["verdict"]) == ("-1/3", "wrong")


def test_one_choice_of_a_single_choice_must_earn_everything():
    spec = single("1/2")
    spec["choices"][0] = {**choice("a"), "fraction": "0.9"}

    with pytest.raises(SpecError, match="At least one choice must earn everything"):
        SINGLE.validate(spec)


@pytest.mark.parametrize(("right", "fraction"), [(True, "0"), (True, "-1/2"), (False, "1"), (False, "0.999999")])
def test_a_share_that_contradicts_right_or_wrong_is_refused(right, fraction):
    spec = single("0")
    spec["choices"][1] = {**choice("b", right=right), "fraction": fraction}

    with pytest.raises(SpecError, match=r"choices\[2\]: its share contradicts whether it is right"):
        SINGLE.validate(spec)


@given(right=rights, chosen=some, scoring=st.sampled_from(SCORINGS))
def test_marks_of_ticks_lie_between_nothing_and_everything(right, chosen, scoring):
    spec = ticks(right, scoring)

    earned = mark(spec, chosen)

    assert 0 <= earned <= 1
    assert mark(spec, right) == 1
    assert (earned == 1) == (chosen == right)


@given(right=rights, chosen=some, scoring=st.sampled_from(SCORINGS), order=st.permutations(LETTERS))
def test_neither_the_order_of_choices_nor_of_ticks_counts(right, chosen, scoring, order):
    spec = ticks(right, scoring)
    other = {**spec, "choices": sorted(spec["choices"], key=lambda row: order.index(row["id"]))}

    assert mark(spec, chosen) == mark(other, chosen)
    assert MULTIPLE.grade(spec, {"choices": sorted(chosen, key=order.index)}) == mark(spec, chosen) or not chosen


@given(right=rights, chosen=some)
def test_marks_of_ticks_are_those_of_the_table(right, chosen):
    hits, slips, of = len(chosen & right), len(chosen - right), len(right)
    errors = of - hits + slips

    earned = {scoring: mark(ticks(right, scoring), chosen) for scoring in SCORINGS}

    assert earned == {
        "all_or_nothing": int(errors == 0),
        "right_minus_wrong": max(Fraction(0), Fraction(hits, of) - Fraction(slips, of)),
        "every_decision": Fraction(8 - errors, 8) if chosen else 0,
        "halves": {0: Fraction(1), 1: Fraction(1, 2), 2: Fraction(1, 4)}.get(errors, Fraction(0)) if chosen else 0,
        "proportional": Fraction(hits, of) if not slips else 0,
    }


@given(right=rights.filter(lambda letters: len(letters) < len(LETTERS)), scoring=st.sampled_from(SCORINGS))
def test_ticking_everything_never_beats_the_right_set_and_earns_nothing_where_a_wrong_tick_forbids_it(right, scoring):
    spec = ticks(right, scoring)

    everything = mark(spec, LETTERS)

    assert everything < mark(spec, right)
    if scoring in {"all_or_nothing", "proportional"}:
        assert everything == 0


@given(right=rights, chosen=some, dock=st.fractions(min_value=Fraction(1, 99), max_value=1, max_denominator=99))
def test_a_wrong_tick_costs_what_its_author_says(right, chosen, dock):
    spec = ticks(right, "right_minus_wrong", dock=str(dock))
    hits, slips = len(chosen & right), len(chosen - right)

    earned = mark(spec, chosen)

    MULTIPLE.validate(spec)
    assert earned == max(Fraction(0), Fraction(hits, len(right)) - exact(str(dock)) * slips)
    assert mark(spec, right) == 1
    assert mark(spec, LETTERS) < 1 or len(right) == len(LETTERS)


@pytest.mark.parametrize("more", [{"scoring": "halves", "dock": "0.5"}, {"scoring": "right_minus_wrong", "dock": "0"}])
def test_a_dock_that_would_do_nothing_is_refused(more):
    spec = {**ticks("ab", "halves"), **more}

    with pytest.raises(SpecError, match="dock must be more than 0"):
        MULTIPLE.validate(spec)


@given(spec=weights(), data=st.data())
def test_weights_make_their_sum_within_nothing_and_everything(spec, data):
    written = {row["id"]: exact(row["fraction"]) for row in spec["choices"]}
    chosen = data.draw(st.sets(st.sampled_from(sorted(written))))

    earned = mark(spec, chosen)

    assert earned == min(1, max(0, sum(written[one] for one in chosen)))
    assert mark(spec, chosen | {one for one, share in written.items() if share > 0}) >= earned


@given(spec=weights())
def test_the_right_weights_earn_exactly_one_and_everything_less_where_wrong_ones_cost(spec):
    right = {row["id"] for row in spec["choices"] if row["right"]}

    MULTIPLE.validate(spec)
    assert mark(spec, right) == 1
    assert mark(spec, {row["id"] for row in spec["choices"]}) < 1


@pytest.mark.parametrize("third", ["1/3", "0.33333", "0.333333", "0.3333333333", "0.33334"])
def test_three_thirds_make_exactly_one_however_they_are_written(third):
    spec = weighted([third] * 3, ["-0.33333"])

    MULTIPLE.validate(spec)
    earned = mark(spec, {"o0", "o1", "o2"})

    assert earned == 1
    assert mark(spec, {"o0", "o3"}) == 0


@pytest.mark.parametrize("written", GRID)
def test_a_share_of_the_grid_means_its_simple_fraction(written):
    meant = Fraction(written).limit_denominator(20)

    assert exact(written) == meant
    assert exact(f"-{written}") == -meant


@pytest.mark.parametrize("written", [["0.333"] * 3, ["0.5", "0.4"], ["1/2", "1/2", "1/10"]])
def test_weights_that_do_not_make_one_are_refused(written):
    with pytest.raises(SpecError, match="must make 1 together"):
        MULTIPLE.validate(weighted(written, ["0"]))


def test_shares_without_weights_are_refused_rather_than_ignored():
    spec = {**weighted(["1/2", "1/2"], ["0"]), "scoring": "halves"}

    with pytest.raises(SpecError, match="count only with the scoring “weights”"):
        MULTIPLE.validate(spec)


@given(answer=st.booleans())
def test_a_statement_earns_everything_or_nothing(answer):
    spec = {"stem": both("So?"), "answer": answer}

    marks = [question_type("true_false").grade(spec, {"choice": said}) for said in ("true", "false")]

    assert marks == ([1, 0] if answer else [0, 1])
