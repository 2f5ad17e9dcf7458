"""Markers and regrades at the same moment: one mark, one verdict, one regrade."""

from datetime import timedelta
from uuid import UUID

import pytest

from quizzes.actions import (
    MarkedMeanwhile,
    Plan,
    RegradeOutOfDate,
    mark_answer,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Attempt, Mark, Quiz, Regrade
from tests.quizzes.marking import essay_of
from tests.quizzes.regrades import apply_regrade, looked, undo_regrade
from tests.quizzes.test_races import at_once

pytestmark = pytest.mark.race


def test_two_markers_at_once_give_one_mark_and_one_verdict(rep, pmm, admin, make_pitch, handing_in, told, now):
    attempt = handing_in(rep, make_pitch())
    slot = essay_of(attempt)

    results = at_once(
        *[lambda by=by, share=share: mark_answer(slot, marker=by, mark=share, now=now) for by, share in ((pmm, 1), (admin, 0))]
    )

    assert sorted(type(one).__name__ for one in results) == ["Mark", "MarkedMeanwhile"]
    assert len(told) == Mark.objects.count() == 1
    mark = Mark.objects.get()
    attempt.refresh_from_db()
    assert attempt.points == 1 + 2 * mark.mark


def test_one_marker_pressing_ten_times_gives_one_mark(rep, pmm, make_pitch, handing_in, told, now):
    slot = essay_of(handing_in(rep, make_pitch()))

    results = at_once(*[lambda: mark_answer(slot, marker=pmm, mark=1, comment="Good.", now=now)] * 10)

    assert {one.pk for one in results} == {Mark.objects.get().pk}
    assert len(told) == 1


def test_the_last_two_essays_marked_at_once_give_one_verdict(rep, pmm, admin, make_pitch, handing_in, told, now):
    attempt = handing_in(rep, make_pitch(essays=2))

    results = at_once(
        *[
            lambda by=by, place=place: mark_answer(essay_of(attempt, place), marker=by, mark=1, now=now)
            for place, by in enumerate((pmm, admin))
        ]
    )

    assert not any(isinstance(one, MarkedMeanwhile) for one in results)
    assert told == [(attempt.pk, 5, True)]


def test_ten_presses_apply_one_regrade_and_ten_more_undo_it_once(rep, pmm, paper, sit, newer, told, now):
    attempt = sit(rep, paper, "c", True, False)
    plan = Plan(paper, (newer(),), Regrade.Method.NEW_KEY)
    seen = looked(plan, by=pmm)

    results = at_once(*[lambda: apply_regrade(seen=seen, reason="Wrong key", by=pmm, now=now)] * 10)
    assert {one.uuid for one in results} == {UUID(str(seen))}
    regrade = Regrade.objects.get()
    at_once(*[lambda: undo_regrade(regrade, by=pmm, now=now)] * 10)

    assert told == [(attempt.pk, 2, True), (attempt.pk, 1, False)]


def test_of_two_different_regrades_at_once_one_is_out_of_date(rep, pmm, paper, sit, newer, now):
    attempt = sit(rep, paper, "c", True, False)
    version = newer()
    plans = [Plan(paper, (version,), method) for method in (Regrade.Method.NEW_KEY, Regrade.Method.FULL_MARKS)]
    seen = [looked(plan, by=pmm) for plan in plans]

    results = at_once(
        *[
            lambda plan=plan, token=token: apply_regrade(seen=token, reason="Wrong key", by=pmm, now=now)
            for plan, token in zip(plans, seen, strict=True)
        ]
    )

    assert sorted(type(one).__name__ for one in results) == ["Regrade", RegradeOutOfDate.__name__]
    attempt.refresh_from_db()
    assert attempt.points == 2


@pytest.mark.parametrize(("keep", "counts"), [("latest", [False, True]), ("average", [False, True]), ("first", [True, False])])
def test_two_attempts_of_one_learner_marked_at_once_agree_on_which_counts(rep, pmm, admin, make_pitch, handing_in, now, keep, counts):
    quiz = make_pitch(keep=keep, max_attempts=0)
    slots = [essay_of(handing_in(rep, quiz, at=now + place * timedelta(hours=1))) for place in range(2)]

    results = at_once(
        *[lambda by=by, slot=slot: mark_answer(slot, marker=by, mark=1, now=now) for by, slot in zip((pmm, admin), slots, strict=True)]
    )

    assert [type(one) for one in results] == [Mark, Mark]
    assert [one.counts_as_pass for one in Attempt.objects.order_by("number")] == counts


@pytest.mark.parametrize("keep", ["latest", "average"])
def test_marking_one_attempt_while_the_next_is_handed_in_leaves_no_false_pass(rep, pmm, make_pitch, handing_in, now, keep):
    quiz = make_pitch(keep=keep, max_attempts=0)
    slot = essay_of(handing_in(rep, quiz))
    later = start_attempt(learner=rep, quiz=quiz, now=now + timedelta(hours=1))

    results = at_once(
        lambda: mark_answer(slot, marker=pmm, mark=1, now=now), *[lambda: submit_attempt(later, now=now + timedelta(hours=1))] * 3
    )

    assert not [one for one in results if isinstance(one, Exception)]
    assert [(one.passed, one.counts_as_pass) for one in Attempt.objects.order_by("number")] == [(True, False), (False, False)]


def test_undoing_a_regrade_while_the_next_attempt_is_handed_in_leaves_no_false_pass(rep, pmm, paper, sit, newer, now):
    Quiz.objects.filter(pk=paper.pk).update(keep=Quiz.Keep.AVERAGE, pass_percent=60, max_attempts=0)
    paper.refresh_from_db()
    sit(rep, paper, "c", True, False)
    plan = Plan(paper, (newer(),), Regrade.Method.NEW_KEY)
    regrade = apply_regrade(seen=looked(plan, by=pmm), reason="Wrong key", by=pmm, now=now)
    later = sit(rep, paper, "c", True, False, hand_in=False)

    results = at_once(lambda: undo_regrade(regrade, by=pmm, now=now), lambda: submit_attempt(later, now=now))

    assert not [one for one in results if isinstance(one, Exception)]
    assert [(one.points, one.counts_as_pass) for one in Attempt.objects.order_by("number")] == [(1, False), (2, False)]
