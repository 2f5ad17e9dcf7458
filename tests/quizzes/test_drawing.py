"""Which questions an attempt gets."""

from collections import Counter
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.actions import PoolTooSmall, create_question, publish_quiz, retire_question, revise_question, start_attempt, submit_attempt
from quizzes.models import QuestionBank, QuestionVersion, Quiz, QuizSlot
from tests.quizzes import specs


@pytest.fixture
def fill(now):
    """Fill a bank with single choices: `fill(bank, 3, level=2, tags=["price"])`."""

    def make(bank, count, *, tags=(), **fields):
        taken = bank.questions.count()
        made = []
        for number in range(taken, taken + count):
            question = create_question(bank=bank, external_id=f"q{number}", kind="single", spec=specs.single(), now=now, **fields)
            question.tags.add(*tags)
            made.append(question)
        return made

    return make


@pytest.fixture
def paper(now):
    """Make a published quiz of the given parts."""

    def make(*parts, **fields):
        quiz = Quiz.objects.create(slug="paper", title={"en": "Paper"}, max_attempts=0, **fields)
        for order, part in enumerate(parts):
            QuizSlot.objects.create(quiz=quiz, sort_order=order, **part)
        return publish_quiz(quiz, now=now)

    return make


def asked(attempt):
    """The short names of the questions, in the order they are asked."""
    return [slot.version.question.external_id for slot in attempt.slots.select_related("version__question").order_by("position")]


def test_no_question_comes_twice_although_pools_overlap(rep, bank, fill, paper, now):
    (only,) = fill(bank, 1, tags=["price"])
    fill(bank, 3)
    quiz = paper({"bank": bank, "draw": 3}, {"bank": bank, "draw": 1, "tags": ["price"]})

    for _attempt in range(10):
        attempt = start_attempt(learner=rep, quiz=quiz, now=now)
        submit_attempt(attempt, now=now)

        names = asked(attempt)
        assert len(names) == len(set(names)) == 4
        assert only.external_id in names


def test_a_fixed_question_is_not_drawn_as_well(rep, bank, fill, paper, now):
    fixed, *_others = fill(bank, 3)
    quiz = paper({"question": fixed}, {"bank": bank, "draw": 2})

    names = asked(start_attempt(learner=rep, quiz=quiz, now=now))

    assert Counter(names) == Counter(["q0", "q1", "q2"])


def test_what_the_learner_has_seen_least_comes_first(rep, bank, fill, paper, now):
    fill(bank, 6)
    quiz = paper({"bank": bank, "draw": 2})

    seen = []
    for _attempt in range(3):
        attempt = start_attempt(learner=rep, quiz=quiz, now=now)
        seen += asked(submit_attempt(attempt, now=now))

    assert sorted(seen) == ["q0", "q1", "q2", "q3", "q4", "q5"]


def test_a_bank_is_drawn_from_with_the_banks_inside_it(rep, bank, fill, paper, now):
    inside = QuestionBank.objects.create(slug="inside", title={"en": "Inside"}, parent=bank)
    deeper = QuestionBank.objects.create(slug="deeper", title={"en": "Deeper"}, parent=inside)
    for each in (bank, inside, deeper):
        fill(each, 1)

    quiz = paper({"bank": bank, "draw": 3, "include_children": True})

    assert start_attempt(learner=rep, quiz=quiz, now=now).slots.count() == 3
    Quiz.objects.filter(pk=quiz.pk).update(slug="other")
    with pytest.raises(PoolTooSmall):
        paper({"bank": bank, "draw": 2})


def test_tags_are_meant_as_any_or_as_all(rep, bank, fill, paper, now):
    fill(bank, 1, tags=["price"])
    fill(bank, 1, tags=["Security"])
    fill(bank, 1, tags=["price", "security"])
    both = {"bank": bank, "tags": ["price", "security"]}

    quiz = paper({**both, "draw": 1, "tags_match": "all"}, {**both, "draw": 2, "tags_match": "any"}, shuffle_questions=False)

    assert asked(start_attempt(learner=rep, quiz=quiz, now=now))[0] == "q2"


def test_a_pool_can_ask_for_a_level(rep, bank, fill, paper, now):
    fill(bank, 4, level=1)
    fill(bank, 2, level=3)

    quiz = paper({"bank": bank, "draw": 2, "level": 3})

    assert sorted(asked(start_attempt(learner=rep, quiz=quiz, now=now))) == ["q4", "q5"]


def test_a_pinned_version_is_asked_although_there_is_a_newer_one(rep, bank, fill, paper, now, pmm):
    (question,) = fill(bank, 1)
    first = question.versions.get()
    quiz = paper({"question": question, "version": first})
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)
    newest = revise_question(question, kind="single", spec={**specs.single(), "stem": specs.both("Something else?")}, by=pmm, now=now)

    attempt = start_attempt(learner=rep, quiz=quiz, now=now)

    assert newest.number == 2
    assert attempt.slots.get().version == first


def test_sections_keep_their_order_and_are_shuffled_inside(rep, bank, fill, paper, now):
    fill(bank, 3, tags=["one"])
    fill(bank, 3, tags=["two"])
    quiz = paper(
        {"section": {"en": "Part one"}, "bank": bank, "draw": 3, "tags": ["one"]},
        {"section": {"en": "Part two"}, "bank": bank, "draw": 3, "tags": ["two"]},
        questions_per_page=2,
    )

    orders = set()
    for _attempt in range(12):
        attempt = start_attempt(learner=rep, quiz=quiz, now=now)
        names = tuple(asked(submit_attempt(attempt, now=now)))
        orders.add(names)
        assert (set(names[:3]), set(names[3:])) == ({"q0", "q1", "q2"}, {"q3", "q4", "q5"})

    slots = attempt.slots.order_by("position")
    assert [slot.section["en"] for slot in slots] == ["Part one"] * 3 + ["Part two"] * 3
    assert [slot.page for slot in slots] == [1, 1, 2, 3, 3, 4]
    assert len(orders) > 1


def test_zero_questions_on_a_page_means_a_page_for_each_section(rep, bank, fill, paper, now):
    fill(bank, 4)
    fixed = list(bank.questions.all())
    quiz = paper(
        {"section": {"en": "One"}, "question": fixed[0]},
        {"question": fixed[1]},
        {"section": {"en": "Two"}, "question": fixed[2]},
        questions_per_page=0,
    )

    pages = start_attempt(learner=rep, quiz=quiz, now=now).slots.order_by("position").values_list("page", flat=True)

    assert list(pages) == [1, 1, 2]


def test_parts_are_worth_what_the_author_says(rep, bank, fill, paper, answering, now):
    first, second = fill(bank, 2)
    quiz = paper({"question": first, "points": "1/3"}, {"question": second, "points": "5/3"}, shuffle_questions=False)

    attempt = submit_attempt(answering(start_attempt(learner=rep, quiz=quiz, now=now), right=1), now=now)

    assert (attempt.points, attempt.max_points) == (Fraction(1, 3), 2)


def test_a_pool_that_became_too_small_refuses_the_start_and_not_the_middle(rep, bank, fill, paper, now):
    fill(bank, 2)
    quiz = paper({"bank": bank, "draw": 2})
    QuestionVersion.objects.filter(question__external_id="q1").update(published_at=None)

    with pytest.raises(PoolTooSmall, match="has 1 question that fits, but 2 are drawn"):
        start_attempt(learner=rep, quiz=quiz, now=now)

    assert not rep.academy_quiz_attempts.exists()


def test_a_question_needed_by_a_tag_cannot_be_retired(bank, fill, paper, now):
    priced, _other = fill(bank, 1, tags=["price"]) + fill(bank, 1)
    paper({"bank": bank, "draw": 1, "tags": ["price"]})

    with pytest.raises(PoolTooSmall):
        retire_question(priced, now=now)


def test_a_pool_that_others_empty_is_named_with_what_is_left(bank, fill, paper):
    fill(bank, 3)

    with pytest.raises(PoolTooSmall, match="other parts of the quiz need some of them: 1 of 2 are left"):
        paper({"bank": bank, "draw": 2}, {"bank": bank, "draw": 2})


def test_starting_costs_the_same_for_ten_questions_and_for_fifty(rep, bank, fill, paper, now):
    fill(bank, 60)
    counts = []
    for size in (10, 50):
        Quiz.objects.update(slug=f"before-{size}")
        quiz = paper({"bank": bank, "draw": size})
        with CaptureQueriesContext(connection) as queries:
            start_attempt(learner=rep, quiz=quiz, now=now)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 20
