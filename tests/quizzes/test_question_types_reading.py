"""An answer is taken only in the tokens of its own question, and kept in ids."""

import json

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import AnswerError, question_type
from tests.quizzes.specs import SPECS, laid_out

FOREIGN = "zzzzzzzz"


def tokens(kind, group):
    return [token for token, _id in laid_out(kind, SPECS[kind])[group]]


def read(kind, data):
    return question_type(kind).read(SPECS[kind], laid_out(kind, SPECS[kind]), data)


OPTIONS = tokens("multiple", "options")
ROWS, PRODUCTS = tokens("matching", "rows"), tokens("matching", "options")
ITEMS = tokens("ordering", "items")
GAPS, WORDS = tokens("drag_words", "gaps"), tokens("drag_words", "options")
BLANKS = {kind: dict.fromkeys(tokens(kind, "gaps"), "") for kind in ("gap_select", "drag_words", "cloze")}


def token_of(kind, group, one):
    return next(token for token, held in laid_out(kind, SPECS[kind])[group] if held == one)


def filled(kind, **gaps):
    """Fill some gaps of a text, named by their ids, and leave the others empty."""
    return {"gaps": {**BLANKS[kind], **{token_of(kind, "gaps", one.removeprefix("gap")): said for one, said in gaps.items()}}}


SAID = {one: token for token, one in laid_out("scenario", SPECS["scenario"])["choices"]}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("single", {}),
        ("single", {"choice": ""}),
        ("multiple", {"choices": []}),
        ("true_false", {"choice": None}),
        ("numeric", {"value": "  "}),
        ("short_text", {"value": None}),
        ("matching", {"pairs": dict.fromkeys(ROWS, "")}),
        ("ordering", {"order": []}),
        ("gap_select", {"gaps": BLANKS["gap_select"]}),
        ("drag_words", {"gaps": {}}),
        ("cloze", filled("cloze", gap2="  ", gap3=" ")),
        ("essay", {"text": " \r\n "}),
        ("essay", {"text": "Dear owner\r\n"}),  # what the author wrote to begin with
        ("upload", {"file": "", "name": "", "link": " "}),
        ("scenario", {"path": []}),
        ("description", {}),
    ],
)
def test_nothing_given_is_a_blank(kind, data):
    assert read(kind, data) is None


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("single", {"choice": FOREIGN}),
        ("single", {"choice": "a"}),  # an id is no token
        ("single", {"choice": tokens("single", "options")}),  # every choice at once
        ("single", {"choices": [FOREIGN]}),
        ("single", []),
        ("true_false", {"choice": True}),
        ("multiple", {"choices": FOREIGN}),
        ("multiple", {"choices": [OPTIONS[0], FOREIGN]}),
        ("multiple", {"choices": [OPTIONS[0], OPTIONS[0]]}),
        ("multiple", {"choices": [{}]}),
        ("matching", {"pairs": {ROWS[0]: PRODUCTS[0]}}),  # two lines are missing
        ("matching", {"pairs": {**dict.fromkeys(ROWS, ""), FOREIGN: ""}}),
        ("matching", {"pairs": dict.fromkeys(ROWS, FOREIGN)}),
        ("matching", {"pairs": dict.fromkeys(ROWS, ROWS[0])}),
        ("matching", {"pairs": [ROWS]}),
        ("ordering", {"order": ITEMS[:-1]}),
        ("ordering", {"order": [*ITEMS[:-1], ITEMS[0]]}),
        ("ordering", {"order": [*ITEMS, FOREIGN]}),
        ("ordering", {"order": ITEMS, "up": FOREIGN}),
        ("ordering", {"up": ITEMS[0]}),
        ("gap_select", {"gaps": {}, "choice": FOREIGN}),
        ("gap_select", {"gaps": [FOREIGN]}),
        ("gap_select", {"gaps": {**BLANKS["gap_select"], FOREIGN: ""}}),
        ("gap_select", filled("gap_select", gap1="a")),  # an id is no token
        ("gap_select", filled("gap_select", gap1=token_of("gap_select", "options", "c"))),  # of another group
        ("gap_select", filled("gap_select", gap1=["x"])),
        ("drag_words", {"gaps": dict.fromkeys(GAPS[:2], WORDS[0])}),  # a gap is missing
        ("drag_words", filled("drag_words", gap1=token_of("drag_words", "options", "a"), gap3=token_of("drag_words", "options", "a"))),
        ("cloze", filled("cloze", gap1=token_of("cloze", "gaps", "1"))),
        ("cloze", filled("cloze", gap2="eleven")),
        ("cloze", filled("cloze", gap2="NaN")),
        ("cloze", filled("cloze", gap3=["yes"])),
        ("cloze", filled("cloze", gap3="a\x00b")),
        ("short_text", {"value": ["ask"]}),
        ("short_text", {"value": "a\x00sk"}),
        ("short_text", {"value": "\ud800"}),
        ("short_text", {"value": "x" * 10_001}),
        ("short_text", {"value": {1, 2}}),
        ("essay", {"text": ["a"]}),
        ("essay", {"text": "a\x00b"}),
        ("essay", {"value": "a"}),
        ("essay", {"text": "x" * 10_000_000}),
        ("upload", {"file": "pitch.pdf"}),
        ("upload", {"file": ["7c9e6679-7425-40de-944b-e07fc1f90ae7"]}),
        ("upload", {"file": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "link": "https://example.com"}),
        ("upload", {"link": "javascript:alert(1)"}),
        ("upload", {"link": "ftp://example.com/pitch"}),
        ("upload", {"link": "https://ann:secret@example.com/"}),
        ("upload", {"link": "https://ann@example.com/"}),
        ("upload", {"link": "https://"}),
        ("upload", {"link": "https://[1/"}),
        ("upload", {"link": "https://example.com:port/"}),
        ("upload", {"link": "https://example.com/a b"}),
        ("upload", {"link": "https://example.com/" + "a" * 2000}),
        ("scenario", {"path": FOREIGN}),
        ("scenario", {"path": ["a"]}),  # an id is no token
        ("scenario", {"path": [FOREIGN]}),
        ("scenario", {"path": [SAID["c"]]}),  # the second step before the first
        ("scenario", {"path": [SAID["a"], SAID["b"]]}),  # both things at once
        ("scenario", {"path": [SAID["a"], SAID["a"]]}),
        ("scenario", {"path": [SAID["a"], SAID["c"], SAID["d"]]}),  # beyond the end
        ("description", {"text": "I read it."}),
    ],
)
def test_what_does_not_belong_to_the_question_is_refused_in_a_sentence(kind, data):
    with pytest.raises(AnswerError) as refusal:
        read(kind, data)

    assert str(refusal.value).endswith(".")
    assert FOREIGN not in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("180", "180"),
        (" -11.7 ", "-11.7"),
        ("\u221211.7", "-11.7"),
        ("+5", "5"),
        (".5", "0.5"),
        ("40,000", "40000"),
        ("40 000", "40000"),
        ("40\u00a0000", "40000"),
        ("40，000", "40000"),
        ("1,234,567.89", "1234567.89"),
        ("１８０", "180"),
        (180, "180"),
        (0.1, "0.1"),
        (1e16, "10000000000000000"),
    ],
)
def test_a_number_is_kept_as_a_plain_decimal(typed, kept):
    assert read("numeric", {"value": typed}) == {"value": kept}


@pytest.mark.parametrize(
    "typed",
    [
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "1e3",
        "11,7",
        "0,123",
        "4,0000",
        "40,000 000",
        "1/3",
        "five",
        "180 s",
        "٣",
        "--5",
        "9" * 65,
        float("nan"),
        float("inf"),
        True,
        [5],
        1e300,
    ],
)
def test_what_is_no_plain_number_is_refused(typed):
    with pytest.raises(AnswerError):
        read("numeric", {"value": typed})


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_thousands_separators_change_no_number(number):
    plain, grouped = format(number, "f"), format(number, ",f")

    assert read("numeric", {"value": grouped}) == read("numeric", {"value": plain})


@given(
    kind=st.sampled_from(sorted(SPECS)),
    data=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.sampled_from([*OPTIONS, *ROWS, *ITEMS, *GAPS, *WORDS]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["choice", "choices", "value", "pairs", "order", "up", "gaps", "unit", "text", "file", "link", "path", *ROWS, *GAPS]
                ),
                inner,
                max_size=4,
            )
        ),
    ),
)
def test_whatever_is_sent_is_read_or_refused_and_never_breaks(kind, data):
    try:
        answer = read(kind, data)
    except AnswerError:
        return

    mark = question_type(kind).grade(SPECS[kind], answer)
    assert 0 <= mark <= 1
    assert answer == json.loads(json.dumps(answer))


@pytest.mark.parametrize(
    ("kind", "form", "data"),
    [
        ("single", "choice=abc", {"choice": "abc"}),
        ("single", "choice=abc&choice=def", {"choice": ["abc", "def"]}),
        ("single", "csrfmiddlewaretoken=x", {}),
        ("multiple", "choices=abc&choices=def", {"choices": ["abc", "def"]}),
        ("numeric", "value=40%20000", {"value": "40 000"}),
        ("matching", f"pair-{ROWS[0]}=abc", {"pairs": {ROWS[0]: "abc", ROWS[1]: "", ROWS[2]: ""}}),
        ("ordering", "order=abc&order=def&down=abc", {"order": ["abc", "def"], "down": "abc"}),
        ("essay", "text=a%0D%0Ab", {"text": "a\r\nb"}),
        ("upload", "file=abc&name=a.pdf&link=", {"file": "abc", "name": "a.pdf"}),
        ("upload", "file=abc&name=a.pdf&link=https://b", {"link": "https://b"}),
        ("upload", "file=abc&name=a.pdf&away=1", {}),
        ("scenario", "path=abc&path=def", {"path": ["abc", "def"]}),
        ("description", "revision=0", {}),
    ],
)
def test_a_form_says_the_same_as_the_api(kind, form, data):
    layout = laid_out(kind, SPECS[kind])

    gathered = question_type(kind).from_form(layout, QueryDict(form))

    assert gathered == data


@pytest.mark.parametrize(
    ("move", "moved"),
    [
        ({"up": ITEMS[1]}, [1, 0, 2, 3]),
        ({"down": ITEMS[1]}, [0, 2, 1, 3]),
        ({"up": ITEMS[0]}, [0, 1, 2, 3]),
        ({"down": ITEMS[3]}, [0, 1, 2, 3]),
    ],
)
def test_an_arrow_moves_an_item_one_place(move, moved):
    layout = laid_out("ordering", SPECS["ordering"])
    ids = [one for _token, one in layout["items"]]

    answer = read("ordering", {"order": ITEMS, **move})

    assert answer == {"order": [ids[place] for place in moved]}


def test_a_word_that_may_be_used_often_stands_in_two_gaps():
    manager = token_of("drag_words", "options", "f")

    answer = read("drag_words", filled("drag_words", gap1=manager, gap3=manager))

    assert answer == {"gaps": {"1": "f", "3": "f"}}


def test_gaps_keep_what_was_chosen_and_what_was_typed():
    owner = token_of("cloze", "options", "1.a")

    answer = read("cloze", filled("cloze", gap1=owner, gap2="１2.50", gap3=" Yes "))

    assert answer == {"gaps": {"1": "1.a", "2": "12.50", "3": "Yes"}}


def with_units():
    units = [
        {"id": "m", "text": {"en": "m", "zh-hans": "米"}, "factor": "1"},
        {"id": "km", "text": {"en": "km", "zh-hans": "千米"}, "factor": "1000"},
    ]
    return {"stem": {"en": "How far?", "zh-hans": "多远？"}, "answer": "1500", "tolerance": "0", "units": units}


@pytest.mark.parametrize(("typed", "kept"), [("1.5 km", "km"), ("1,500m", "m"), ("1.5千米", "km"), ("１．５ ｋｍ", "km"), ("1500", None)])
def test_a_unit_may_be_typed_behind_the_number(typed, kept):
    asked, spec = question_type("numeric"), with_units()

    answer = asked.read(spec, laid_out("numeric", spec), {"value": typed})

    assert answer.get("unit") == kept


def test_a_unit_may_be_chosen_and_must_not_contradict_the_typed_one():
    asked, spec = question_type("numeric"), with_units()
    layout = laid_out("numeric", spec)
    metres = next(token for token, one in layout["units"] if one == "m")

    chosen = asked.read(spec, layout, {"value": "1500", "unit": metres})

    assert chosen == {"value": "1500", "unit": "m"}
    with pytest.raises(AnswerError):
        asked.read(spec, layout, {"value": "1.5 km", "unit": metres})
    with pytest.raises(AnswerError):
        asked.read(spec, layout, {"value": "1500", "unit": FOREIGN})


def test_a_question_without_units_takes_none():
    with pytest.raises(AnswerError):
        read("numeric", {"value": "5", "unit": "m"})
