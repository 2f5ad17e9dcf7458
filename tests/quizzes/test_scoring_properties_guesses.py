"""What chance earns is the exact mean over everything that could be answered."""

from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import question_type
from tests.quizzes.specs import SPECS, both, choice, cloze, common, drag_words, gap_select, matching, short_text, true_false

SCORINGS = ("all_or_nothing", "right_minus_wrong", "every_decision", "halves", "proportional")


def mean(kind, spec, answers):
    marks = [question_type(kind).grade(spec, answer) for answer in answers]
    return sum(marks, Fraction()) / len(marks)


def every_tick(spec):
    ids = [row["id"] for row in spec["choices"]]
    chosen = (ticked for count in range(len(ids) + 1) for ticked in combinations(ids, count))
    return [{"choices": list(ticked)} if ticked else None for ticked in chosen]


def fillings(spec, *, once=()):
    groups = [[option["id"] for option in spec["options"] if option.get("group") == group] for group in (None, "time", None)]
    filled = [one for one in product(*groups) if all(one.count(word) < 2 for word in once)]
    return [{"gaps": dict(zip("123", one, strict=True))} for one in filled]


@given(wrong=st.lists(st.fractions(min_value=-1, max_value=Fraction(9, 10), max_denominator=20), min_size=1, max_size=6))
def test_a_guess_at_a_single_choice(wrong):
    rows = [choice("r", right=True), *({**choice(f"w{place}"), "fraction": str(share)} for place, share in enumerate(wrong))]
    spec = {**common("Which?"), "choices": rows}

    assert question_type("single").guess(spec) == mean("single", spec, [{"choice": row["id"]} for row in rows])


def test_a_guess_at_a_statement_is_worth_a_half():
    assert question_type("true_false").guess(true_false()) == Fraction(1, 2)


@given(right=st.integers(1, 5), wrong=st.integers(0, 3), scoring=st.sampled_from(SCORINGS), dock=st.sampled_from([None, "0.1", "1"]))
def test_a_guess_at_ticks(right, wrong, scoring, dock):
    rows = [choice(f"o{place}", right=place < right) for place in range(right + wrong)]
    more = {"dock": dock} if dock and scoring == "right_minus_wrong" else {}
    spec = {**common("Which?"), "choices": rows, "scoring": scoring, **more}

    assert question_type("multiple").guess(spec) == mean("multiple", spec, every_tick(spec))


@given(
    right=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    wrong=st.lists(st.fractions(min_value=-1, max_value=0, max_denominator=30), max_size=4),
)
def test_a_guess_at_weights(right, wrong):
    shares = [*(Fraction(part, sum(right)) for part in right), *wrong]
    rows = [{**choice(f"o{place}", right=share > 0), "fraction": str(share)} for place, share in enumerate(shares)]
    spec = {**common("Which?"), "choices": rows, "scoring": "weights"}

    assert question_type("multiple").guess(spec) == mean("multiple", spec, every_tick(spec))


def test_a_guess_at_fifty_weights_is_reckoned_and_not_tried():
    rows = [{**choice(f"o{place}", right=place < 25), "fraction": "1/25" if place < 25 else "-1/25"} for place in range(50)]

    guess = question_type("multiple").guess({**common("Which?"), "choices": rows, "scoring": "weights"})

    assert 0 < guess < Fraction(1, 8)


@pytest.mark.parametrize("scoring", ["partial", "all_or_nothing"])
@pytest.mark.parametrize("distractors", [[], [{"id": "x1", "text": both("Drive")}]])
def test_a_guess_at_lines(scoring, distractors):
    spec = {**matching(), "scoring": scoring, **({"distractors": distractors} if distractors else {})}
    options = ["p1", "p2", *(one["id"] for one in distractors)]
    answers = [{"pairs": dict(zip(["p1", "p2", "p3"], chosen, strict=True))} for chosen in product(options, repeat=3)]

    assert question_type("matching").guess(spec) == mean("matching", spec, answers)


@pytest.mark.parametrize("scoring", ["all_or_nothing", "absolute", "next_item", "relative"])
@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_a_guess_at_an_order(scoring, count):
    ids = [f"i{place}" for place in range(count)]
    spec = {**common("Order."), "items": [{"id": one, "text": both(one)} for one in ids], "scoring": scoring}

    assert question_type("ordering").guess(spec) == mean("ordering", spec, [{"order": list(order)} for order in permutations(ids)])


@pytest.mark.parametrize("scoring", ["partial", "all_or_nothing"])
def test_a_guess_at_drop_downs(scoring):
    spec = gap_select(scoring)

    assert question_type("gap_select").guess(spec) == mean("gap_select", spec, fillings(spec))


@pytest.mark.parametrize("scoring", ["partial", "all_or_nothing"])
@pytest.mark.parametrize("many", ["", "f", "af", "abcdef"])
def test_a_guess_at_words_of_which_some_can_be_used_once_only(scoring, many):
    spec = {**drag_words(), "scoring": scoring}
    spec["options"] = [{**option, "many": option["id"] in many} for option in spec["options"]]
    once = set("abcdef") - set(many)

    assert question_type("drag_words").guess(spec) == mean("drag_words", spec, fillings(spec, once=once))


def test_a_guess_at_gaps_of_several_kinds_weighs_them():
    spec = cloze()  # a choice of two that weighs 1, a number that weighs 2, a text that weighs 1

    assert question_type("cloze").guess(spec) == Fraction(1, 8)


def test_what_is_typed_cannot_be_guessed_unless_everything_is_accepted_for_a_share():
    anything = short_text(en=["ask", {"text": "*", "fraction": "1/4"}])

    guesses = [question_type(kind).guess(SPECS[kind]) for kind in ("numeric", "short_text")]

    assert guesses == [0, 0]
    assert question_type("short_text").guess(anything) == Fraction(1, 4)
