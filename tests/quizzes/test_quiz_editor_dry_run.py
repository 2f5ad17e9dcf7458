"""A dry run: what a hundred papers say, on small cases that can be counted by hand."""

from fractions import Fraction
from random import Random
from time import perf_counter

import pytest

from quizzes.models import Attempt, Question, QuestionVersion, QuizSlot
from quizzes.question_types import question_type
from quizzes.reports import simulation
from quizzes.statistics.papers import Asked, Spread, by_group, exposure, guessing, overlap, passing_by_chance
from tests.quizzes import specs
from tests.quizzes.editing import address, faults, quiz_fields

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)


def asked(question, points=1, guess=0):
    return Asked(question, Fraction(points), Fraction(guess))


def test_guessing_is_weighed_by_points():
    papers = [[asked(1, 1, HALF), asked(2, 3, 0)], [asked(1, 1, HALF), asked(3, 1, HALF)]]

    assert guessing(papers) == (Fraction(1, 8) + HALF) / 2


def test_what_is_worth_nothing_counts_for_nothing():
    assert guessing([[asked(1, 0, 1)]]) == 0
    assert guessing([]) == 0


def test_overlap_is_the_mean_over_all_pairs():
    papers = [[asked(1), asked(2)], [asked(1), asked(3)], [asked(3), asked(2)]]

    assert overlap(papers) == HALF
    assert overlap([[asked(1)], [asked(1)]]) == 1
    assert overlap([[asked(1)], [asked(2)]]) == 0
    assert overlap([[asked(1)]]) == 0


def test_exposure_counts_papers():
    assert exposure([[asked(1), asked(2)], [asked(1)]]) == {1: 2, 2: 1}


def test_groups_are_spread_and_those_never_asked_are_there():
    papers = [[asked(1), asked(2)], [asked(1), asked(3)]]

    assert by_group(papers, {1: "a", 2: "a", 3: "b", 4: "c"}) == {
        "a": Spread(1, Fraction(3, 2), 2),
        "b": Spread(0, HALF, 1),
        "c": Spread(0, Fraction(0), 0),
    }


@pytest.mark.parametrize(("guess", "line", "share"), [(1, "1", 1), (0, "0.01", 0), (0, "0", 1)])
def test_who_always_or_never_guesses_right_always_or_never_passes(guess, line, share):
    papers = [[asked(1, Fraction(1, 3), guess), asked(2, Fraction(2, 3), guess)]]

    assert passing_by_chance(papers, pass_line=Fraction(line), guessers=50, chance=Random(1)) == share


def test_the_share_of_lucky_guessers_is_near_what_can_be_counted():
    """Two of two coins: a quarter. Of 4,000, three standard deviations are 2 percent."""
    papers = [[asked(1, 1, HALF), asked(2, 1, HALF)]] * 100

    assert abs(passing_by_chance(papers, pass_line=Fraction(1), guessers=40, chance=Random(7)) - QUARTER) < Fraction(2, 100)


@pytest.fixture
def author(client, pmm):
    client.force_login(pmm)
    return client


@pytest.mark.django_db
def test_fixed_questions_are_on_every_paper(quiz, questions):
    run = simulation(quiz, [QuizSlot(question=question) for question in questions[:2]])

    assert (run.papers, run.questions, run.common, run.never_count) == (100, 2, 1, 0)
    assert {one.share for one in run.most} == {1}
    guess = sum(question_type(one.kind).guess(one.spec) for one in QuestionVersion.objects.filter(question__in=questions[:2]))
    assert run.guess == Fraction(guess) / 2


@pytest.mark.django_db
def test_one_of_eight_is_in_common_with_an_eighth_of_the_others(quiz, bank, questions):
    run = simulation(quiz, [QuizSlot(bank=bank, draw=1)])

    assert abs(run.common - Fraction(1, 8)) < Fraction(3, 100)
    assert (run.available, run.narrow) == (8, ())


@pytest.mark.django_db
def test_the_same_parts_give_the_same_run(quiz, bank, questions):
    parts = [QuizSlot(bank=bank, draw=3)]

    assert simulation(quiz, parts) == simulation(quiz, parts)


@pytest.mark.django_db
def test_a_pool_near_its_limit_is_named(quiz, bank, questions):
    bank.refresh_from_db()

    run = simulation(quiz, [QuizSlot(bank=bank, draw=6)])

    assert [(part.name, part.available, part.wanted) for part in run.narrow] == [("Fast deals", 8, 6)]


@pytest.mark.django_db
def test_a_quiz_that_cannot_be_put_together_says_why(quiz, bank, questions):
    bank.refresh_from_db()

    assert simulation(quiz, [QuizSlot(bank=bank, draw=9)]).refusal == "“Fast deals” has 8 questions that fit, but 9 are drawn."
    assert simulation(quiz, []).refusal == "This quiz has no questions yet."


@pytest.mark.django_db
def test_the_page_says_it_and_nothing_is_written(author, exam):
    page = author.get(address("quiz", "dry_run", exam.pk))

    assert "100 papers of 8 questions each were drawn from 8." in faults(page)
    assert "Two papers have 100 % of their questions in common." in faults(page)
    assert "187 seconds for each question" in faults(page)
    assert not Attempt.objects.exists()


@pytest.mark.django_db
def test_a_form_that_is_not_saved_runs_too(author, bank, questions):
    page = author.post(
        address("quiz", "dry_run_of_form"), quiz_fields(bank, draw=4, pass_percent="nonsense"), headers={"X-Academy-Fragment": "1"}
    )

    assert "100 papers of 4 questions each were drawn from 8." in faults(page)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["rep", "manager", None])
def test_nobody_else_runs_it(client, request, exam, who):
    if who:
        client.force_login(request.getfixturevalue(who))

    answer = client.get(address("quiz", "dry_run", exam.pk))

    assert answer.status_code == 302
    assert answer.url.startswith("/academy/account/sign-in/")


@pytest.mark.django_db
def test_a_hundred_papers_of_fifty_from_five_hundred_are_quick(quiz, bank, now):
    made = Question.objects.bulk_create(Question(bank=bank, external_id=f"many-{number}") for number in range(500))
    QuestionVersion.objects.bulk_create(
        QuestionVersion(question=question, number=1, kind="single", spec=specs.single(), made_at=now, published_at=now) for question in made
    )
    parts = [QuizSlot(bank=bank, draw=50)]

    began = perf_counter()
    run = simulation(quiz, parts)

    assert perf_counter() - began < 2
    assert (run.questions, run.available) == (50, 508)
