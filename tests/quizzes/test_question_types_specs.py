"""A spec is accepted exactly as written down, or refused with a sentence for every fault."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import SpecError, kinds, question_type, question_types
from tests.quizzes.specs import SPECS, both, single

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


def changed(kind, **changes):
    return {**copy.deepcopy(SPECS[kind]), **changes}


def faults(kind, spec):
    with pytest.raises(SpecError) as refusal:
        question_type(kind).validate(spec)
    return refusal.value.messages


def pair(id, left, right):
    return {"id": id, "left": both(left), "right": right}


@pytest.mark.parametrize("kind", SPECS)
def test_a_complete_spec_is_accepted(kind):
    question_type(kind).validate(SPECS[kind])


def test_every_type_has_a_fragment_of_its_own():
    fragments = {asked.template for asked in question_types()}

    assert [kind for kind, _name in kinds()] == list(SPECS)
    assert len(fragments) == len(SPECS)


@pytest.mark.parametrize("kind", SPECS)
def test_a_key_nobody_knows_is_refused_by_name(kind):
    assert faults(kind, changed(kind, hint="x")) == ["hint is not known here."]


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("single", "stem"),
        ("single", "choices"),
        ("multiple", "choices"),
        ("true_false", "answer"),
        ("numeric", "answer"),
        ("numeric", "tolerance"),
        ("short_text", "accept"),
        ("matching", "pairs"),
        ("ordering", "items"),
        ("gap_select", "text"),
        ("gap_select", "gaps"),
        ("drag_words", "options"),
        ("cloze", "gaps"),
    ],
)
def test_a_missing_key_is_named(kind, key):
    spec = changed(kind)

    del spec[key]

    assert faults(kind, spec) == [f"{key} is missing."]


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("single", {"choices": [{**one, "right": False} for one in single()["choices"]]}, "Exactly one choice must be right; here 0 are."),
        ("single", {"choices": [{**one, "right": True} for one in single()["choices"]]}, "Exactly one choice must be right; here 4 are."),
        ("single", {"choices": single()["choices"][:1]}, "choices must be a list of 2 to 50."),
        ("single", {"choices": [single()["choices"][1]] * 2}, "choices: the id “b” is used twice."),
        ("single", {"stem": {"en": " "}}, "stem is empty in en."),
        ("single", {"stem": "What?"}, "stem must hold a text in at least one language."),
        ("single", {"stem": {"English": "What?"}}, "stem: “English” is not a language code."),
        ("multiple", {"choices": [{**one, "right": False} for one in single()["choices"]]}, "At least one choice must be right."),
        (
            "multiple",
            {"scoring": "generous"},
            "scoring must be one of: all_or_nothing, right_minus_wrong, every_decision, halves, proportional, weights.",
        ),
        ("true_false", {"answer": "true"}, "answer must be true or false."),
        ("numeric", {"answer": 5}, "answer must be a decimal number written as text, such as “-11.7”."),
        ("numeric", {"answer": "NaN"}, "answer must be a decimal number written as text, such as “-11.7”."),
        ("numeric", {"tolerance": "-1"}, "tolerance must not be negative."),
        ("short_text", {"accept": {"en": ["ask", " * *"]}}, "accept.en[2] would accept every answer."),
        ("short_text", {"accept": {}}, "accept must list the accepted answers by language."),
        (
            "matching",
            {"pairs": [pair("a", "One", both("Desk")), pair("b", "Two", both("Desk"))]},
            "pairs: there must be two different right sides at least.",
        ),
        (
            "matching",
            {"pairs": [pair("a", "One", both("Desk")), pair("b", "Two", both("Desk", "别的")), pair("c", "Three", both("Flow"))]},
            "pairs: right sides that read the same in one language must read the same in all.",
        ),
        ("matching", {"pairs": [pair("a", "One", both("Desk")), pair("b", "One", both("Flow"))]}, "pairs: “One” stands twice."),
        ("ordering", {"items": SPECS["ordering"]["items"][:2]}, "items must be a list of 3 to 50."),
    ],
)
def test_a_fault_is_said_in_a_sentence(kind, changes, said):
    assert said in faults(kind, changed(kind, **changes))


def test_every_fault_of_a_spec_is_said_at_once():
    spec = changed("numeric", answer="five", tolerance="-1", unit={})

    assert len(faults("numeric", spec)) == 3


def test_some_language_must_have_every_text():
    spec = changed("single", stem={"zh-hans": "什么？"})
    spec["choices"][0]["text"] = {"en": "English only"}

    assert faults("single", spec) == ["No language has every text of this question (missing texts by language: en: 1, zh-hans: 1)."]


@given(
    kind=st.sampled_from(sorted(SPECS)),
    key=st.sampled_from(
        [
            "stem",
            "choices",
            "answer",
            "tolerance",
            "accept",
            "pairs",
            "items",
            "unit",
            "units",
            "more",
            "gaps",
            "options",
            "text",
            "distractors",
            "scoring",
            "dock",
        ]
    ),
    junk=JUNK,
)
def test_junk_is_accepted_or_refused_in_sentences_and_never_breaks(kind, key, junk):
    spec, said = {**SPECS[kind], key: junk}, []

    try:
        question_type(kind).validate(spec)
    except SpecError as refusal:
        said = refusal.messages

    assert all(sentence.endswith(".") for sentence in said)
