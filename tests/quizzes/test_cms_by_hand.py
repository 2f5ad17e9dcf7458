"""Writing essays, files to hand in, scenarios and texts in the administration."""

import pytest
from django.utils import timezone

from quizzes.actions import create_question
from quizzes.models import Question
from tests.quizzes import specs
from tests.quizzes.editing import address, faults, filled
from tests.quizzes.test_cms import add

pytestmark = pytest.mark.django_db

RUBRIC = {
    "row_1_title_en": "Clear",
    "row_1_level_1_en": "No",
    "row_1_points_1": "0",
    "row_1_level_2_en": "Yes",
    "row_1_points_2": "2",
    "row_1_level_3_en": "Very",
    "row_1_points_3": "5/2",
}
ROWS = [
    {
        "id": "r1",
        "title": {"en": "Clear"},
        "levels": [
            {"text": {"en": "No"}, "points": 0},
            {"text": {"en": "Yes"}, "points": 2},
            {"text": {"en": "Very"}, "points": "5/2"},
        ],
    }
]
FORMS = {
    "essay": {**RUBRIC, "least_words": "50", "template_en": "Dear owner"},
    "upload": {"takes": "file", "endings": ["pdf", "mp4"]},
    "scenario": {
        "row_1_says_en": "How fast?",
        "row_1_text_1_en": "Today",
        "row_1_points_1": "1/2",
        "row_1_to_1": "2",
        "row_1_text_2_en": "Never",
        "row_1_consequence_2_en": "They leave.",
        "row_1_points_2": "-0.5",
        "row_2_says_en": "How much?",
        "row_2_text_1_en": "Forty",
        "row_2_points_1": "1/2",
    },
    "description": {},
}
SPECS = {
    "essay": {"rubric": ROWS, "least_words": 50, "template": {"en": "Dear owner"}},
    "upload": {"takes": "file", "endings": ["pdf", "mp4"]},
    "scenario": {
        "start": "n1",
        "nodes": [
            {
                "id": "n1",
                "says": {"en": "How fast?"},
                "choices": [
                    {"id": "c1", "text": {"en": "Today"}, "points": "1/2", "to": "n2"},
                    {"id": "c2", "text": {"en": "Never"}, "consequence": {"en": "They leave."}, "points": "-0.5", "to": ""},
                ],
            },
            {"id": "n2", "says": {"en": "How much?"}, "choices": [{"id": "c3", "text": {"en": "Forty"}, "points": "1/2", "to": ""}]},
        ],
    },
    "description": {},
}


@pytest.fixture
def author(client, pmm):
    client.force_login(pmm)
    return client


@pytest.mark.parametrize("kind", FORMS)
def test_a_question_of_every_type_can_be_written(author, bank, kind):
    answer = add(author, kind, bank=bank.pk, stem_en="Is it so?", **FORMS[kind])

    version = Question.objects.get().versions.get()
    assert answer.status_code == 302
    assert (version.kind, version.spec) == (kind, {"stem": {"en": "Is it so?"}, **SPECS[kind]})


def test_a_faulty_scenario_is_refused_with_sentences_and_nothing_is_lost(author, bank):
    fields = {
        **FORMS["scenario"],
        "row_2_to_1": "1",
        "row_1_points_1": "half",
        "row_3_says_en": "Nobody comes here",
        "row_3_text_1_en": "No",
    }

    page = add(author, "scenario", bank=bank.pk, stem_en="Is it so?", **fields)
    mended = add(author, "scenario", bank=bank.pk, stem_en="Is it so?", **{**fields, "row_1_points_1": "1/2"})

    assert "Write a share, such as 1/3, 0.25 or 25 %." in faults(page)
    assert "This step leads back to itself" in faults(mended)
    assert filled(page)["row_1_text_1_en"] == "Today"
    assert not Question.objects.exists()


def test_a_step_that_begins_is_shown_first_whatever_its_place(author, bank):
    spec = specs.scenario()
    spec["nodes"].reverse()
    question = create_question(bank=bank, external_id="talk", kind="scenario", spec=spec, now=timezone.now())

    page = author.get(address("question", "edit", question.pk))

    assert filled(page)["row_1_says_en"] == "How fast can you be?"
    assert author.post(address("question", "edit", question.pk), filled(page)).status_code == 302
    assert question.versions.get().spec == spec
