"""The learner sees the question and nothing of its key until the review is allowed."""

import json

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import question_type, without_feedback
from tests.quizzes.specs import (
    BY_RULE,
    SENTINEL,
    SPECS,
    answer_to,
    both,
    cloze,
    drag_words,
    gap_select,
    laid_out,
    matching,
    multiple,
    ordering,
    single,
    true_false,
)

KEY_WORDS = {"right", "is_right", "right_text", "right_items", "right_values", "feedback", "why", "note", "mark", "verdict", "id", "accept"}


def keys(value):
    if isinstance(value, dict):
        return set(value) | {key for held in value.values() for key in keys(held)}
    if isinstance(value, list):
        return {key for held in value for key in keys(held)}
    return set()


def shown(kind, spec=None, *, language="en", answer=None, seed=7):
    spec = spec or SPECS[kind]
    return question_type(kind).shown(spec, laid_out(kind, spec, seed=seed), language=language, answer=answer)


def reviewed(kind, answer, *, spec=None, language="en"):
    spec = spec or SPECS[kind]
    return question_type(kind).review(spec, laid_out(kind, spec), answer, language=language)


def with_another_key(spec):
    choices, number, text = spec["gaps"]
    turned = [{**choice, "right": not choice["right"]} for choice in choices["choices"]]
    gaps = [{**choices, "choices": turned}, {**number, "answer": "99", "tolerance": "0"}, {**text, "accept": {"en": ["no"]}}]
    return {**spec, "gaps": gaps}


@pytest.mark.parametrize("kind", SPECS)
@pytest.mark.parametrize("answered", ["blank", "right", "wrong"])
def test_an_open_question_shows_nothing_of_its_key(kind, answered):
    asked, spec = question_type(kind), SPECS[kind]
    answer = {"blank": None, "right": asked.right_answer(spec), "wrong": asked.wrong_answer(spec)}[answered]
    if kind == "short_text":
        answer = answer and {"value": "mine"}
    if kind == "cloze":
        answer = answer and {"gaps": {**answer["gaps"], "3": "mine"}}

    seen = shown(kind, answer=answer)

    assert SENTINEL not in json.dumps(seen)
    assert not keys(seen) & KEY_WORDS


@given(
    kind=st.sampled_from(["single", "multiple", "true_false", "numeric", "matching", "gap_select", "drag_words", "cloze"]),
    seed=st.integers(),
)
def test_changing_the_key_changes_nothing_that_is_shown(kind, seed):
    other = {
        "single": {**single(), "choices": [{**one, "right": one["id"] == "d"} for one in single()["choices"]]},
        "multiple": multiple("halves", right="bd"),
        "true_false": true_false(answer=False),
        "numeric": {**SPECS["numeric"], "answer": "5", "tolerance": "1"},
        "matching": matching(),
        "gap_select": {**gap_select(), "gaps": [{"id": "1", "right": "b"}, {"id": "2", "right": "d"}, {"id": "3", "right": "e"}]},
        "drag_words": {**drag_words(), "gaps": [{"id": "1", "right": "b"}, {"id": "2", "right": "d"}, {"id": "3", "right": "f"}]},
        "cloze": with_another_key(cloze()),
    }[kind]

    assert shown(kind, seed=seed) == shown(kind, other, seed=seed)


@given(kind=st.sampled_from([kind for kind in SPECS if kind not in {"numeric", "short_text"}]), seed=st.integers(), shuffle=st.booleans())
def test_every_part_has_a_token_of_its_own_that_is_not_its_id(kind, seed, shuffle):
    layout = laid_out(kind, SPECS[kind], seed=seed, shuffle=shuffle)

    tokens = [token for group in layout.values() for token, _id in group]
    ids = {one for group in layout.values() for _token, one in group}

    assert len(set(tokens)) == len(tokens)
    assert all(len(token) == 8 and token not in ids for token in tokens)


def test_the_same_chance_deals_the_same_layout():
    assert laid_out("matching", matching(), seed=3) == laid_out("matching", matching(), seed=3)


def test_an_unshuffled_choice_keeps_the_author_s_order():
    layout = laid_out("single", single(), shuffle=False)

    assert [one for _token, one in layout["options"]] == ["a", "b", "c", "d"]


@given(seed=st.integers(), shuffle=st.booleans())
def test_true_stands_before_false_and_an_ordering_never_starts_right(seed, shuffle):
    statement = laid_out("true_false", true_false(), seed=seed, shuffle=shuffle)
    order = laid_out("ordering", ordering(), seed=seed, shuffle=shuffle)

    assert [one for _token, one in statement["options"]] == ["true", "false"]
    assert [one for _token, one in order["items"]] != ["i1", "i2", "i3", "i4"]


def test_unshuffled_lines_do_not_give_away_their_options():
    orders = {tuple(one for _token, one in laid_out("matching", matching(), seed=seed, shuffle=False)["options"]) for seed in range(20)}

    assert orders == {("p1", "p2"), ("p2", "p1")}


def test_a_saved_answer_is_shown_as_chosen():
    seen = shown("ordering", answer={"order": ["i3", "i1", "i4", "i2"]})
    ticked = shown("multiple", answer={"choices": ["b"]})
    matched = shown("matching", answer={"pairs": {"p2": "p1"}})

    assert [item["text"] for item in seen["items"]] == ["Part 3", "Part 1", "Part 4", "Part 2"]
    assert [option["text"] for option in ticked["options"] if option["chosen"]] == ["Choice b"]
    assert {row["text"]: bool(row["chosen"]) for row in matched["rows"]} == {
        "Twelve people": False,
        "Sixty people": True,
        "Ten people": False,
    }


def test_a_question_speaks_the_wanted_language_throughout():
    seen = shown("matching", language="zh-hans")

    assert (seen["language"], seen["borrowed"]) == ("zh-hans", False)
    assert {option["text"] for option in seen["options"]} == {"洛台", "洛流"}


def test_one_missing_text_borrows_the_whole_question():
    spec = single()
    spec["choices"][2]["text"] = {"en": "Only English"}

    seen = shown("single", spec, language="zh-hans")

    assert (seen["language"], seen["borrowed"], seen["stem"]) == ("en", True, "What is a small deal?")
    assert [option["text"] for option in seen["options"] if "（" in option["text"]] == []


def test_a_text_without_a_letter_is_at_home_in_every_language():
    spec = single()
    spec["choices"][2]["text"] = {"en": "14:00"}

    seen = shown("single", spec, language="zh-hans")

    assert (seen["language"], seen["borrowed"]) == ("zh-hans", False)
    assert "14:00" in {option["text"] for option in seen["options"]}


def test_a_question_without_english_is_shown_in_the_language_it_has():
    spec = {"stem": {"zh-hans": "老板明天就要"}, "answer": True}

    seen = shown("true_false", spec, language="en")

    assert (seen["language"], seen["borrowed"]) == ("zh-hans", True)


def test_a_regional_reader_is_content_with_the_language_itself():
    assert shown("single", language="en-gb")["borrowed"] is False


@pytest.mark.parametrize("kind", SPECS)
def test_what_is_shown_depends_on_no_active_language(kind):
    with translation.override("zh-hans"):
        there = shown(kind)
    with translation.override("en"):
        here = shown(kind)

    assert there == here


@pytest.mark.parametrize("kind", BY_RULE)
@pytest.mark.parametrize(("answered", "verdict", "mark"), [("right", "right", "1"), ("wrong", "wrong", "0"), ("blank", "blank", "0")])
def test_a_review_says_how_it_went_and_why(kind, answered, verdict, mark):
    asked, spec = question_type(kind), SPECS[kind]
    answer = {"right": asked.right_answer(spec), "wrong": asked.wrong_answer(spec), "blank": None}[answered]

    review = reviewed(kind, answer)

    assert (review["verdict"], review["mark"], review["why"]) == (verdict, mark, f"{SENTINEL} why")
    assert json.loads(json.dumps(review)) == review


@pytest.mark.parametrize(
    ("kind", "answered", "verdict"), [("essay", True, "waiting"), ("upload", True, "waiting"), ("essay", False, "blank")]
)
def test_a_review_judges_nothing_that_a_person_marks(kind, answered, verdict):
    review = reviewed(kind, answer_to(kind) if answered else None)

    assert (review["verdict"], review["why"]) == (verdict, f"{SENTINEL} why")
    assert [(row["most"], len(row["levels"])) for row in review["rubric"]] == [("2", 2), ("3", 3)]
    assert json.loads(json.dumps(review)) == review


def test_a_text_without_a_question_has_no_verdict():
    assert reviewed("description", None)["verdict"] == ""


def test_a_reviewed_choice_names_the_right_ones_and_the_missed_ones():
    review = reviewed("multiple", {"choices": ["a", "b"]})

    flags = {option["text"]: (option["right"], option["chosen"]) for option in review["options"]}
    assert flags == {"Choice a": (True, True), "Choice b": (False, True), "Choice c": (True, False), "Choice d": (False, False)}


def test_a_reviewed_number_names_the_answer_its_tolerance_and_unit():
    review = reviewed("numeric", {"value": "3"}, language="zh-hans")

    assert (review["value"], review["right_values"], review["unit"]) == ("3", ["-11.7 ± 0.02"], "度")


def test_a_reviewed_text_names_what_is_accepted_in_its_language():
    spec = {"stem": both("I will …"), "accept": {"en": ["ask*", r"5 \* 3"], "zh-hans": ["问"]}}

    english, chinese = (reviewed("short_text", None, spec=spec, language=language)["right_values"] for language in ("en", "zh-hans"))

    assert (english, chinese) == (["ask…", "5 * 3"], ["问"])


def test_a_reviewed_line_names_both_options():
    review = reviewed("matching", {"pairs": {"p1": "p2", "p3": "p1"}})

    lines = {row["text"]: (row["chosen_text"], row["right_text"], row["is_right"]) for row in review["rows"]}
    assert lines == {"Twelve people": ("Flow", "Desk", False), "Sixty people": ("", "Flow", False), "Ten people": ("Desk", "Desk", True)}


def test_a_reviewed_order_stands_right_and_names_the_learner_s_places():
    review = reviewed("ordering", {"order": ["i2", "i1", "i3", "i4"]})

    places = [(item["text"], item["place"], item["is_right"]) for item in review["right_items"]]
    assert places == [("Part 1", 2, False), ("Part 2", 1, False), ("Part 3", 3, True), ("Part 4", 4, True)]


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("single", {"choice": "a"}),
        ("numeric", {"value": "5"}),
        ("short_text", {"value": "no"}),
        ("cloze", {"gaps": {"1": "1.b", "2": "12"}}),
    ],
)
def test_a_review_can_be_given_without_the_words_for_an_answer(kind, answer):
    feedback = both(f"{SENTINEL} feedback")
    numbers = {"more": [{"answer": "5", "tolerance": "0", "fraction": "0", "feedback": feedback}]}
    words = {"accept": {"en": ["yes", {"text": "*", "fraction": "0", "feedback": feedback}]}}
    spec = {**SPECS[kind], **{"numeric": numbers, "short_text": words}.get(kind, {})}

    review = reviewed(kind, answer, spec=spec)
    silent = without_feedback(review)

    assert f"{SENTINEL} feedback" in json.dumps(review)
    assert f"{SENTINEL} feedback" not in json.dumps(silent)
    assert silent.keys() == review.keys()
