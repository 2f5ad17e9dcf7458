"""Who may lose by a regrade: nobody by one answer, nobody as a whole, unless that is wanted; and what was never handed in."""

from datetime import timedelta
from decimal import Decimal

import pytest

from quizzes.actions import ActionRefused, Plan, close_overdue, revise_question
from quizzes.models import Attempt, AttemptSlot, OnExpiry, QuestionVersion, Quiz, Regrade
from tests.quizzes import specs
from tests.quizzes.marking import essay_of
from tests.quizzes.regrades import apply_regrade, looked

pytestmark = pytest.mark.django_db

KEY, FULL, DROP = Regrade.Method.NEW_KEY, Regrade.Method.FULL_MARKS, Regrade.Method.DROP


@pytest.fixture
def regraded(pmm, now):
    """Look, then apply: `regraded(Plan(...))`."""

    def regrade(plan):
        return apply_regrade(seen=looked(plan, by=pmm), reason="Wrong key", by=pmm, now=now)

    return regrade


@pytest.fixture
def turned(paper, pmm, now):
    """Let the newer version of the first true-or-false question say the opposite: `turned()` is the one that was asked."""

    def revise():
        asked = QuestionVersion.objects.get(question__external_id="tf-0")
        revise_question(asked.question, kind="true_false", spec=specs.true_false(answer=False), by=pmm, now=now)
        return asked

    return revise


def points_of(attempt):
    return [slot.points for slot in AttemptSlot.objects.filter(attempt=attempt).order_by("position")]


def score(attempt):
    attempt = Attempt.objects.get(pk=attempt.pk)
    return attempt.points, attempt.max_points, attempt.passed


@pytest.mark.parametrize(("keeps_higher", "points", "whole"), [(True, [1, 1, 0], (2, 3, True)), (False, [1, 0, 0], (1, 3, False))])
def test_of_two_answers_the_one_that_gains_is_changed_and_the_one_that_loses_is_not(
    rep, paper, sit, newer, turned, regraded, keeps_higher, points, whole
):
    attempt = sit(rep, paper, "c", True, False)

    regraded(Plan(paper, (newer(), turned()), KEY, keeps_higher=keeps_higher))

    assert points_of(attempt) == points
    assert score(attempt) == whole


def test_an_answer_that_neither_gains_nor_loses_is_marked_by_the_new_key(rep, paper, sit, newer, regraded):
    attempt = sit(rep, paper, "a", True, False)

    regraded(Plan(paper, (newer(),), KEY))

    slot = AttemptSlot.objects.get(attempt=attempt, version__question__external_id="choice")
    assert (slot.points, slot.graded_by.number) == (0, 2)


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        # 3 of 3 is as good as 2 of 2: that is no loss.
        (("b", True, True), (2, 2, True)),
        # 1 of 3 becomes 1 of 2.
        (("a", True, False), (1, 2, False)),
        # 2 of 3 would become 1 of 2.
        (("b", True, False), (2, 3, True)),
        (("a", False, False), (0, 2, False)),
    ],
)
def test_a_question_is_dropped_where_the_whole_attempt_does_not_lose(rep, paper, sit, first, said, whole, regraded):
    attempt = sit(rep, paper, *said)
    plan = Plan(paper, (first,), DROP)

    if whole[1] == 3:
        with pytest.raises(ActionRefused, match="change nothing"):
            regraded(plan)
    else:
        regraded(plan)

    assert score(attempt) == whole


def test_two_dropped_questions_are_judged_by_what_both_come_to(rep, paper, sit, first, regraded):
    """The first alone would cost something, the second alone would not; both together make 1 of 3 into 0 of 1."""
    other = QuestionVersion.objects.get(question__external_id="tf-0")
    attempt = sit(rep, paper, "b", False, False)

    with pytest.raises(ActionRefused, match="change nothing"):
        regraded(Plan(paper, (first, other), DROP))

    assert score(attempt) == (1, 3, False)


@pytest.mark.parametrize(("right", "keeps_higher", "dropped"), [(True, True, False), (False, True, True), (True, False, True)])
def test_while_a_marker_is_awaited_only_what_earned_nothing_is_dropped(rep, make_pitch, handing_in, regraded, right, keeps_higher, dropped):
    quiz = make_pitch()
    attempt = handing_in(rep, quiz, right=right)
    choice = attempt.slots.get(version__kind="single")
    plan = Plan(quiz, (choice.version,), DROP, keeps_higher=keeps_higher)

    if dropped:
        regraded(plan)
    else:
        with pytest.raises(ActionRefused, match="change nothing"):
            regraded(plan)

    choice.refresh_from_db()
    assert choice.is_dropped == dropped
    assert Attempt.objects.get(pk=attempt.pk).points is None
    assert essay_of(attempt).points is None


@pytest.mark.parametrize("method", [KEY, FULL, DROP])
def test_what_was_never_handed_in_is_regraded_by_no_method(rep, stranger, paper, sit, newer, regraded, now, method):
    Quiz.objects.filter(pk=paper.pk).update(on_expiry=OnExpiry.ABANDON, time_limit_minutes=10, pass_percent=Decimal(50))
    paper.refresh_from_db()
    handed_in, left = sit(rep, paper, "c", True, False), sit(stranger, paper, "c", True, True, hand_in=False)
    close_overdue(now=now + timedelta(hours=1))
    before = (points_of(left), score(left))

    plan = Plan(paper, (newer(),), method, keeps_higher=False)
    regrade = regraded(plan)

    assert before == ([0, 0, 0], (0, 3, False))
    assert (points_of(left), score(left)) == before
    assert not Attempt.objects.get(pk=left.pk).counts_as_pass
    assert set(regrade.verdicts.values_list("attempt", flat=True)) == {handed_in.pk}
    assert not AttemptSlot.objects.filter(attempt=left, is_dropped=True).exists()
    assert not AttemptSlot.objects.filter(attempt=left, is_given=True).exists()
