"""What a quiz covers: counted from the form as it stands, saved or not."""

from fractions import Fraction
from uuid import uuid4

import pytest

from courses.models import Capability
from quizzes.actions import create_question
from quizzes.models import Question, QuestionBank, Quiz, QuizSlot, seams
from quizzes.reports import coverage_of
from tests.quizzes import specs
from tests.quizzes.editing import address, faults, part, quiz_fields

pytestmark = pytest.mark.django_db
FRAGMENT = {"X-Academy-Fragment": "1"}


@pytest.fixture
def author(client, pmm):
    client.force_login(pmm)
    return client


@pytest.fixture
def inner(bank, now):
    """A bank inside the other, with two questions."""
    inner = QuestionBank.objects.create(slug="prices", title={"en": "Prices"}, parent=bank)
    for number in range(2):
        create_question(bank=inner, external_id=f"price-{number}", kind="single", spec=specs.single(), now=now)
    return inner


@pytest.fixture
def lessons(monkeypatch):
    """Three topics of one course, told by a layer above."""
    keys = [uuid4() for _lesson in range(3)]
    titles = ["What a small deal is", "The clock", "The price"]
    known = {key: seams.Topic(title=title, url="", heading="Fast deals course") for key, title in zip(keys, titles, strict=True)}
    monkeypatch.setattr(seams, "_topic_readers", [lambda wanted, reader: {key: known[key] for key in wanted if key in known}])
    monkeypatch.setattr(
        seams, "_topic_choices", [lambda: [("Fast deals course", list(zip(keys, titles, strict=True))), ("Other", [(uuid4(), "X")])]]
    )
    return keys


def lines(cover):
    return [(line.name, line.available, line.expected) for line in cover]


def test_banks_are_counted_with_what_an_attempt_asks_on_average(bank, inner, questions):
    coverage = coverage_of([QuizSlot(bank=bank, draw=5, include_children=True), QuizSlot(question=inner.questions.first())])

    assert (coverage.questions, coverage.available, coverage.refusal) == (6, 10, "")
    assert lines(coverage.banks) == [("Fast deals", 8, Fraction(5 * 8, 9)), ("Prices", 2, Fraction(5, 9) + 1)]


def test_topics_are_counted_and_those_never_asked_are_gaps(bank, questions, lessons):
    for question, key in zip(questions, [*[lessons[0]] * 3, *[lessons[1]] * 3, None, uuid4()], strict=True):
        Question.objects.filter(pk=question.pk).update(topic=key)

    coverage = coverage_of([QuizSlot(bank=bank, draw=4)])

    course, others = coverage.topics
    assert (course.heading, course.gaps) == ("Fast deals course", ("The price",))
    assert lines(course.lines) == [("The clock", 3, Fraction(3, 2)), ("What a small deal is", 3, Fraction(3, 2))]
    assert lines(others.lines) == [
        ("A lesson that is not there any more", 1, Fraction(1, 2)),
        ("Questions without a topic", 1, Fraction(1, 2)),
    ]


def test_a_pool_that_is_too_small_and_one_that_is_barely_enough_are_marked(bank, questions):
    bank.refresh_from_db()

    coverage = coverage_of([QuizSlot(bank=bank, draw=9), QuizSlot(bank=bank, draw=6), QuizSlot(bank=bank, draw=5)])

    assert [(part.too_small, part.narrow) for part in coverage.parts] == [(True, False), (False, True), (False, False)]
    assert coverage.refusal == "“Fast deals” has 8 questions that fit, but 9 are drawn."


def test_tags_count_with_any_and_with_all(author, bank, questions):
    questions[0].tags.set(["price", "deal"])
    questions[1].tags.set(["Price"])

    found = coverage_of([QuizSlot(bank=bank, tags=["price", "deal"]), QuizSlot(bank=bank, tags=["price", "deal"], tags_match="all")])

    assert [part.available for part in found.parts] == [2, 1]


def test_the_form_is_counted_without_being_saved(author, bank, questions):
    answer = author.post(address("quiz", "coverage"), quiz_fields(bank, draw=5, title_en=""), headers=FRAGMENT)

    assert answer.status_code == 200
    assert "An attempt has 5 questions. 8 can be asked in all." in faults(answer)
    assert b"<html" not in answer.content
    assert not Quiz.objects.exists()


def test_without_the_module_it_is_a_page(author, bank, questions):
    answer = author.post(address("quiz", "coverage"), quiz_fields(bank, draw=5))

    assert b"<html" in answer.content
    assert "What this quiz covers" in faults(answer)


def test_a_part_that_is_taken_away_or_not_complete_is_not_counted(author, bank, questions):
    rows = {
        **quiz_fields(bank, draw=5, **{"slots-TOTAL_FORMS": "4"}),
        **part(1, bank=bank.pk, DELETE="on"),
        **part(2),
        **part(3, question=questions[0].pk, points="nonsense"),
    }

    answer = author.post(address("quiz", "coverage"), rows, headers=FRAGMENT)

    assert "An attempt has 6 questions." in faults(answer)
    assert f'data-versions-for="id_slots-3-version"><option value="{questions[0].versions.get().pk}">' in answer.content.decode()


@pytest.mark.parametrize("total", ["", "x", "-1", "１", "99999999999"])
def test_nonsense_is_counted_as_nothing(author, bank, questions, total):
    answer = author.post(address("quiz", "coverage"), quiz_fields(bank, draw=5, **{"slots-TOTAL_FORMS": total}), headers=FRAGMENT)

    assert "Nothing is asked yet." in faults(answer)


def test_the_editor_shows_it_from_the_start(author, quiz):
    page = author.get(address("quiz", "edit", quiz.pk))

    assert "An attempt has 5 questions. 8 can be asked in all." in faults(page)


def test_more_parts_cost_no_more_queries(bank, questions, django_assert_max_num_queries):
    coverage_of([QuizSlot(bank=bank, draw=1)])  # the titles of lessons are remembered

    with django_assert_max_num_queries(10) as one:
        coverage_of([QuizSlot(bank=bank, draw=1)])
    with django_assert_max_num_queries(len(one)):
        coverage_of([QuizSlot(bank=bank, draw=1) for _part in range(5)])


@pytest.mark.parametrize("who", ["rep", "manager", None])
def test_nobody_else_counts(client, request, bank, questions, who):
    if who:
        client.force_login(request.getfixturevalue(who))

    answer = client.post(address("quiz", "coverage"), quiz_fields(bank, draw=5))

    assert answer.status_code == 302
    assert answer.url.startswith("/academy/account/sign-in/")


def test_a_bank_stands_for_the_capability_that_it_measures(bank, inner, questions, pmm, author, quiz):
    for slug, title, measured in [("fast", "Close a fast deal", bank), ("old", "Old", inner)]:
        Capability.objects.create(slug=slug, title={"en": title}, statement={"en": "x"}, kind="product", owner=pmm, bank=measured)
    Capability.objects.filter(slug="old").update(status=Capability.Status.RETIRED)

    banks = coverage_of([QuizSlot(bank=bank, draw=5, include_children=True)]).banks
    page = author.get(address("quiz", "edit", quiz.pk)).content.decode()

    assert [line.name for line in banks] == ["Close a fast deal (Fast deals)", "Prices"]
    assert "Close a fast deal (Fast deals)" in page
