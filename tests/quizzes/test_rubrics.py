"""The levels of a rubric make a mark from 0 to 1, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import SpecError, question_type
from quizzes.question_types.rubrics import RubricError, most_points, rubric_mark, rubric_of, shown_rubric
from tests.quizzes.specs import both, essay


def faults(**changes):
    with pytest.raises(SpecError) as refusal:
        question_type("essay").validate(essay(**changes))
    return refusal.value.messages


def row(*points, id="r1", title="Clear"):
    return {"id": id, "title": both(title), "levels": [{"text": both(f"Level {one}"), "points": one} for one in points]}


@pytest.mark.parametrize(("levels", "mark"), [((0, 0), "0"), ((1, 0), "2/5"), ((0, 1), "3/10"), ((1, 1), "7/10"), ((1, 2), "1")])
def test_the_points_of_the_chosen_levels_are_a_share_of_the_best_ones(levels, mark):
    spec = essay()  # 0 or 2, and 0, 3/2 or 3

    earned = rubric_mark(spec, dict(zip(("r1", "r2"), levels, strict=True)))

    assert (most_points(spec), earned) == (5, Fraction(mark))


def test_three_thirds_make_exactly_one():
    spec = essay(rubric=[row("0", "0.33333", id=id, title=id) for id in ("a", "b", "c")])

    assert most_points(spec) == 1


@given(rows=st.lists(st.lists(st.integers(0, 100), min_size=2, max_size=6).filter(any), min_size=1, max_size=5), data=st.data())
def test_no_levels_earn_less_than_nothing_or_more_than_everything(rows, data):
    spec = essay(rubric=[row(*points, id=f"r{number}", title=f"Row {number}") for number, points in enumerate(rows)])
    levels = {f"r{number}": data.draw(st.integers(0, len(points) - 1)) for number, points in enumerate(rows)}

    best = {f"r{number}": points.index(max(points)) for number, points in enumerate(rows)}

    assert 0 <= rubric_mark(spec, levels) <= 1
    assert rubric_mark(spec, best) == 1


@pytest.mark.parametrize(
    "levels",
    [
        {},
        {"r1": 0},
        {"r1": 0, "r2": 3},
        {"r1": 0, "r2": -1},
        {"r1": 0, "r2": True},
        {"r1": 0, "r2": "1"},
        {"r1": 0, "r2": 0, "r3": 0},
        [0, 0],
    ],
)
def test_levels_that_are_not_of_the_rubric_are_refused_in_a_sentence(levels):
    with pytest.raises(RubricError) as refusal:
        rubric_mark(essay(), levels)

    assert str(refusal.value).endswith(".")


def test_a_question_without_a_rubric_has_no_rows_and_no_levels():
    spec = {"stem": both("Write.")}

    assert (rubric_of(spec), most_points(spec)) == ([], 0)
    with pytest.raises(RubricError):
        rubric_mark(spec, {})


def test_a_rubric_reads_in_one_language():
    shown = shown_rubric(essay(rubric=[row(0, "3/2")]), "zh-hans")

    assert shown == [
        {
            "id": "r1",
            "title": "Clear（中文）",
            "most": "3/2",
            "levels": [
                {"number": 0, "text": "Level 0（中文）", "points": "0"},
                {"number": 1, "text": "Level 3/2（中文）", "points": "3/2"},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rubric": []}, "rubric must be a list of 1 to 50."),
        ({"rubric": [row(1)]}, "rubric[1].levels must be a list of 2 to 50."),
        ({"rubric": [row(*range(7))]}, "rubric[1].levels must be a list of 2 to 6."),
        ({"rubric": [row(0, 0)]}, "rubric[1].levels: at least one level must earn something."),
        ({"rubric": [row(0, -1)]}, "rubric[1].levels[2].points must be points from 0 to 100, such as 2 or “1/2”."),
        ({"rubric": [row(0, 101)]}, "rubric[1].levels[2].points must be points from 0 to 100, such as 2 or “1/2”."),
        ({"rubric": [row(0, True)]}, "rubric[1].levels[2].points must be points from 0 to 100, such as 2 or “1/2”."),
        ({"rubric": [row(0, 1), row(0, 1)]}, "rubric: the id “r1” is used twice."),
        ({"rubric": [row(0, 1), row(0, 1, id="r2")]}, "rubric: “Clear” stands twice."),
        ({"least_words": 0}, "least_words must be a number of words from 1 to 10000."),
        ({"most_words": True}, "most_words must be a number of words from 1 to 10000."),
        ({"least_words": 300}, "least_words must not be more than most_words."),
    ],
)
def test_a_fault_of_an_essay_is_said_in_a_sentence(changes, said):
    assert said in faults(**changes)
