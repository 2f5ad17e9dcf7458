"""From facts to progress: pure, though a page asks the database for its content type."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from academy.certification.models import Cycle, PracticeReview, PracticeSubmission, Requirement, SignOff
from academy.certification.models.progress import Facts, evaluate
from academy.certification.models.standing import Held, State, Steps, standing_state
from courses.models import CoursePage
from quizzes.models import Attempt, Quiz

OPENED = datetime(2026, 6, 1, 9, tzinfo=UTC)
BEFORE, AFTER, LATER = OPENED - timedelta(days=30), OPENED + timedelta(days=1), OPENED + timedelta(days=2)
CYCLE = Cycle(pk=1, path="initial", opened_at=OPENED)
KEY = uuid4()


def row(kind, pk=1, **fields):
    return Requirement(pk=pk, kind=kind, path="initial", **fields)


def course(**fields):
    return row("course", course=CoursePage(translation_key=KEY), **fields)


def attempt(started, *, passed=None, waiting=False, withheld=False):
    closed = passed is not None
    made = Attempt(
        started_at=started,
        submitted_at=started if closed or waiting else None,
        graded_at=started if closed else None,
        passed=passed,
        counts_as_pass=bool(passed),
    )
    made.score_withheld = withheld
    return made


def practice(at, *, passed=None, cycle=1):
    submission = PracticeSubmission(cycle_id=cycle, submitted_at=at)
    if passed is not None:
        submission.review = PracticeReview(passed=passed, reviewed_at=at)
    return submission


def state_of(requirements, facts):
    return standing_state(held=None, steps=evaluate(requirements, facts, CYCLE).as_steps(), at=LATER)


def test_a_course_done_before_counts_only_where_once_is_enough(db):
    facts = Facts(completed_courses={KEY: BEFORE}, touched_courses={KEY: BEFORE})

    assert not evaluate([course()], facts, CYCLE).is_met
    assert evaluate([course(once=True)], facts, CYCLE).is_met


def test_a_course_written_in_a_form_always_counts_once_for_ever(db):
    written, exam = course(), row("exam", exam=Quiz())

    written.clean()
    exam.clean()

    assert (written.once, exam.once) == (True, False)


def test_an_attempt_counts_by_when_it_was_started():
    exam = [row("exam", exam_id=7)]

    assert not evaluate(exam, Facts(attempts={7: [attempt(BEFORE, passed=True)]}), CYCLE).is_met
    assert evaluate(exam, Facts(attempts={7: [attempt(OPENED, passed=True)]}), CYCLE).is_met


def test_failed_holds_until_the_next_attempt_starts():
    exam = [row("exam", exam_id=7)]

    assert state_of(exam, Facts(attempts={7: [attempt(AFTER, passed=False)]})) == State.FAILED
    assert state_of(exam, Facts(attempts={7: [attempt(AFTER, passed=False), attempt(LATER)]})) == State.IN_PROGRESS


def test_what_waits_for_a_marker_is_waiting_and_neither_failed_nor_met():
    exam = [row("exam", exam_id=7)]
    facts = Facts(attempts={7: [attempt(AFTER, passed=False), attempt(LATER, waiting=True)]})

    assert state_of(exam, facts) == State.AWAITING_REVIEW
    assert evaluate(exam, facts, CYCLE).waiting_since == LATER


def test_what_is_held_back_is_neither_failed_nor_met_nor_waiting_for_anybody():
    exam = [row("exam", exam_id=7)]

    for passed in (True, False):
        facts = Facts(attempts={7: [attempt(AFTER, passed=passed, withheld=True)]})
        assert state_of(exam, facts) == State.IN_PROGRESS


def test_a_pass_is_not_undone_by_a_later_failure():
    facts = Facts(attempts={7: [attempt(AFTER, passed=True), attempt(LATER, passed=False)]})

    assert evaluate([row("exam", exam_id=7)], facts, CYCLE).is_met


def test_a_practice_waits_until_reviewed_and_then_the_sign_off_alone_is_missing():
    rows = [row("practice", pk=1), row("sign_off", pk=2)]

    assert state_of(rows, Facts(practices={1: [practice(AFTER)]})) == State.AWAITING_REVIEW
    assert state_of(rows, Facts(practices={1: [practice(AFTER, passed=True)]})) == State.AWAITING_SIGN_OFF
    assert state_of(rows, Facts(practices={1: [practice(AFTER, passed=False)]})) == State.IN_PROGRESS
    assert state_of(rows, Facts(practices={1: [practice(AFTER, passed=False), practice(LATER)]})) == State.AWAITING_REVIEW


def test_facts_of_another_cycle_do_not_count():
    rows = [row("practice", pk=1), row("sign_off", pk=2)]
    facts = Facts(practices={1: [practice(AFTER, passed=True, cycle=9)]}, sign_offs={2: [SignOff(cycle_id=9, signed_at=AFTER)]})

    assert evaluate(rows, facts, CYCLE).done == 0


def test_a_first_lesson_makes_it_begun(db):
    assert state_of([course(once=True)], Facts(touched_courses={KEY: BEFORE})) == State.IN_PROGRESS
    assert state_of([course()], Facts(touched_courses={KEY: BEFORE})) == State.NOT_STARTED


def test_no_requirements_are_never_met():
    assert not evaluate([], Facts(), CYCLE).is_met


def test_a_renewal_without_requirements_asks_for_those_of_the_first_certificate():
    renewal = Cycle(pk=2, path="renewal", opened_at=OPENED)

    assert evaluate([row("exam", exam_id=7)], Facts(), renewal).total == 1


def test_a_held_award_outranks_the_steps_of_a_renewal():
    failed = Steps(begun=True, last_exam_failed=True)
    held = Held(valid_until=LATER, renewal_opens_at=AFTER, revoked=False)

    assert [standing_state(held=held, steps=failed, at=at) for at in (OPENED, AFTER, LATER)] == ["certified", "expiring", "expired"]
    assert standing_state(held=Held(LATER, AFTER, revoked=True), steps=failed, at=LATER) == State.REVOKED


def test_what_waits_for_somebody_else_outranks_a_failed_exam():
    exam, role_play = row("exam", 1, exam=Quiz(pk=7)), row("practice", 2)
    failed = {7: [attempt(AFTER, passed=False)]}

    assert state_of([exam, role_play], Facts(attempts=failed)) == State.FAILED
    assert state_of([exam, role_play], Facts(attempts=failed, practices={2: [practice(AFTER)]})) == State.AWAITING_REVIEW


def test_a_practice_that_has_to_be_repeated_is_no_failed_exam():
    exam, role_play = row("exam", 1, exam=Quiz(pk=7)), row("practice", 2)

    assert state_of([exam, role_play], Facts(practices={2: [practice(AFTER, passed=False)]})) == State.IN_PROGRESS


def test_of_two_that_wait_the_one_that_waits_longest_counts():
    rows = [row("practice", 1), row("practice", 2)]
    facts = Facts(practices={1: [practice(LATER)], 2: [practice(AFTER)]})

    assert evaluate(rows, facts, CYCLE).waiting_since == AFTER
