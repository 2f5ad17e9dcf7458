"""What is wrong with a question stands at its field, in words of the form, and nothing that was typed is lost."""

import re

import pytest
from bs4 import BeautifulSoup

from quizzes.actions import create_question
from quizzes.question_types import SpecError, question_type
from tests.quizzes import specs
from tests.quizzes.editing import address, filled

pytestmark = pytest.mark.django_db

OF_THE_DATA = re.compile(
    r"\w\[\d+\]|\bnodes\b|\bchoices:|\boptions:|\bpairs:|\bdistractors:|\bunits:|\bdock\b|“n\d+”|written as text|must be a list"
)
ZH = "zh-hans"


@pytest.fixture
def change(client, pmm, bank, now):
    """Open a question of a type, change some fields as a browser does, and save: `change("single", row_1_text_en="x")`."""
    client.force_login(pmm)

    def change(kind, *, spec=None, **fields):
        question = create_question(bank=bank, external_id="q", kind=kind, spec=spec or specs.SPECS[kind], now=now)
        target = address("question", "edit", question.pk)
        sent = {**filled(client.get(target)), **fields}
        page = client.post(target, {name: value for name, value in sent.items() if value is not None})
        return BeautifulSoup(page.content, "html.parser"), question

    return change


def described(page, name):
    """What the field called `name` says about itself by `aria-describedby`."""
    inputs = page.select(f"[name={name}], [name={name}_en]")
    ids = inputs[0].get("aria-describedby", "").split()
    assert inputs[0].get("aria-invalid") == "true", name
    return " ".join(" ".join(page.find(id=one).get_text(" ").split()) for one in ids if page.find(id=one))


ROWS = "Fill in 2 of these rows at least, and 50 at most."
FAULTS = [
    ("single", {"row_1_right": "on"}, {"row_2_right": "Exactly one choice must be right; here 2 are."}),
    ("single", {"row_2_right": None}, {"row_1_right": "Exactly one choice must be right; here 0 are."}),
    ("single", {"row_3_text_en": "Choice a", f"row_3_text_{ZH}": "另一个"}, {"row_3_text": "“Choice a” stands twice."}),
    ("single", {"row_2_fraction": "-1/2"}, {"row_2_fraction": "This share contradicts whether the choice is right."}),
    ("single", {"row_2_fraction": "lots"}, {"row_2_fraction": "Write a share, such as 1/3, 0.25 or 25 %."}),
    (
        "single",
        {f"row_{row}_text_{code}": "" for row in (2, 3, 4) for code in ("en", ZH)},
        {"row_2_text": ROWS},
    ),
    (
        "single",
        {"row_4_text_en": "", f"why_{ZH}": ""},
        {"row_4_text": "One language must have every text of the question. In English this one is missing."},
    ),
    ("multiple", {"row_1_right": None, "row_3_right": None}, {"row_1_right": "At least one choice must be right."}),
    ("multiple", {"row_1_fraction": "1/2"}, {"row_1_fraction": "Shares count only with “Every choice gives or costs its share”."}),
    ("multiple", {"scoring": "weights", "row_1_fraction": "1/3", "row_3_fraction": "1/3"}, {"row_1_fraction": "here they make 2/3."}),
    ("multiple", {"dock": "1/4"}, {"dock": "This must be more than 0, and counts only with “Right ones minus wrong ones”."}),
    ("numeric", {"fraction": "1/2"}, {"fraction": "At least one accepted answer must earn everything."}),
    ("numeric", {"more_1_answer": "about 3"}, {"more_1_answer": "Write a number in digits, such as -11.7."}),
    ("numeric", {"unit_penalty": "1/2"}, {"unit_penalty": "A penalty for the unit needs units to choose from."}),
    (
        "numeric",
        {"unit_1_text_en": "g", f"unit_1_text_{ZH}": "克", "unit_3_text_en": "kg", f"unit_3_text_{ZH}": "千克", "unit_3_factor": "heavy"},
        {"unit_3_factor": "Write a number above 0, such as 2 or 1/60."},
    ),
    ("short_text", {"accept_en": "\nask\n\n*"}, {"accept_en": "Line 4: “*” would accept every answer."}),
    (
        "short_text",
        {"accept_en": "50 % | ask", f"accept_{ZH}": "0.5 | 问"},
        {"accept_en": "At least one accepted answer must earn everything."},
    ),
    ("short_text", {"accept_en": "ask\n3 | more"}, {"accept_en": "Line 2: This must not be more than 1."}),
    ("matching", {"row_2_right_en": "Desk", f"row_2_right_{ZH}": "洛台"}, {"row_2_right": "The same is right for every line."}),
    ("matching", {"wrong_2_text_en": "Flow", f"wrong_2_text_{ZH}": "x"}, {"wrong_2_text": "“Flow” is right for a line."}),
    ("matching", {"row_2_left_en": "", f"row_2_left_{ZH}": ""}, {"row_2_left": "Write this text in at least one language."}),
    ("ordering", {"row_3_place": "1", "row_3_text_en": "Part 4"}, {"row_4_text": "“Part 4” stands twice."}),
    ("gap_select", {"text_en": "The [[1]] and [[2]]."}, {"text": "The gap [[3]] is missing in English."}),
    ("gap_select", {"text_en": "The [[1]], [[2]], [[3]] and [[9]]."}, {"text": "Nothing is right for [[9]] yet, which stands in English."}),
    ("gap_select", {"row_2_gaps": "1, 3"}, {"row_2_gaps": "“1” is used twice."}),
    ("gap_select", {"row_5_group": "law"}, {"row_5_group": "No word of this group is right for a gap."}),
    (
        "drag_words",
        {"row_1_gaps": "1, 3", "row_2_gaps": ""},
        {"row_1_many": "This is right for several gaps, so it must be usable more than once."},
    ),
    (
        "cloze",
        {"row_1_lines_en": "owner\n\nbuyer", f"row_1_lines_{ZH}": "甲\n\n乙"},
        {"row_1_lines_en": "Exactly one choice must be right; here 0 are."},
    ),
    ("cloze", {"row_2_answer": "a dozen"}, {"row_2_answer": "Write a number in digits, such as -11.7."}),
    ("cloze", {"row_2_weight": "heavy"}, {"row_2_weight": "Write a number above 0, such as 2 or 1/60."}),
    ("cloze", {"row_3_lines_en": "yes\n*"}, {"row_3_lines_en": "Line 2: “*” would accept every answer."}),
    ("essay", {"least_words": "300"}, {"least_words": "This must not be more than “Words at most”."}),
    ("essay", {"row_1_points_2": "many"}, {"row_1_points_2": "Write points from 0 to 100, such as 2 or 1/2."}),
    ("essay", {"row_1_points_2": "0"}, {"row_1_points_1": "At least one level of this row must earn something."}),
    (
        "upload",
        {f"row_2_level_{n}_{code}": "" for n in (2, 3) for code in ("en", ZH)},
        {"row_2_level_2": "Fill in 2 of these rows at least"},
    ),
    ("scenario", {"row_1_to_1": "", "row_1_to_2": ""}, {"row_2_says": "No choice leads to this step."}),
    ("scenario", {"row_2_to_1": "4"}, {"row_2_to_1": "This leads to a step in which nothing is said yet."}),
    ("scenario", {"row_2_to_1": "1"}, {"row_1_says": "This step leads back to itself"}),
    ("scenario", {"row_2_points_2": "5"}, {"row_2_points_2": "This must not be more than 1."}),
    (
        "scenario",
        {"row_1_points_2": "0", "row_2_points_1": "0"},
        {"row_1_points_1": "The best way through must earn something: give points to a choice."},
    ),
    ("scenario", {"row_1_text_2_en": "Say a", f"row_1_text_2_{ZH}": "x"}, {"row_1_text_2": "“Say a” stands twice."}),
    ("true_false", {"penalty": "lots"}, {"penalty": "Write a share from 0 to 1"}),
    (
        "true_false",
        {"hint_2_en": "Only in English"},
        {"hint_2": "One language must have every text of the question. In 简体中文 this one is missing."},
    ),
]


@pytest.mark.parametrize(
    ("kind", "fields", "said"), FAULTS, ids=[f"{kind}-{next(iter(said))}-{n}" for n, (kind, _f, said) in enumerate(FAULTS)]
)
def test_a_fault_stands_at_its_field_and_what_was_typed_is_kept(change, kind, fields, said):
    if kind == "true_false" and "hint_2_en" in fields:
        fields = {**fields, f"stem_{ZH}": "只有中文", "stem_en": "", "why_en": ""}
    page, question = change(kind, **fields)

    for name, words in said.items():
        assert words in described(page, name)
    for name, value in fields.items():
        for field in page.select(f"input[type=text][name='{name}'], textarea[name='{name}']"):
            kept = field.get_text().removeprefix("\n") if field.name == "textarea" else field.get("value", "")
            assert kept.split() == value.split(), name
    told = " ".join(one.get_text(" ") for one in page.select(".error-message, .help-critical, .messages .error"))
    assert not OF_THE_DATA.search(told), told
    assert question.versions.get().spec == specs.SPECS[kind]


def test_rows_are_counted_as_the_author_sees_them(change):
    spec = {**specs.ordering(), "items": [{"id": f"i{n}", "text": specs.both(f"Part {n}")} for n in range(1, 7)]}

    page, _question = change("ordering", spec=spec, **{"row_2_text_en": "", f"row_2_text_{ZH}": "", "row_5_text_en": "Part 4"})

    assert "“Part 4” stands twice." in described(page, "row_5_text")


def test_a_group_of_fields_with_a_fault_is_unfolded(change):
    page, _question = change("numeric", more_3_answer="about 3")

    panel = page.select_one("[name=more_3_answer]").find_parent("section")
    assert "collapsed" not in panel.get("class", [])


def test_a_fault_of_the_whole_question_stands_above_its_fields(change):
    page, _question = change(
        "single", row_1_fraction="-1/999983", row_3_fraction="-1/999979", row_4_fraction="-1/999961", penalty="1/999953"
    )

    assert "too fine to be added up exactly" in page.select_one(".messages .error").get_text()


@pytest.mark.parametrize("kind", specs.SPECS)
def test_every_fault_of_a_specification_tells_its_place_apart_from_its_words(kind):
    with pytest.raises(SpecError) as refused:
        question_type(kind).validate({"stem": {}, "why": {"en": ""}, "hints": [{"text": {"en": " "}}], "penalty": "2"})

    places = {fault.place for fault in refused.value.faults}
    assert {("stem",), ("why",), ("hints", 1, "text"), ("penalty",)} <= places
    assert not any(OF_THE_DATA.search(fault.words) or fault.words == str(fault) for fault in refused.value.faults)
    assert refused.value.messages == [str(fault) for fault in refused.value.faults]
