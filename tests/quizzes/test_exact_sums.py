"""Points are exact and kept in so many letters: whatever an author or marker writes, their sum fits or is refused before."""

import copy
from decimal import Decimal
from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.actions import (
    ActionRefused,
    Plan,
    SpecError,
    TooFine,
    create_question,
    mark_answer,
    publish_quiz,
    revise_question,
    save_answer,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Quiz, QuizSlot, Regrade
from quizzes.models.fields import LONGEST, fits
from quizzes.question_types import question_type
from quizzes.question_types.rubrics import rubric_mark
from quizzes.question_types.tries import adaptive, interactive
from tests.quizzes import specs
from tests.quizzes.conftest import said
from tests.quizzes.editing import address, faults, quiz_fields
from tests.quizzes.marking import essay_of
from tests.quizzes.regrades import dry_run


def primes():
    """Six-digit primes."""
    number = 999_983
    while True:
        if all(number % divisor for divisor in range(3, 1000, 2)):
            yield number
        number -= 2


PRIMES = list(islice(primes(), 40))


def cloze(*weights):
    """As many gaps as weights, each answered by 1."""
    names = [f"g{place}" for place in range(len(weights))]
    gaps = [
        {"id": name, "kind": "numeric", "answer": "1", "tolerance": "0", "weight": weight}
        for name, weight in zip(names, weights, strict=True)
    ]
    text = " ".join(f"[[{name}]]" for name in names)
    return {**specs.common("Fill."), "text": specs.both(text, text), "gaps": gaps}


# A question


def test_weights_whose_sum_would_not_fit_are_refused_in_a_sentence():
    with pytest.raises(SpecError, match="too fine to be added up exactly"):
        question_type("cloze").validate(cloze(*(f"1/{prime}" for prime in PRIMES[:20])))


@pytest.mark.parametrize("weights", [("1", "2", "0.5"), ("1/3", "1/7", "2/9"), ("0.123456789", "1"), tuple("1" * 50)])
def test_weights_that_people_write_are_taken(weights):
    question_type("cloze").validate(cloze(*weights))


def test_so_are_levels_of_a_rubric_and_points_of_a_conversation():
    rubric = [
        {
            "id": f"r{place}",
            "title": specs.both(f"Row {place}"),
            "levels": [{"text": specs.both("no"), "points": 0}, {"text": specs.both("yes"), "points": f"1/{prime}"}],
        }
        for place, prime in enumerate(PRIMES[:20])
    ]
    journey = specs.scenario()
    journey["nodes"][0]["choices"] = [
        specs.said(f"c{place}", f"1/{prime}", "n2", text=f"Say {place}") for place, prime in enumerate(PRIMES[:20])
    ]

    for kind, spec in (("essay", specs.essay(rubric=rubric)), ("scenario", journey)):
        with pytest.raises(SpecError, match="too fine"):
            question_type(kind).validate(spec)


@pytest.mark.parametrize("kind", specs.SPECS)
def test_specs_of_every_type_are_coarse_enough(kind):
    assert 1 <= question_type(kind).grain(specs.SPECS[kind]) < 10**6


weights = st.fractions(min_value=Fraction(1, 9999), max_value=50, max_denominator=9999).map(str)


@given(weights=st.lists(weights, min_size=2, max_size=4), penalty=st.sampled_from(["0", "1/3", "0.07"]), data=st.data())
def test_every_mark_of_weighted_gaps_over_any_tries_is_a_multiple_of_the_grain(weights, penalty, data):
    asked, spec = question_type("cloze"), {**cloze(*weights), "penalty": penalty}
    tries = data.draw(st.lists(st.lists(st.booleans(), min_size=len(weights), max_size=len(weights)), min_size=1, max_size=4))
    answers = [{"gaps": {f"g{place}": "1" if right else "2" for place, right in enumerate(each)}} for each in tries]

    by_parts = interactive([asked.parts(spec, answer) for answer in answers], penalty=Fraction(penalty))
    best = adaptive([asked.grade(spec, answer) for answer in answers], penalty=Fraction(penalty))

    assert [(mark * asked.grain(spec)).denominator for mark in (by_parts, best)] == [1, 1]


@given(scoring=st.sampled_from(["all_or_nothing", "absolute", "next_item", "relative"]), order=st.permutations(["i1", "i2", "i3", "i4"]))
def test_every_mark_of_an_order_is(scoring, order):
    asked, spec = question_type("ordering"), specs.ordering(scoring)

    assert (asked.grade(spec, {"order": list(order)}) * asked.grain(spec)).denominator == 1


@given(
    scoring=st.sampled_from(["all_or_nothing", "right_minus_wrong", "every_decision", "halves", "proportional"]),
    chosen=st.sets(st.sampled_from("abcde"), min_size=1),
    dock=st.sampled_from([None, "1/7", "0.3"]),
)
def test_every_mark_of_ticks_is(scoring, chosen, dock):
    spec = specs.multiple(scoring, of="abcde", right="abd")
    if dock and scoring == "right_minus_wrong":
        spec["dock"] = dock
    asked = question_type("multiple")

    assert (asked.grade(spec, {"choices": sorted(chosen)}) * asked.grain(spec)).denominator == 1


@given(path=st.sampled_from([["a"], ["b"], ["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"]]), points=weights)
def test_every_mark_of_a_conversation_is(path, points):
    asked, spec = question_type("scenario"), specs.scenario()
    spec["nodes"][0]["choices"][1]["points"] = points

    assert (asked.grade(spec, {"path": path}) * asked.grain(spec)).denominator == 1


@given(first=st.tuples(st.integers(0, 1), st.integers(0, 2)), second=st.tuples(st.integers(0, 1), st.integers(0, 2)))
def test_every_mean_of_two_markers_is(first, second):
    asked, spec = question_type("essay"), specs.essay()
    one, other = (rubric_mark(spec, dict(zip(("r1", "r2"), levels, strict=True))) for levels in (first, second))

    assert ((one + other) / 2 * asked.grain(spec)).denominator == 1


# A quiz


@pytest.fixture
def worth(bank, now):
    """A draft of true-false questions worth so much."""

    def make(*points):
        quiz = Quiz.objects.create(slug="worth", title={"en": "Worth"}, pass_percent=Decimal(50), max_attempts=0)
        for place, each in enumerate(points):
            question = create_question(bank=bank, external_id=f"q{place}", kind="true_false", spec=specs.true_false(), now=now)
            QuizSlot.objects.create(quiz=quiz, question=question, points=each, sort_order=place)
        return quiz

    return make


@pytest.mark.django_db
def test_a_quiz_whose_points_would_not_fit_is_not_published(worth, now):
    quiz = worth(*(Fraction(1, prime) for prime in PRIMES[:20]))

    with pytest.raises(TooFine, match="Give simpler points or weights"):
        publish_quiz(quiz, now=now)


@pytest.mark.django_db
def test_the_finest_quiz_that_is_published_keeps_every_sum(worth, rep, now):
    quiz = publish_quiz(worth(*(1 + Fraction(1, prime) for prime in PRIMES[:13])), now=now)
    attempt = start_attempt(learner=rep, quiz=quiz, now=now)
    for slot in attempt.slots.select_related("version"):
        save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=now)

    attempt = submit_attempt(attempt, now=now)

    assert attempt.points == attempt.max_points
    assert 150 < len(str(attempt.points)) <= LONGEST


@pytest.mark.django_db
def test_a_large_bank_of_odd_questions_of_which_few_are_drawn_is_published(bank, now):
    for place, prime in enumerate(PRIMES):
        spec = cloze("1", f"{prime}")
        create_question(bank=bank, external_id=f"c{place}", kind="cloze", spec=spec, now=now)
    quiz = Quiz.objects.create(slug="few", title={"en": "Few"}, max_attempts=0)
    part = QuizSlot.objects.create(quiz=quiz, bank=bank, draw=5, sort_order=0)

    assert publish_quiz(quiz, now=now).published_at
    part.draw = 30
    part.save()
    with pytest.raises(TooFine):
        publish_quiz(quiz, now=now)


@pytest.mark.django_db
def test_an_attempt_does_not_begin_where_questions_became_too_fine_since(worth, rep, pmm, now):
    quiz = publish_quiz(worth(*[Fraction(1)] * 20), now=now)
    for slot, prime in zip(quiz.slots.select_related("question"), PRIMES[:20], strict=True):
        revise_question(slot.question, kind="cloze", spec=cloze("1", f"{prime}"), by=pmm, now=now)

    with pytest.raises(TooFine):
        start_attempt(learner=rep, quiz=quiz, now=now)


@pytest.mark.django_db
def test_the_editor_says_so(client, pmm, bank, now):
    for place, prime in enumerate(PRIMES[:20]):
        create_question(bank=bank, external_id=f"c{place}", kind="cloze", spec=cloze("1", f"{prime}"), now=now)
    client.force_login(pmm)

    page = client.post(address("quiz", "add"), quiz_fields(bank, draw=20))

    assert page.status_code == 200
    assert "The points of this quiz cannot be added up exactly" in faults(page)
    assert not Quiz.objects.exists()


# Marks and regrades


@pytest.mark.django_db
def test_a_mark_that_could_not_be_added_to_the_others_is_refused(rep, pmm, make_pitch, handing_in, now):
    attempt = handing_in(rep, make_pitch(essays=30))
    refused = None
    for place in range(30):
        try:
            mark_answer(essay_of(attempt, place), marker=pmm, mark=Fraction(1, PRIMES[place]), now=now)
        except ActionRefused as refusal:
            refused = refusal
            mark_answer(essay_of(attempt, place), marker=pmm, mark=Fraction(1, 2), now=now)

    attempt.refresh_from_db()
    assert "cannot be added to the others exactly" in str(refused)
    assert attempt.points is not None
    assert fits(attempt.points)


@pytest.mark.django_db
def test_a_regrade_whose_sums_would_not_fit_is_refused(rep, pmm, bank, now):
    quiz = Quiz.objects.create(slug="gaps", title={"en": "Gaps"}, max_attempts=0)
    for place in range(30):
        question = create_question(bank=bank, external_id=f"c{place}", kind="cloze", spec=cloze("1", "1"), now=now)
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place)
    attempt = start_attempt(learner=rep, quiz=publish_quiz(quiz, now=now), now=now)
    slots = list(attempt.slots.select_related("version__question"))
    for slot in slots:
        gaps = {token: "1" if one == "g0" else "2" for token, one in slot.layout["gaps"]}
        save_answer(attempt, position=slot.position, data={"gaps": gaps}, revision=0, now=now)
    submit_attempt(attempt, now=now)
    for slot, prime in zip(slots, PRIMES, strict=False):
        revise_question(slot.version.question, kind="cloze", spec=copy.deepcopy(cloze("1", f"{prime - 1}")), by=pmm, now=now)
    plan = Plan(quiz, tuple(slot.version for slot in slots), Regrade.Method.NEW_KEY, keeps_higher=False)

    with pytest.raises(ActionRefused, match="could not be added up exactly"):
        dry_run(plan, user=pmm)
