"""Order, ids and tokens of a question say nothing of its key: over many attempts there is no correlation."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from quizzes.question_types import question_type
from tests.quizzes import specs
from tests.quizzes.chance import ATTEMPTS, CRITICAL, LETTERS, RENDERS, chi_square, layouts, phi


def options_of(layout):
    return layout.get("options") or layout["items"]


def right_ids(kind, spec):
    answer = question_type(kind).right_answer(spec)
    return set(answer.get("choices") or [answer.get("choice")])


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_the_right_choice_stands_in_every_place_equally_often(kind):
    spec = specs.SPECS[kind]
    right = right_ids(kind, spec)

    places = Counter(
        place for layout in layouts(kind, spec, ATTEMPTS, seed=11) for place, (_token, one) in enumerate(options_of(layout)) if one in right
    )

    assert chi_square([places[place] for place in range(4)]) < CRITICAL[3]


@pytest.mark.parametrize("kind", ["single", "multiple", "true_false"])
@pytest.mark.parametrize("letter", LETTERS)
def test_no_letter_of_a_token_goes_with_the_key(kind, letter):
    spec = specs.SPECS[kind]
    right = right_ids(kind, spec)

    pairs = [
        (token.startswith(letter), one in right) for layout in layouts(kind, spec, RENDERS, seed=12) for token, one in options_of(layout)
    ]

    assert abs(phi(pairs)) < 0.2


def test_the_order_of_tokens_goes_with_nothing():
    spec = specs.SPECS["single"]
    right = right_ids("single", spec)

    ranks = Counter()
    for layout in layouts("single", spec, ATTEMPTS, seed=13):
        ordered = sorted(layout["options"])
        ranks[next(rank for rank, (_token, one) in enumerate(ordered) if one in right)] += 1

    assert chi_square([ranks[rank] for rank in range(4)]) < CRITICAL[3]


def test_the_option_of_a_line_stands_in_every_place_equally_often():
    spec = specs.SPECS["matching"]
    key = question_type("matching").right_answer(spec)["pairs"]

    together = Counter()
    for layout in layouts("matching", spec, ATTEMPTS, seed=14):
        rows = [one for _token, one in layout["rows"]]
        options = [one for _token, one in layout["options"]]
        together[options.index(key[rows[0]])] += 1

    assert chi_square([together[0], together[1]]) < CRITICAL[1]


def test_an_item_of_the_right_order_is_shown_in_every_place_about_equally_often():
    spec = specs.SPECS["ordering"]
    (first, *_others) = question_type("ordering").right_answer(spec)["order"]

    places = Counter(
        next(place for place, (_token, one) in enumerate(layout["items"]) if one == first)
        for layout in layouts("ordering", spec, ATTEMPTS, seed=15)
    )

    # The right order itself is never shown, so its place is a little rarer: 5 of 23 against 6 of 23.
    pairs = [(place == 0, True) for place in places.elements()] + [(place == 0, False) for place in (0, 1, 2, 3) * (ATTEMPTS // 4)]
    assert abs(phi(pairs)) < 0.2


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_nothing_on_the_page_goes_with_the_key(kind):
    """Two hundred pages as they are sent: place, first letter and length of every value and id."""
    asked, spec = question_type(kind), specs.SPECS[kind]
    right, facts = right_ids(kind, spec), {"first place": [], "early letter": [], "even checksum": []}

    for layout in layouts(kind, spec, RENDERS, seed=17):
        question = asked.shown(spec, layout, language="en", answer=None)
        page = BeautifulSoup(render_to_string(asked.template, {"question": question, "field_id": "q1"}), "html.parser")
        ids = dict(layout["options"])
        for place, field in enumerate(page.select("input[value]")):
            is_right = ids[field["value"]] in right
            facts["first place"].append((place == 0, is_right))
            facts["early letter"].append((field["value"][0] < "m", is_right))
            facts["even checksum"].append((sum(map(ord, str(field))) % 2 == 0, is_right))

    assert {fact: abs(phi(pairs)) < 0.2 for fact, pairs in facts.items()} == dict.fromkeys(facts, True)
    assert all(len(pairs) == 4 * RENDERS for pairs in facts.values())


def test_tokens_are_letters_that_fall_equally_often():
    letters = Counter(
        letter
        for layout in layouts("single", specs.SPECS["single"], ATTEMPTS, seed=16)
        for token, _one in layout["options"]
        for letter in token
    )

    assert set(letters) == set(LETTERS)
    assert chi_square([letters[letter] for letter in LETTERS]) < CRITICAL[18]
