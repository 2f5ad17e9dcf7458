"""What holds for everything that has places: lines to match, items to order, gaps to fill."""

from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import SpecError, question_type
from tests.quizzes.specs import SPECS, both, choice, cloze, common, drag_words, gap_select, matching, ordering

MATCHING, ORDERING, GAPS, DRAG, CLOZE = map(question_type, ["matching", "ordering", "gap_select", "drag_words", "cloze"])
ORDERINGS = ("all_or_nothing", "absolute", "next_item", "relative")


def lines(count, **more):
    pairs = [{"id": f"p{place}", "left": both(f"Line {place}"), "right": both(f"Option {place}")} for place in range(count)]
    return {**common("Match."), "pairs": pairs, **more}


def items(count, scoring):
    return {**common("Order."), "items": [{"id": f"i{place}", "text": both(f"Item {place}")} for place in range(count)], "scoring": scoring}


def mark(spec, order):
    return ORDERING.grade(spec, {"order": [f"i{place}" for place in order]})


@given(chosen=st.lists(st.one_of(st.none(), st.integers(0, 6)), min_size=5, max_size=5), shuffled=st.permutations(range(5)))
def test_a_matching_question_pays_by_the_line_in_whatever_order_they_stand(chosen, shuffled):
    spec = lines(5, distractors=[{"id": f"p{one}", "text": both(f"Never {one}")} for one in (5, 6)])
    pairs = {f"p{line}": f"p{option}" for line, option in enumerate(chosen) if option is not None}
    other = {**spec, "pairs": [spec["pairs"][place] for place in shuffled]}
    right = sum(line == option for line, option in enumerate(chosen))

    earned = MATCHING.grade(spec, {"pairs": pairs})

    MATCHING.validate(spec)
    assert earned == Fraction(right, 5)
    assert MATCHING.grade(other, {"pairs": pairs}) == earned
    assert MATCHING.grade({**spec, "scoring": "all_or_nothing"}, {"pairs": pairs}) == (right == 5)


def test_the_parts_of_a_matching_question_are_its_lines_unless_all_counts_or_nothing():
    answer = {"pairs": {"p1": "p1", "p2": "p1"}}

    parts = MATCHING.parts(matching(), answer)
    whole = MATCHING.parts({**matching(), "scoring": "all_or_nothing"}, answer)

    assert [(part.id, part.mark) for part in parts] == [("p1", 1), ("p2", 0), ("p3", 0)]
    assert [(part.id, part.mark) for part in whole] == [("", 0)]


@pytest.mark.parametrize(
    ("distractors", "said"),
    [
        ([{"id": "p1", "text": both("Drive")}], "the id “p1” is used twice"),
        ([{"id": "x1", "text": both("Desk", "洛台")}], "“Desk” is right for a line"),
        ([{"id": "x1", "text": both("Drive")}, {"id": "x2", "text": both("Drive")}], "“Drive” stands twice"),
    ],
)
def test_a_distractor_must_be_an_option_of_its_own(distractors, said):
    with pytest.raises(SpecError, match=said):
        MATCHING.validate({**matching(), "distractors": distractors})


def test_one_option_and_a_distractor_are_two_to_choose_from():
    spec = {**matching(), "pairs": [matching()["pairs"][0], matching()["pairs"][2]], "distractors": [{"id": "x1", "text": both("Drive")}]}

    MATCHING.validate(spec)

    assert MATCHING.grade(spec, MATCHING.wrong_answer(spec)) == 0


@given(order=st.permutations(range(6)), scoring=st.sampled_from(ORDERINGS))
def test_an_order_earns_what_the_table_says(order, scoring):
    near = sum(max(0, 5 - abs(place - item)) for place, item in enumerate(order))
    follows = sum(second == first + 1 for first, second in pairwise(order))

    earned = mark(items(6, scoring), order)

    assert (
        earned
        == {
            "all_or_nothing": Fraction(order == sorted(order)),
            "absolute": Fraction(sum(place == item for place, item in enumerate(order)), 6),
            "next_item": Fraction(follows, 5),
            "relative": Fraction(near, 30),
        }[scoring]
    )
    assert 0 <= earned <= 1
    assert (earned == 1) == (order == sorted(order))


@pytest.mark.parametrize(
    ("order", "marks"),
    [
        ([0, 1, 2, 3], ["1", "1", "1", "1"]),
        ([1, 0, 2, 3], ["0", "1/2", "1/3", "5/6"]),
        ([1, 2, 3, 0], ["0", "0", "2/3", "1/2"]),
        ([3, 2, 1, 0], ["0", "0", "0", "1/3"]),
    ],
)
def test_four_items_in_four_ways_as_reckoned_by_hand(order, marks):
    assert [mark(items(4, scoring), order) for scoring in ORDERINGS] == list(map(Fraction, marks))


@given(count=st.integers(3, 9), scoring=st.sampled_from(ORDERINGS))
def test_the_wrong_answer_of_an_ordering_earns_nothing_or_there_is_none(count, scoring):
    spec = items(count, scoring)

    wrong = ORDERING.wrong_answer(spec)

    assert (wrong is None) == (scoring == "relative")
    assert wrong is None or ORDERING.grade(spec, wrong) == 0
    assert ORDERING.grade(spec, ORDERING.right_answer(spec)) == 1


@given(filled=st.dictionaries(st.sampled_from("123"), st.sampled_from("abcdef")), kind=st.sampled_from(["gap_select", "drag_words"]))
def test_gaps_earn_the_share_that_is_right(filled, kind):
    spec, asked = SPECS[kind], question_type(kind)
    right = sum(filled.get(gap) == option for gap, option in {"1": "a", "2": "c", "3": "b"}.items())

    earned = asked.grade(spec, {"gaps": filled})

    assert earned == Fraction(right, 3)
    assert asked.grade({**spec, "scoring": "all_or_nothing"}, {"gaps": filled}) == (right == 3)
    assert [(part.id, part.mark) for part in asked.parts(spec, {"gaps": filled})] == [
        (gap, filled.get(gap) == option) for gap, option in {"1": "a", "2": "c", "3": "b"}.items()
    ]


@given(
    weights=st.lists(st.fractions(min_value=Fraction(1, 20), max_value=20, max_denominator=20), min_size=3, max_size=3),
    choice_=st.sampled_from([None, "1.a", "1.b"]),
    number=st.sampled_from([None, "12", "13", "12.5", "11.9"]),
    text=st.sampled_from([None, "好", "no"]),
)
def test_a_cloze_is_the_weighted_mean_of_its_gaps_and_a_blank_gap_is_nothing(weights, choice_, number, text):
    spec = cloze()
    spec["gaps"] = [{**gap, "weight": str(weight)} for gap, weight in zip(spec["gaps"], weights, strict=True)]
    filled = {gap: said for gap, said in {"1": choice_, "2": number, "3": text}.items() if said}
    marks = [choice_ == "1.a", number in {"12", "13", "12.5"}, text == "好"]

    earned = CLOZE.grade(spec, {"gaps": filled})

    CLOZE.validate(spec)
    assert earned == sum(mark * weight for mark, weight in zip(marks, weights, strict=True)) / sum(weights)
    assert 0 <= earned <= 1
    assert [(part.mark, part.weight) for part in CLOZE.parts(spec, {"gaps": filled})] == list(zip(marks, weights, strict=True))


def test_a_cloze_is_reviewed_gap_by_gap_in_the_order_of_its_language():
    spec = {**cloze(), "text": both("[[2]], [[1]], [[3]]")}
    layout = CLOZE.lay_out(spec, chance=Random(1), shuffle=True)

    rows = CLOZE.review(spec, layout, {"gaps": {"1": "1.b", "2": "12.5"}}, language="en")["rows"]

    assert [(row["number"], row["chosen_text"], row["right_text"], row["is_right"]) for row in rows] == [
        (1, "12.5", "12.5 ± 0.5", True),
        (2, "buyer", "owner", False),
        (3, "", "KEY-ONLY yes", False),
    ]
    assert [row["feedback"] for row in rows] == ["KEY-ONLY number", "KEY-ONLY feedback b", ""]


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("gap_select", {"text": both("[[1]] and [[2]]", "[[1]]、[[2]]、[[3]]")}, r"text.en: the gap \[\[3\]\] is missing"),
        ("gap_select", {"text": both("[[1]] [[2]] [[3]]", "[[1]][[2]][[3]][[4]]")}, r"text.zh-hans: nothing is right for \[\[4\]\] yet"),
        ("cloze", {"text": both("[[1]] [[2]] [[3]] [[1]]")}, r"text.en: the gap \[\[1\]\] stands twice"),
        ("gap_select", {"gaps": [{"id": "1", "right": "z"}]}, "“z” is none of the options"),
        ("gap_select", {"gaps": [{"id": "1", "right": "a"}] * 2}, "the id “1” is used twice"),
        ("gap_select", {"gaps": gap_select()["gaps"][:1]}, "the group “time” belongs to no gap"),
        ("gap_select", {"options": gap_select()["options"][:3]}, "the group “time” needs two options at least"),
        (
            "drag_words",
            {"gaps": [{"id": "1", "right": "a"}, {"id": "2", "right": "c"}, {"id": "3", "right": "a"}]},
            "usable more than once",
        ),
        ("cloze", {"gaps": [{"id": "1", "kind": "essay"}]}, r"gaps\[1\].kind must be one of: single, numeric, short_text"),
        ("cloze", {"gaps": [{"id": "1", "kind": "single", "choices": [choice("a"), choice("b")]}]}, r"gaps\[1\]: Exactly one choice"),
        ("cloze", {"gaps": [{**cloze()["gaps"][1], "weight": "0"}]}, r"gaps\[1\].weight must be a number above 0"),
        ("cloze", {"gaps": [{**cloze()["gaps"][1], "units": []}]}, r"gaps\[1\].units is not known here"),
        ("cloze", {"gaps": ["x"]}, r"gaps\[1\].kind must be one of"),
    ],
)
def test_a_text_whose_gaps_are_faulty_is_refused_in_a_sentence(kind, changes, said):
    with pytest.raises(SpecError, match=said):
        question_type(kind).validate({**SPECS[kind], **changes})


@given(order=st.permutations(range(3)))
def test_the_order_in_which_an_author_lists_gaps_and_items_of_a_text_counts_nothing(order):
    spec = {**drag_words(), "gaps": [drag_words()["gaps"][place] for place in order]}

    assert DRAG.grade(spec, {"gaps": {"1": "a", "2": "d"}}) == Fraction(1, 3)
    assert DRAG.right_answer(spec) == DRAG.right_answer(drag_words())


def test_the_shape_of_an_order_that_belongs_to_another_version_earns_nothing():
    assert ORDERING.grade(ordering("relative"), {"order": ["i1", "i2"]}) == 0
