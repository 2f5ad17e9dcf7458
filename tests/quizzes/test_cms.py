"""Questions and quizzes in the administration, as a PMM who is no superuser."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import create_question, start_attempt
from quizzes.models import Question, QuestionBank, Quiz
from tests.quizzes import specs
from tests.quizzes.editing import address, faults, filled, quiz_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client, pmm):
    client.force_login(pmm)
    return client


def add(author, kind, **fields):
    target = f"{address('question', 'add')}?kind={kind}"
    return author.post(target, {**filled(author.get(target)), **fields})


def test_a_bank_is_made(author):
    answer = author.post(address("questionbank", "add"), {"title_en": "Desk", "title_zh-hans": "洛台", "slug": "desk"})

    assert answer.status_code == 302
    assert QuestionBank.objects.get(slug="desk").title == {"en": "Desk", "zh-hans": "洛台"}


def test_the_type_of_a_question_is_chosen_first(author):
    page = author.get(address("question", "add")).content.decode()

    assert "Matching" in page
    assert f"{address('question', 'add')}?kind=ordering" in page


@pytest.mark.parametrize("kind", ["", "?kind=", "?kind=riddle"])
def test_an_unknown_type_leads_back_to_the_choice(author, kind):
    answer = author.post(f"{address('question', 'add')}{kind}", {"stem_en": "?"})

    assert "Single choice" in answer.content.decode()
    assert not Question.objects.exists()


FORMS = {
    "single": {
        "row_1_text_en": "Yes",
        "row_2_text_en": "No",
        "row_2_text_zh-hans": "否",
        "row_2_right": "on",
        "row_2_feedback_en": "So it is.",
    },
    "multiple": {
        "row_1_text_en": "Yes",
        "row_1_right": "on",
        "row_2_text_en": "No",
        "row_3_text_en": "Maybe",
        "row_3_right": "on",
        "scoring": "halves",
    },
    "true_false": {"answer": "false"},
    "numeric": {"answer": "-11.70", "tolerance": "0.02", "unit_en": "degrees"},
    "short_text": {"accept_en": "ask\n\n find out *", "accept_zh-hans": "问"},
    "matching": {"row_1_left_en": "Twelve", "row_1_right_en": "Desk", "row_2_left_en": "Sixty", "row_2_right_en": "Flow"},
    "ordering": {"row_1_text_en": "One", "row_2_text_en": "Two", "row_3_text_en": "Three", "scoring": "absolute"},
}
SPECS = {
    "single": {
        "choices": [
            {"id": "a", "text": {"en": "Yes"}, "right": False},
            {"id": "b", "text": {"en": "No", "zh-hans": "否"}, "right": True, "feedback": {"en": "So it is."}},
        ]
    },
    "multiple": {
        "choices": [
            {"id": "a", "text": {"en": "Yes"}, "right": True},
            {"id": "b", "text": {"en": "No"}, "right": False},
            {"id": "c", "text": {"en": "Maybe"}, "right": True},
        ],
        "scoring": "halves",
    },
    "true_false": {"answer": False},
    "numeric": {"answer": "-11.70", "tolerance": "0.02", "unit": {"en": "degrees"}},
    "short_text": {"accept": {"en": ["ask", "find out *"], "zh-hans": ["问"]}},
    "matching": {
        "pairs": [
            {"id": "p1", "left": {"en": "Twelve"}, "right": {"en": "Desk"}},
            {"id": "p2", "left": {"en": "Sixty"}, "right": {"en": "Flow"}},
        ]
    },
    "ordering": {
        "items": [{"id": "i1", "text": {"en": "One"}}, {"id": "i2", "text": {"en": "Two"}}, {"id": "i3", "text": {"en": "Three"}}],
        "scoring": "absolute",
    },
}


@pytest.mark.parametrize("kind", FORMS)
def test_a_question_of_every_type_can_be_written(author, bank, pmm, kind):
    answer = add(author, kind, bank=bank.pk, stem_en="Is it so?", why_en="Because.", **FORMS[kind])

    question = Question.objects.get()
    version = question.versions.get()
    assert answer.url == address("question", "edit", question.pk)
    assert version.spec == {"stem": {"en": "Is it so?"}, "why": {"en": "Because."}, **SPECS[kind]}
    assert (version.kind, version.made_by, question.owner, question.external_id) == (kind, pmm, pmm, "is-it-so")
    assert list(Question.objects.in_use()) == [question]


UNTOUCHED = [
    *specs.SPECS.items(),
    *((kind, {key: specs.SPECS[kind][key] for key in specs.SPECS[kind] if key != "scoring"}) for kind in ("multiple", "ordering")),
]


@pytest.mark.parametrize(("kind", "spec"), UNTOUCHED)
def test_looking_at_a_question_and_saving_it_changes_nothing(author, bank, now, kind, spec):
    question = create_question(bank=bank, external_id=kind, kind=kind, spec=spec, now=now)
    page = author.get(address("question", "edit", question.pk))

    answer = author.post(address("question", "edit", question.pk), filled(page))

    assert answer.status_code == 302, faults(answer)
    version = question.versions.get()
    assert (version.spec, version.made_at) == (spec, now)


def test_a_faulty_question_is_refused_with_sentences_and_nothing_is_lost(author, bank):
    page = add(author, "single", bank=bank.pk, stem_en="Is it so?", row_1_text_en="Yes", row_2_text_en="No")

    assert page.status_code == 200
    assert "Exactly one choice must be right; here 0 are." in faults(page)
    assert filled(page)["row_1_text_en"] == "Yes"
    assert not Question.objects.exists()


def test_a_name_that_is_taken_is_refused(author, bank, questions):
    page = add(author, "true_false", bank=bank.pk, external_id="single", stem_en="Is it so?", answer="true")

    assert page.status_code == 200
    assert Question.objects.count() == len(questions)


def test_a_name_is_made_that_is_free(author, bank):
    for _twice in range(2):
        add(author, "true_false", bank=bank.pk, stem_en="Is it so?", answer="true")

    assert set(Question.objects.values_list("external_id", flat=True)) == {"is-it-so", "is-it-so-2"}


def test_changing_a_used_question_makes_a_new_version(author, rep, exam, questions):
    start_attempt(learner=rep, quiz=exam, now=timezone.now())
    target = address("question", "edit", questions[0].pk)

    author.post(target, {**filled(author.get(target)), "stem_en": "What else is small?"})

    assert [version.spec["stem"]["en"] for version in questions[0].versions.all()] == ["What is a small deal?", "What else is small?"]


def test_an_emptied_choice_goes_and_the_others_keep_their_ids(author, questions):
    target = address("question", "edit", questions[0].pk)

    author.post(
        target,
        {**filled(author.get(target)), "row_1_text_en": "", "row_1_text_zh-hans": "", "row_5_text_en": "New", "row_5_text_zh-hans": "新"},
    )

    assert [choice["id"] for choice in questions[0].versions.get().spec["choices"]] == ["b", "c", "d", "e"]


def test_an_item_is_moved_by_its_place(author, questions):
    target = address("question", "edit", questions[6].pk)

    author.post(target, {**filled(author.get(target)), "row_4_place": "1"})

    assert [item["id"] for item in questions[6].versions.get().spec["items"]] == ["i4", "i1", "i2", "i3"]


def test_the_page_of_a_question_previews_it_without_its_key(author, questions):
    page = BeautifulSoup(author.get(address("question", "edit", questions[0].pk)).content, "html.parser")

    preview = page.select_one("fieldset.academy[disabled]")
    assert "What is a small deal?" in preview.get_text()
    assert specs.SENTINEL not in preview.get_text()
    assert page.select_one("#w-editor-form fieldset.academy") is None


def test_a_question_is_retired_and_brought_back(author, questions):
    target = address("question", "edit", questions[0].pk)

    author.post(target, {**filled(author.get(target)), "retired": "on"})
    assert not Question.objects.in_use().filter(pk=questions[0].pk).exists()

    fields = filled(author.get(target))
    fields.pop("retired")
    author.post(target, fields)
    assert Question.objects.in_use().filter(pk=questions[0].pk).exists()


def test_a_question_that_a_quiz_needs_is_not_retired(author, make_quiz, questions):
    make_quiz(draw=8)
    target = address("question", "edit", questions[0].pk)

    page = author.post(target, {**filled(author.get(target)), "retired": "on"})

    assert "“Fast deals” has 7 questions that fit, but 8 are drawn." in faults(page)
    questions[0].refresh_from_db()
    assert questions[0].retired_at is None


def test_questions_are_listed_and_found_by_what_they_ask(author, questions):
    everything = author.get(address("question", "list")).content.decode()
    found = author.get(address("question", "list"), {"q": "small deal"}).content.decode()
    chinese = author.get(address("question", "list"), {"q": "order.（中"}).content.decode()

    assert "Put the story in order." in everything
    assert "What is a small deal?" in found
    assert "Put the story in order." not in found
    assert "Put the story in order." in chinese
    assert "small deal" not in chinese


def test_the_list_costs_no_more_for_more_questions(author, bank, questions, now, django_assert_max_num_queries):
    author.get(address("question", "list"))
    with django_assert_max_num_queries(25) as eight:
        author.get(address("question", "list"))
    for number in range(8):
        create_question(bank=bank, external_id=f"more-{number}", kind="single", spec=specs.single(), now=now)
    with django_assert_max_num_queries(25) as sixteen:
        author.get(address("question", "list"))

    assert len(sixteen) == len(eight)


def test_the_chooser_shows_what_is_asked(author, questions):
    page = author.get(reverse("wagtailsnippetchoosers_academy_quizzes_question:choose"), {"q": "story"}).json()["html"]

    assert "Put the story in order." in page
    assert "small deal" not in page


def test_a_quiz_is_made_and_published(author, bank, questions, rep):
    answer = author.post(address("quiz", "add"), quiz_fields(bank, draw=3))

    assert answer.status_code == 302, faults(answer)
    attempt = start_attempt(learner=rep, quiz=Quiz.objects.get(), now=timezone.now())
    assert attempt.slots.count() == 3


def test_publishing_with_too_small_a_pool_is_refused_with_the_number(author, bank, questions):
    page = author.post(address("quiz", "add"), quiz_fields(bank, draw=9))

    assert page.status_code == 200
    assert "“Fast deals” has 8 questions that fit, but 9 are drawn." in faults(page)
    assert not Quiz.objects.exists()


def test_a_draft_may_wait_for_its_questions(author, bank, questions):
    answer = author.post(address("quiz", "add"), quiz_fields(bank, draw=9, state="draft"))

    assert answer.status_code == 302
    assert Quiz.objects.get().published_at is None


def test_a_part_is_one_question_or_a_bank(author, bank, questions):
    neither = author.post(address("quiz", "add"), quiz_fields(bank, draw=3, **{"slots-0-bank": ""}))
    both = author.post(address("quiz", "add"), quiz_fields(bank, draw=3, **{"slots-0-question": str(questions[0].pk)}))

    for page in (neither, both):
        assert "Choose either one question or a bank to draw from." in faults(page)
    assert not Quiz.objects.exists()


def test_a_quiz_is_retired(author, quiz):
    target = address("quiz", "edit", quiz.pk)

    answer = author.post(target, {**filled(author.get(target)), "state": "retired"})

    assert answer.status_code == 302, faults(answer)
    assert not Quiz.objects.published().exists()


def test_a_rep_sees_nothing_of_it(client, rep, questions):
    client.force_login(rep)

    assert client.get(address("question", "edit", questions[0].pk)).status_code == 302
    assert client.get(address("question", "list")).status_code == 302
