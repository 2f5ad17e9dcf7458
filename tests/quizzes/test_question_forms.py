"""Tags, hints and banks in the administration."""

import pytest

from quizzes.actions import create_question, start_attempt
from quizzes.models import Question, QuestionBank
from tests.quizzes import specs
from tests.quizzes.editing import address, faults, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client, pmm):
    client.force_login(pmm)
    return client


def change(author, question, **fields):
    target = address("question", "edit", question.pk)
    return author.post(target, {**filled(author.get(target)), **fields})


def tags_of(question):
    return sorted(tag.name for tag in question.tags.all())


def test_a_question_gets_tags_when_it_is_written(author, bank):
    target = f"{address('question', 'add')}?kind=true_false"

    author.post(target, {**filled(author.get(target)), "bank": bank.pk, "stem_en": "So?", "answer": "true", "tags": "price, small deal"})

    assert tags_of(Question.objects.get()) == ["price", "small deal"]


def test_tags_change_without_a_new_version(author, exam, rep, questions, now):
    start_attempt(learner=rep, quiz=exam, now=now)
    questions[0].tags.set(["price"])

    change(author, questions[0], tags="deal, clock")

    assert tags_of(questions[0]) == ["clock", "deal"]
    assert questions[0].versions.count() == 1


def test_tags_stay_where_nothing_is_changed(author, questions):
    questions[0].tags.set(["price", "small deal"])

    change(author, questions[0])

    assert tags_of(questions[0]) == ["price", "small deal"]


def test_questions_are_listed_by_tag(author, questions):
    questions[0].tags.set(["price"])
    tag = questions[0].tags.get()

    page = author.get(address("question", "list"), {"tag": tag.pk}).content.decode()

    assert "What is a small deal?" in page
    assert "Put the story in order." not in page


def test_hints_and_a_penalty_are_written(author, questions):
    change(
        author,
        questions[0],
        hint_1_en="Think of days.",
        **{"hint_1_zh-hans": "想想天数"},
        hint_2_en="Ten.",
        **{"hint_2_zh-hans": "十"},
        penalty="1/4",
    )

    spec = questions[0].versions.get().spec
    assert spec["hints"] == [{"text": {"en": "Think of days.", "zh-hans": "想想天数"}}, {"text": {"en": "Ten.", "zh-hans": "十"}}]
    assert spec["penalty"] == "1/4"


@pytest.mark.parametrize("number", [0, 1, 3, 12])
def test_looking_at_hints_and_saving_makes_no_new_version(author, bank, now, number):
    hints = {"hints": [{"text": specs.both(f"Hint {one}")} for one in range(number)]} if number else {}
    spec = {**specs.single(), **hints, "penalty": "0.3333333"}
    question = create_question(bank=bank, external_id="hinted", kind="single", spec=spec, now=now)

    answer = change(author, question)

    assert answer.status_code == 302, faults(answer)
    version = question.versions.get()
    assert (version.spec, version.made_at) == (spec, now)


@pytest.mark.parametrize("written", ["2", "-0.1", "x", "1/0", "NaN", "１"])
def test_a_penalty_that_is_no_share_is_refused(author, questions, written):
    page = change(author, questions[0], penalty=written)

    assert "Write a share from 0 to 1, such as 1/3 or 0.25." in faults(page)
    assert "penalty" not in questions[0].versions.get().spec


def test_banks_are_listed_as_a_tree_with_all_that_lies_in_them(author, bank, questions, now):
    inner = QuestionBank.objects.create(slug="a-prices", title={"en": "Prices"}, parent=bank)
    innermost = QuestionBank.objects.create(slug="a-rebates", title={"en": "Rebates"}, parent=inner)
    QuestionBank.objects.create(slug="zzz", title={"en": "Last"})
    create_question(bank=innermost, external_id="one", kind="single", spec=specs.single(), now=now)

    tree = [(one.slug, one.depth, one.in_use, one.in_all) for one in QuestionBank.objects.as_tree()]

    assert tree == [("fast-deals", 0, 8, 9), ("a-prices", 1, 0, 1), ("a-rebates", 2, 1, 1), ("zzz", 0, 0, 0)]
    assert "\u2003\u2003Rebates" in author.get(address("questionbank", "list")).content.decode()


@pytest.mark.parametrize("inside", ["itself", "its child"])
def test_a_bank_never_lies_inside_itself(author, bank, inside):
    inner = QuestionBank.objects.create(slug="inner", title={"en": "Inner"}, parent=bank)
    target = address("questionbank", "edit", bank.pk)

    page = author.post(target, {**filled(author.get(target)), "parent": bank.pk if inside == "itself" else inner.pk})

    assert "A bank cannot lie inside itself, or inside a bank that lies in it." in faults(page)
    bank.refresh_from_db()
    assert bank.parent is None
