"""The nightly work: the same idempotent actions over everybody."""

from datetime import datetime

from academy.certification.actions.assignment import apply_assignments
from academy.certification.actions.cycle import open_due_renewals
from academy.certification.actions.review import review_due, review_everybody
from courses.actions import repair_progress
from quizzes.actions import close_overdue


def tick(*, now: datetime) -> dict[str, int]:
    """Do what time asks for: close overdue attempts, open renewals, rewrite standings that have changed by time alone."""
    return {
        "attempts_closed": close_overdue(now=now),
        "renewals_opened": open_due_renewals(now=now),
        "learners_reviewed": review_due(now=now),
    }


def repair(*, now: datetime) -> dict[str, int]:
    """Do for everybody what a crash may have lost, and what time asks for. A second run changes nothing."""
    return {
        "attempts_closed": close_overdue(now=now),
        "steps_repaired": repair_progress(now=now),
        "people_assigned": apply_assignments(now=now),
        "renewals_opened": open_due_renewals(now=now),
        "learners_reviewed": review_everybody(now=now),
    }
