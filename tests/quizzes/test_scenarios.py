"""A conversation goes one way, earns a share of its best way, and tells nothing of what was not reached."""

import json
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.question_types import AnswerError, SpecError, question_type
from quizzes.question_types.journeys import Journey
from tests.quizzes.specs import SPECS, both, common, laid_out, said, scenario

SCENARIO = question_type("scenario")
POINTS = ["0", "1/2", "0.25", "-0.25", "1/3", "-1", "1", "0.33333"]


@st.composite
def conversations(draw):
    """Any conversation whose nodes lead only to later ones, each reached by its neighbour, with a best way above 0."""
    size = draw(st.integers(1, 6))
    nodes = []
    for place in range(size):
        later = [f"n{other}" for other in range(place + 1, size)]
        ways = [later[0] if later else "", *draw(st.lists(st.sampled_from(["", *later]), max_size=3))]
        choices = [
            said(f"c{place}-{number}", draw(st.sampled_from(POINTS)), to, text=f"SAY{place}-{number}", consequence=f"THEN{place}-{number}")
            for number, to in enumerate(ways)
        ]
        nodes.append({"id": f"n{place}", "says": both(f"HEAR{place}."), "choices": choices})
    nodes[0]["choices"][0]["points"] = "1"
    nodes[0]["choices"].append(said("sure", "1", "", text="SURE", consequence="SURELY"))
    draw(st.randoms(use_true_random=False)).shuffle(nodes)
    return {**common("?"), "start": "n0", "nodes": nodes}


def paths(spec, *, whole=True):
    """Every path through, by walking them all."""
    nodes = {node["id"]: node for node in spec["nodes"]}

    def walk(here, path, earned, chance):
        if not whole or not here:
            yield path, earned, chance
        if here:
            choices = nodes[here]["choices"]
            for one in choices:
                points = Fraction(1, 3) if one["points"] == "0.33333" else Fraction(one["points"])
                yield from walk(one["to"], [*path, one["id"]], earned + points, chance / len(choices))

    return list(walk(spec["start"], [], Fraction(), Fraction(1)))


@given(spec=conversations())
@settings(max_examples=60)
def test_every_path_earns_its_share_of_the_best_one(spec):
    SCENARIO.validate(spec)
    best = max(earned for _path, earned, _chance in paths(spec))

    for path, earned, _chance in paths(spec, whole=False):
        mark = SCENARIO.grade(spec, {"path": path} if path else None)
        assert mark == min(Fraction(1), max(Fraction(), earned / best))
        assert 0 <= mark <= 1


@given(spec=conversations())
@settings(max_examples=60)
def test_the_best_path_earns_exactly_one_and_the_worst_nothing_or_none_does(spec):
    worst = SCENARIO.wrong_answer(spec)

    least = min(earned for path, earned, _chance in paths(spec, whole=False) if path)

    assert SCENARIO.grade(spec, SCENARIO.right_answer(spec)) == 1
    assert (worst is not None) == (least <= 0)
    assert worst is None or (worst["path"] and SCENARIO.grade(spec, worst) == 0)


@given(spec=conversations())
@settings(max_examples=60)
def test_what_chance_earns_is_the_mean_over_all_ways(spec):
    best = max(earned for _path, earned, _chance in paths(spec))

    mean = sum((chance * min(Fraction(1), max(Fraction(), earned / best)) for _path, earned, chance in paths(spec)), Fraction())

    assert SCENARIO.guess(spec) == mean


@given(spec=conversations(), seed=st.integers(), data=st.data())
@settings(max_examples=60)
def test_nothing_of_what_was_not_reached_is_shown(spec, seed, data):
    path, _earned, _chance = data.draw(st.sampled_from(paths(spec, whole=False)))
    reached = {node for node, _choice in Journey.of(spec).walk(path)} | {Journey.of(spec).end_of(path)}

    seen = json.dumps(SCENARIO.shown(spec, laid_out("scenario", spec, seed=seed), language="en", answer={"path": path} if path else None))

    for node in spec["nodes"]:
        heard = node["says"]["en"]
        assert (f'"{heard}"' in seen) == (node["id"] in reached)
        for choice in node["choices"]:
            assert (f'"{choice["text"]["en"]}"' in seen) == (
                node["id"] in reached and (choice["id"] in path or node["id"] == Journey.of(spec).end_of(path))
            )
            assert (choice["consequence"]["en"] in seen.replace('"', " ").replace(",", " ").split()) == (choice["id"] in path)
            assert f'"{choice["id"]}"' not in seen


@given(spec=conversations(), data=st.data())
@settings(max_examples=60)
def test_only_what_goes_on_from_what_was_said_can_follow(spec, data):
    every = [path for path, _earned, _chance in paths(spec, whole=False)]
    before, after = data.draw(st.sampled_from(every)), data.draw(st.sampled_from(every))
    answers = [{"path": path} if path else None for path in (before, after)]

    try:
        saved = SCENARIO.following(spec, *answers)
    except AnswerError:
        assert after[: len(before)] != before
    else:
        assert saved == answers[1]
        assert after[: len(before)] == before


def test_choices_are_shuffled_even_where_the_quiz_shuffles_nothing():
    orders = {tuple(one for _token, one in laid_out("scenario", scenario(), seed=seed, shuffle=False)["choices"]) for seed in range(40)}

    assert {order.index("a") < order.index("b") for order in orders} == {True, False}


def test_a_clear_sheet_is_refused_once_something_was_said():
    with pytest.raises(AnswerError, match="What was said stays said"):
        SCENARIO.following(scenario(), {"path": ["a"]}, None)


def test_a_path_that_stops_earns_what_it_has():
    assert SCENARIO.grade(scenario(), {"path": ["b"]}) == Fraction(1, 2)
    assert SCENARIO.grade(scenario(), {"path": ["a", "d"]}) == 0
    assert SCENARIO.grade(scenario(), {"path": ["b", "d"]}) == Fraction(1, 4)


def test_a_review_says_what_every_step_earned_and_what_would_have_been_best():
    review = SCENARIO.review(scenario(), laid_out("scenario", scenario()), {"path": ["a", "d"]}, language="en")

    steps = [(one["said"], one["points"], one["is_right"], one["right_text"], one["right_points"]) for one in review["review_steps"]]
    assert steps == [("Say a", "0", False, "Say b", "+1/2"), ("Say d", "−1/4", False, "Say c", "+1/2")]
    assert review["way_on"] == []


def test_a_review_shows_the_best_way_on_from_where_a_path_stopped():
    review = SCENARIO.review(scenario(), laid_out("scenario", scenario()), {"path": ["b"]}, language="en")

    assert [one["is_right"] for one in review["review_steps"]] == [True]
    assert review["way_on"] == [{"says": "And what does it cost?", "right_text": "Say c", "right_points": "+1/2"}]


def changed(**changes):
    spec = scenario()
    spec["nodes"] = changes.get("nodes", spec["nodes"])
    return {**spec, "start": changes.get("start", "n1")}


def node(id, *choices):
    return {"id": id, "says": both(f"Hear {id}"), "choices": list(choices)}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"start": "n9"}, "start: there is no node “n9”."),
        ({"nodes": [node("n1", said("a", "1", "n9"))]}, "nodes: “n1” leads to “n9”, which does not exist."),
        ({"nodes": [node("n1", said("a", "1", "n1"))]}, "nodes: “n1” leads back to itself."),
        ({"nodes": [node("n1", said("a", "1", "n2")), node("n2", said("b", "1", "n1"))]}, "nodes: “n1” leads back to itself."),
        ({"nodes": [node("n1", said("a", "1")), node("n2", said("b", "1"))]}, "nodes: no choice leads to “n2”."),
        ({"nodes": [node("n1", said("a", "1")), node("n1", said("b", "1"))]}, "nodes: the id “n1” is used twice."),
        ({"nodes": [node("n1", said("a", "1", "n2")), node("n2", said("a", "1"))]}, "choices: the id “a” is used twice."),
        ({"nodes": [node("n1")]}, "nodes[1].choices must be a list of 1 to 50."),
        ({"nodes": [node("n1", said("a", "0"), said("b", "-1"))]}, "nodes: the best way through must earn something."),
        ({"nodes": [node("n1", said("a", "2"))]}, "nodes[1].choices[1].points must not be more than 1."),
        ({"nodes": [node("n1", said("a", "1"), said("b", "0", text="Say a"))]}, "nodes[1].choices: “Say a” stands twice."),
    ],
)
def test_a_conversation_that_cannot_be_held_is_refused_in_a_sentence(changes, fault):
    with pytest.raises(SpecError) as refusal:
        SCENARIO.validate(changed(**changes))

    assert fault in refusal.value.messages


def test_points_of_which_nobody_could_say_the_mean_are_refused_soon():
    chance = Random(1)
    points = [f"0.{chance.randrange(10**11):011d}1" for _choice in range(400)]
    nodes = [
        node(f"n{place}", *(said(f"c{place}-{way}", points[place * 8 + way], f"n{place + 1}" if place < 49 else "") for way in range(8)))
        for place in range(50)
    ]

    with pytest.raises(SpecError) as refusal:
        SCENARIO.validate(changed(nodes=nodes, start="n0"))

    assert refusal.value.messages == ["nodes: there are too many different sums of points; give simpler points."]


def test_the_spec_of_the_tests_is_guessed_with_a_known_mark():
    assert SCENARIO.guess(SPECS["scenario"]) == (Fraction(1, 2) + 0 + 1 + Fraction(1, 4)) / 4
