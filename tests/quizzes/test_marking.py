"""Marking by people: what an answer comes to, and when an attempt gets its verdict."""

from datetime import timedelta
from fractions import Fraction

import pytest

from quizzes.actions import ActionRefused, MarkedMeanwhile, mark_answer, start_attempt, submit_attempt
from quizzes.models import Attempt, AttemptSlot, Mark, Quiz
from tests.quizzes.marking import essay_of

HALF = Fraction(1, 2)


@pytest.fixture
def marked(pmm, now):
    """Mark an answer: `marked(slot, HALF, by=admin)`."""

    def mark(slot, share=Fraction(1), *, by=pmm, **said):
        return mark_answer(slot, marker=by, now=now, **{"mark": share, **said})

    return mark


def test_nothing_passes_while_an_essay_waits(rep, make_pitch, handing_in, told):
    attempt = handing_in(rep, make_pitch())

    assert (attempt.points, attempt.passed, attempt.counts_as_pass, attempt.graded_at) == (None, None, False, None)
    assert told == []


def test_the_last_mark_gives_the_verdict_and_tells_it_once(rep, make_pitch, handing_in, marked, told, now):
    attempt = handing_in(rep, make_pitch(essays=2))

    marked(essay_of(attempt, 0))
    assert not told
    marked(essay_of(attempt, 1), HALF)

    attempt.refresh_from_db()
    assert (attempt.points, attempt.max_points, attempt.passed, attempt.counts_as_pass, attempt.graded_at) == (4, 5, True, True, now)
    assert told == [(attempt.pk, 4, True)]


def test_a_mark_is_exact(rep, make_pitch, handing_in, marked):
    attempt = handing_in(rep, make_pitch(points=1), right=True)

    marked(essay_of(attempt), Fraction(1, 5))

    attempt.refresh_from_db()
    assert (attempt.points, attempt.passed) == (Fraction(6, 5), True)


def test_a_rubric_is_marked_by_its_levels(rep, make_pitch, handing_in, marked):
    slot = essay_of(handing_in(rep, make_pitch(rubric=True)))

    mark = marked(slot, None, levels={"opens": 2, "asks": 1})

    slot.refresh_from_db()
    assert (mark.mark, mark.levels, slot.points) == (Fraction(3, 4), {"opens": 2, "asks": 1}, Fraction(3, 2))


@pytest.mark.parametrize(
    "levels", [None, {}, {"opens": 2}, {"opens": 2, "asks": 3}, {"opens": 2, "asks": True}, {"opens": 0, "asks": 0, "x": 0}]
)
def test_half_a_rubric_is_refused(rep, make_pitch, handing_in, marked, levels):
    slot = essay_of(handing_in(rep, make_pitch(rubric=True)))

    with pytest.raises(ActionRefused):
        marked(slot, None, levels=levels)

    assert not Mark.objects.exists()


@pytest.mark.parametrize("share", [None, Fraction(-1, 100), Fraction(101, 100)])
def test_a_mark_lies_between_nothing_and_everything(rep, make_pitch, handing_in, marked, share):
    slot = essay_of(handing_in(rep, make_pitch()))

    with pytest.raises(ActionRefused):
        marked(slot, share)

    assert not Mark.objects.exists()


def test_saying_the_same_twice_is_one_mark(rep, make_pitch, handing_in, marked, told):
    slot = essay_of(handing_in(rep, make_pitch()))

    first = marked(slot, HALF, comment="Ask first.")
    second = marked(slot, HALF, comment=" Ask first. ", seen=0)

    assert first == second
    assert len(told) == Mark.objects.count() == 1


def test_a_marker_may_think_again_until_the_verdict(rep, make_pitch, handing_in, marked):
    attempt = handing_in(rep, make_pitch(essays=2))

    marked(essay_of(attempt, 0), HALF)
    marked(essay_of(attempt, 0), Fraction(1))
    marked(essay_of(attempt, 1), Fraction(1))

    attempt.refresh_from_db()
    assert attempt.points == 5
    with pytest.raises(MarkedMeanwhile, match="only by a regrade"):
        marked(essay_of(attempt, 0), HALF)


def test_whoever_comes_second_is_told_and_changes_nothing(rep, make_pitch, handing_in, marked, admin):
    attempt = handing_in(rep, make_pitch(essays=2))
    marked(essay_of(attempt), HALF)

    with pytest.raises(MarkedMeanwhile, match="Somebody else has marked"):
        marked(essay_of(attempt), Fraction(1), by=admin)

    assert essay_of(attempt).points == 1


def test_a_second_page_of_the_same_marker_is_told_too(rep, make_pitch, handing_in, marked):
    attempt = handing_in(rep, make_pitch(essays=2))
    marked(essay_of(attempt), HALF)

    with pytest.raises(MarkedMeanwhile, match="another page"):
        marked(essay_of(attempt), Fraction(1), seen=0)

    assert Mark.objects.count() == 1


def test_nobody_marks_an_own_answer(pmm, make_pitch, handing_in, marked):
    slot = essay_of(handing_in(pmm, make_pitch()))

    with pytest.raises(ActionRefused, match="of their own"):
        marked(slot)

    assert not AttemptSlot.objects.markable_by(pmm).exists()


def test_an_open_attempt_is_not_marked(rep, make_pitch, marked, pmm, now):
    attempt = start_attempt(learner=rep, quiz=make_pitch(), now=now)

    with pytest.raises(ActionRefused, match="not handed in"):
        marked(essay_of(attempt))

    assert not AttemptSlot.objects.markable_by(pmm).exists()


def test_a_blank_essay_waits_for_nobody(rep, make_pitch, pmm, now):
    attempt = submit_attempt(start_attempt(learner=rep, quiz=make_pitch(), now=now), now=now)

    assert (attempt.points, attempt.passed) == (0, False)
    assert not AttemptSlot.objects.markable_by(pmm).exists()


# Two markers


def test_two_markers_decide_by_their_mean(rep, make_pitch, handing_in, marked, admin):
    attempt = handing_in(rep, make_pitch(two_markers=True))

    marked(essay_of(attempt), HALF)
    assert essay_of(attempt).points is None
    marked(essay_of(attempt), Fraction(3, 4), by=admin)

    assert essay_of(attempt).points == Fraction(5, 4)


def test_where_two_differ_by_more_than_a_quarter_a_third_decides(rep, make_pitch, handing_in, marked, admin, make_person):
    attempt, third = handing_in(rep, make_pitch(two_markers=True)), make_person("third", job_role="pmm")

    marked(essay_of(attempt), Fraction(0))
    marked(essay_of(attempt), Fraction(26, 100), by=admin)
    assert essay_of(attempt).points is None
    marked(essay_of(attempt), HALF, by=third)

    assert essay_of(attempt).points == 1


def test_thinking_again_does_not_make_the_first_marker_the_third(rep, make_pitch, handing_in, marked, admin, make_person):
    attempt, third = handing_in(rep, make_pitch(essays=2, two_markers=True)), make_person("third", job_role="pmm")
    for share, by in [(Fraction(0), None), (Fraction(1), admin), (HALF, third)]:
        marked(essay_of(attempt), share, **({"by": by} if by else {}))

    marked(essay_of(attempt), Fraction(1, 10))

    assert essay_of(attempt).points == 1


def test_the_queue_leaves_an_answer_to_those_who_have_not_marked_it(rep, make_pitch, handing_in, marked, pmm, admin):
    attempt = handing_in(rep, make_pitch(two_markers=True))

    marked(essay_of(attempt))

    assert not AttemptSlot.objects.left_to(pmm).exists()
    assert AttemptSlot.objects.left_to(admin).get() == essay_of(attempt)


# Several attempts that count together


def test_with_the_first_kept_a_later_attempt_never_passes_while_the_first_waits(rep, make_pitch, handing_in, marked, told, now):
    quiz = make_pitch(keep=Quiz.Keep.FIRST)
    first = handing_in(rep, quiz, right=False)
    second = handing_in(rep, quiz, at=now + timedelta(hours=1))

    marked(essay_of(second))
    assert not Attempt.objects.counting_as_pass().exists()
    marked(essay_of(first), Fraction(0))

    assert not Attempt.objects.counting_as_pass().exists()


def test_with_the_average_kept_a_later_attempt_is_judged_again(rep, make_pitch, handing_in, marked, told, now):
    quiz = make_pitch(keep=Quiz.Keep.AVERAGE)
    first = handing_in(rep, quiz)
    second = handing_in(rep, quiz, at=now + timedelta(hours=1))
    marked(essay_of(second))
    assert not Attempt.objects.counting_as_pass().exists()

    marked(essay_of(first), HALF)

    assert Attempt.objects.counting_as_pass().get() == second
    assert [pk for pk, _points, _passed in told] == [second.pk, first.pk, second.pk]
