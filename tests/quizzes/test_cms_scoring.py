"""Ways of scoring and texts with gaps, written by a PMM in a form."""

import pytest

from quizzes.actions import create_question
from quizzes.models import Question
from tests.quizzes import specs
from tests.quizzes.editing import address, faults, filled
from tests.quizzes.test_cms import add, author

__all__ = ["author"]

pytestmark = pytest.mark.django_db

OWNER = {"row_1_text_en": "owner", "row_1_gaps": "1"}

FORMS = {
    "single": {
        "row_1_text_en": "Yes",
        "row_1_right": "on",
        "row_2_text_en": "Nearly",
        "row_2_fraction": "33.33333 %",
        "row_3_text_en": "No",
        "row_3_fraction": "-1/4",
    },
    "multiple": {
        "row_1_text_en": "One",
        "row_1_right": "on",
        "row_1_fraction": "50%",
        "row_2_text_en": "Two",
        "row_2_right": "on",
        "row_2_fraction": "0.5",
        "row_3_text_en": "Three",
        "row_3_fraction": "-1/2",
        "scoring": "weights",
    },
    "numeric": {
        "answer": "1500",
        "tolerance": "0.1",
        "tolerance_kind": "relative",
        "more_1_answer": "1",
        "more_1_fraction": "1/2",
        "more_1_feedback_en": "Nearly.",
        "unit_1_text_en": "m",
        "unit_1_factor": "1",
        "unit_2_text_en": "km",
        "unit_2_factor": "1000",
        "unit_penalty": "10 %",
        "unit_penalty_of": "whole",
    },
    "short_text": {"accept_en": "ask\n1/2 | find out *\n25 % | \\*", "case_sensitive": "on"},
    "matching": {
        "row_1_left_en": "Twelve",
        "row_1_right_en": "Desk",
        "row_2_left_en": "Sixty",
        "row_2_right_en": "Flow",
        "wrong_1_text_en": "Drive",
        "scoring": "all_or_nothing",
    },
    "gap_select": {
        "text_en": "The [[1]] tells the [[2]] and the [[3]].",
        **OWNER,
        "row_2_text_en": "buyer",
        "row_2_gaps": "2，3",
        "row_3_text_en": "lawyer",
    },
    "drag_words": {
        "text_en": "The [[1]] tells the [[2]] and the [[3]].",
        **OWNER,
        "row_2_text_en": "buyer",
        "row_2_gaps": "2, 3",
        "row_2_many": "on",
        "scoring": "all_or_nothing",
    },
    "cloze": {
        "text_en": "The [[1]] gives [[2]] percent: [[3]]",
        "text_zh-hans": "[[1]]给出[[2]]：[[3]]",
        "row_1_kind": "single",
        "row_1_lines_en": "= owner\r\n50 % | manager\r\nbuyer\r\n",
        "row_1_lines_zh-hans": "= 负责人\r\n50 % | 经理\r\n买方",
        "row_2_kind": "numeric",
        "row_2_answer": "12.5",
        "row_2_weight": "2",
        "row_3_kind": "short_text",
        "row_3_lines_en": "yes",
        "row_3_lines_zh-hans": "好\n1/2 | 嗯",
    },
}
SPECS = {
    "single": {
        "choices": [
            {"id": "a", "text": {"en": "Yes"}, "right": True},
            {"id": "b", "text": {"en": "Nearly"}, "right": False, "fraction": "0.3333333"},
            {"id": "c", "text": {"en": "No"}, "right": False, "fraction": "-1/4"},
        ]
    },
    "multiple": {
        "choices": [
            {"id": "a", "text": {"en": "One"}, "right": True, "fraction": "0.5"},
            {"id": "b", "text": {"en": "Two"}, "right": True, "fraction": "0.5"},
            {"id": "c", "text": {"en": "Three"}, "right": False, "fraction": "-1/2"},
        ],
        "scoring": "weights",
    },
    "numeric": {
        "answer": "1500",
        "tolerance": "0.1",
        "tolerance_kind": "relative",
        "more": [{"answer": "1", "tolerance": "0", "fraction": "1/2", "feedback": {"en": "Nearly."}}],
        "units": [{"id": "u1", "text": {"en": "m"}, "factor": "1"}, {"id": "u2", "text": {"en": "km"}, "factor": "1000"}],
        "unit_penalty": "0.1",
        "unit_penalty_of": "whole",
    },
    "short_text": {
        "accept": {"en": ["ask", {"text": "find out *", "fraction": "1/2"}, {"text": "\\*", "fraction": "0.25"}]},
        "case_sensitive": True,
    },
    "matching": {
        "pairs": [
            {"id": "p1", "left": {"en": "Twelve"}, "right": {"en": "Desk"}},
            {"id": "p2", "left": {"en": "Sixty"}, "right": {"en": "Flow"}},
        ],
        "distractors": [{"id": "x1", "text": {"en": "Drive"}}],
        "scoring": "all_or_nothing",
    },
    "gap_select": {
        "text": {"en": "The [[1]] tells the [[2]] and the [[3]]."},
        "gaps": [{"id": "1", "right": "a"}, {"id": "2", "right": "b"}, {"id": "3", "right": "b"}],
        "options": [
            {"id": "a", "text": {"en": "owner"}},
            {"id": "b", "text": {"en": "buyer"}},
            {"id": "c", "text": {"en": "lawyer"}},
        ],
    },
    "drag_words": {
        "text": {"en": "The [[1]] tells the [[2]] and the [[3]]."},
        "gaps": [{"id": "1", "right": "a"}, {"id": "2", "right": "b"}, {"id": "3", "right": "b"}],
        "options": [{"id": "a", "text": {"en": "owner"}}, {"id": "b", "text": {"en": "buyer"}, "many": True}],
        "scoring": "all_or_nothing",
    },
    "cloze": {
        "text": {"en": "The [[1]] gives [[2]] percent: [[3]]", "zh-hans": "[[1]]给出[[2]]：[[3]]"},
        "gaps": [
            {
                "id": "1",
                "kind": "single",
                "choices": [
                    {"id": "a", "text": {"en": "owner", "zh-hans": "负责人"}, "right": True},
                    {"id": "b", "text": {"en": "manager", "zh-hans": "经理"}, "right": False, "fraction": "0.5"},
                    {"id": "c", "text": {"en": "buyer", "zh-hans": "买方"}, "right": False},
                ],
            },
            {"id": "2", "kind": "numeric", "weight": "2", "answer": "12.5", "tolerance": "0"},
            {"id": "3", "kind": "short_text", "accept": {"en": ["yes"], "zh-hans": ["好", {"text": "嗯", "fraction": "1/2"}]}},
        ],
    },
}


@pytest.mark.parametrize("kind", FORMS)
def test_every_way_of_scoring_can_be_written_without_knowing_json(author, bank, kind):
    answer = add(author, kind, bank=bank.pk, stem_en="Is it so?", **FORMS[kind])

    assert answer.status_code == 302, faults(answer)
    assert Question.objects.get().versions.get().spec == {"stem": {"en": "Is it so?"}, **SPECS[kind]}


# What an author may write out although it is the default, and what no field of a form can say.
WRITTEN_OUT = [
    *((kind, {**specs.common("Is it so?"), **spec}) for kind, spec in SPECS.items() if kind != "cloze"),
    ("multiple", {**specs.multiple("right_minus_wrong"), "dock": "0.5"}),
    (
        "numeric",
        {
            **specs.numeric("0.50", "0.0"),
            "tolerance_kind": "nominal",
            "more": [{"answer": "1.0", "tolerance": "0.00", "tolerance_kind": "nominal"}],
        },
    ),
    ("numeric", {**specs.common("How far?"), **SPECS["numeric"], "unit_penalty_of": "earned", "feedback": specs.both("Yes.")}),
    (
        "short_text",
        {
            **specs.short_text(en=["1/2 | stays", {"text": "a"}, {"text": "b", "fraction": "1/3", "feedback": {"en": "Nearly."}}]),
            "case_sensitive": False,
        },
    ),
    ("matching", {**specs.matching(), "scoring": "partial"}),
    ("gap_select", {**specs.gap_select(), "gaps": list(reversed(specs.gap_select()["gaps"]))}),
    (
        "drag_words",
        {
            **specs.drag_words(),
            "options": [{**option, "many": False} if option["id"] == "a" else option for option in specs.drag_words()["options"]],
        },
    ),
    ("cloze", {**specs.common("Is it so?"), **SPECS["cloze"], "text": specs.both("Two lines:\n[[1]] gives [[2]], [[3]]")}),
]


@pytest.mark.parametrize(("kind", "spec"), WRITTEN_OUT)
def test_looking_at_a_question_changes_nothing_of_what_its_author_wrote_out(author, bank, now, kind, spec):
    question = create_question(bank=bank, external_id=kind, kind=kind, spec=spec, now=now)
    page = author.get(address("question", "edit", question.pk))

    answer = author.post(address("question", "edit", question.pk), filled(page))

    assert answer.status_code == 302, faults(answer)
    version = question.versions.get()
    assert (version.spec, version.made_at) == (spec, now)


def test_a_gap_without_a_right_word_is_named(author, bank):
    page = add(author, "gap_select", bank=bank.pk, stem_en="Is it so?", **{**FORMS["gap_select"], "row_2_gaps": "2"})

    assert "Nothing is right for [[3]] yet, which stands in English." in faults(page)


def test_a_choice_of_a_gap_that_changes_its_words_keeps_its_name(author, bank, now):
    question = create_question(bank=bank, external_id="cloze", kind="cloze", spec=specs.cloze(), now=now)
    target = address("question", "edit", question.pk)

    author.post(target, {**filled(author.get(target)), "row_1_lines_en": "boss\n= buyer", "row_1_lines_zh-hans": "老板\n= 买方"})

    choices = question.versions.get().spec["gaps"][0]["choices"]
    assert [(one["id"], one["text"]["en"], one["right"]) for one in choices] == [("a", "boss", False), ("b", "buyer", True)]
    assert choices[0]["feedback"] == specs.cloze()["gaps"][0]["choices"][0]["feedback"]


def test_a_gap_that_is_emptied_goes(author, bank, now):
    question = create_question(bank=bank, external_id="cloze", kind="cloze", spec=specs.cloze(), now=now)
    target = address("question", "edit", question.pk)

    author.post(target, {**filled(author.get(target)), "row_3_kind": "", "text_en": "[[1]], [[2]]", "text_zh-hans": "[[2]]，[[1]]"})

    assert [gap["id"] for gap in question.versions.get().spec["gaps"]] == ["1", "2"]
