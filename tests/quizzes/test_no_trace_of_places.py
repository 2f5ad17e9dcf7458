"""Of questions with several places to fill, too, order, ids and tokens say nothing of the key."""

from collections import Counter, defaultdict

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from quizzes.question_types import question_type
from tests.quizzes import specs
from tests.quizzes.chance import ATTEMPTS, CRITICAL, LETTERS, RENDERS, chi_square, layouts, phi

KINDS = ["gap_select", "drag_words", "cloze", "matching", "scenario"]
# In the order in which authors write them: what is right comes first, or stands beside its line.
SHUFFLING = [True, False]


def key_of(kind):
    """What is right at every place that offers something to choose from."""
    spec = specs.SPECS[kind]
    answer = question_type(kind).right_answer(spec)
    if kind == "scenario":
        return dict(zip(("n1", "n2"), answer["path"], strict=True))
    places = answer["pairs"] if kind == "matching" else answer["gaps"]
    return {place: right for place, right in places.items() if kind != "cloze" or right.startswith(f"{place}.")}


def rendered(kind, layout, answer=None):
    """The question as it is sent."""
    asked = question_type(kind)
    question = asked.shown(specs.SPECS[kind], layout, language="en", answer=answer)
    return BeautifulSoup(render_to_string(asked.template, {"question": question, "field_id": "q1", "prefix": "q1-"}), "html.parser")


def offers(kind, layout):
    """Place by place what the page offers there: the fields in their order, and the id of each."""
    ids = {token: one for group in layout.values() for token, one in group}
    if kind == "scenario":
        for place, answer in (("n1", None), ("n2", {"path": ["b"]})):
            yield place, [(field, ids[field["value"]]) for field in rendered(kind, layout, answer).select("input[type=radio]")]
        return
    for select in rendered(kind, layout).select("select"):
        yield (
            ids[select["name"].split("-")[-1]],
            [(field, ids[field["value"]]) for field in select.select("option[value]") if field["value"]],
        )


def offered(kind, layout):
    """The same without a page: the tokens that the layout offers at each place, in their order."""
    spec, asked = specs.SPECS[kind], question_type(kind)
    if kind == "scenario":
        inside = {node["id"]: {choice["id"] for choice in node["choices"]} for node in spec["nodes"]}
        return {node: [pair for pair in layout["choices"] if pair[1] in ids] for node, ids in inside.items()}
    if kind == "matching":
        return {line: layout["options"] for _token, line in layout["rows"]}
    return {gap.id: [pair for pair in layout["options"] if pair[1] in gap.options] for gap in asked.gaps(spec) if gap.options}


@pytest.mark.parametrize("shuffle", SHUFFLING)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_right_stands_in_every_place_equally_often_whichever_place_it_is_for(kind, shuffle):
    places, ranks, sizes = defaultdict(Counter), defaultdict(Counter), {}

    for layout in layouts(kind, specs.SPECS[kind], ATTEMPTS, seed=21, shuffle=shuffle):
        for gap, options in offered(kind, layout).items():
            right = key_of(kind)[gap]
            sizes[gap] = len(options)
            places[gap][[one for _token, one in options].index(right)] += 1
            ranks[gap][[one for _token, one in sorted(options)].index(right)] += 1

    assert sizes.keys() == key_of(kind).keys()
    for counted in (places, ranks):
        for gap, size in sizes.items():
            assert chi_square([counted[gap][place] for place in range(size)]) < CRITICAL[size - 1], gap


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_offers_what_the_layout_does_and_in_its_order(kind):
    for layout in layouts(kind, specs.SPECS[kind], 10, seed=22):
        on_page = {gap: [[field["value"], one] for field, one in options] for gap, options in offers(kind, layout)}

        assert on_page == offered(kind, layout)


@pytest.mark.parametrize("shuffle", SHUFFLING)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_on_the_page_goes_with_what_is_right(kind, shuffle):
    facts = {"first place": [], "early letter": [], "even checksum": []}

    for layout in layouts(kind, specs.SPECS[kind], RENDERS, seed=23, shuffle=shuffle):
        for gap, options in offers(kind, layout):
            for place, (field, one) in enumerate(options):
                is_right = one == key_of(kind)[gap]
                facts["first place"].append((place == 0, is_right))
                facts["early letter"].append((field["value"][0] < "m", is_right))
                facts["even checksum"].append((sum(map(ord, str(field))) % 2 == 0, is_right))

    assert {fact: abs(phi(pairs)) < 0.2 for fact, pairs in facts.items()} == dict.fromkeys(facts, True)
    assert all(len(pairs) >= 2 * RENDERS for pairs in facts.values())


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("kind", [*KINDS, "ordering"])
def test_no_letter_goes_with_the_key_nor_the_token_of_a_place_with_that_of_what_belongs_there(kind, letter):
    right_or_not, place_and_right = [], []

    for layout in layouts(kind, specs.SPECS[kind], RENDERS, seed=24):
        if kind == "ordering":
            right_or_not += [(token.startswith(letter), one == "i1") for token, one in layout["items"]]
            continue
        tokens = {one: token for token, one in [*layout.get("gaps", ()), *layout.get("rows", ())]}
        for gap, options in offered(kind, layout).items():
            for token, one in options:
                is_right = one == key_of(kind)[gap]
                right_or_not.append((token.startswith(letter), is_right))
                if gap in tokens:
                    place_and_right.append((tokens[gap][0] < token[0], is_right))

    assert abs(phi(right_or_not)) < 0.2
    assert abs(phi(place_and_right)) < 0.2


def test_the_words_to_drag_lie_in_any_order():
    """The list of words is one for all gaps."""
    key = key_of("drag_words")
    places = {gap: Counter() for gap in key}

    for layout in layouts("drag_words", specs.SPECS["drag_words"], ATTEMPTS, seed=25):
        lying = [one for _token, one in layout["options"]]
        for gap, right in key.items():
            places[gap][lying.index(right)] += 1

    assert [gap for gap in key if chi_square([places[gap][place] for place in range(6)]) >= CRITICAL[5]] == []
    (layout,) = layouts("drag_words", specs.SPECS["drag_words"], 1, seed=25)
    assert [word["data-drag-word"] for word in rendered("drag_words", layout).select("[data-drag-word]")] == [
        token for token, _one in layout["options"]
    ]


@pytest.mark.parametrize("shuffle", SHUFFLING)
def test_where_an_item_is_shown_says_nothing_of_where_it_belongs(shuffle):
    """But for one thing: the right order itself is never shown, so an item's own place is a little rarer, 5 of 23 against 6 of 23."""
    spec = specs.SPECS["ordering"]
    right = question_type("ordering").right_answer(spec)["order"]
    own, each = ATTEMPTS * 5 / 23, ATTEMPTS * 6 / 23
    shown = {one: Counter() for one in right}
    ranks = {one: Counter() for one in right}

    for layout in layouts("ordering", spec, ATTEMPTS, seed=26, shuffle=shuffle):
        for place, (_token, one) in enumerate(layout["items"]):
            shown[one][place] += 1
        for rank, (_token, one) in enumerate(sorted(layout["items"])):
            ranks[one][rank] += 1

    for belongs, one in enumerate(right):
        expected = [own if place == belongs else each for place in range(4)]
        strays = sum((shown[one][place] - expected[place]) ** 2 / expected[place] for place in range(4))
        assert strays < CRITICAL[3], one
        assert chi_square([ranks[one][rank] for rank in range(4)]) < CRITICAL[3], one


def test_nothing_on_the_page_of_an_order_goes_with_the_place_of_an_item():
    spec = specs.SPECS["ordering"]
    right = question_type("ordering").right_answer(spec)["order"]
    facts = {"own place": [], "early letter": [], "even checksum": []}

    for layout in layouts("ordering", spec, RENDERS, seed=27):
        ids = dict(layout["items"])
        fields = rendered("ordering", layout).select("input[name=q1-order]")
        for place, field in enumerate(fields):
            belongs = right.index(ids[field["value"]])
            facts["own place"].append((place < 2, belongs < 2))
            facts["early letter"].append((field["value"][0] < "m", belongs < 2))
            facts["even checksum"].append((sum(map(ord, str(field))) % 2 == 0, belongs < 2))

    assert {fact: abs(phi(pairs)) < 0.2 for fact, pairs in facts.items()} == dict.fromkeys(facts, True)
