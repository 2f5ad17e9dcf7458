"""The nightly work: the same idempotent actions over everybody."""

from datetime import datetime
from typing import Final

from academy.certification.actions.assignment import apply_assignments
from academy.certification.actions.cycle import open_due_renewals
from academy.certification.actions.review import review_due, review_everybody
from academy.certification.models import Standing
from academy.jobs import drive_all
from courses.actions import publish_due, repair_progress
from quizzes.actions import sweep

NOT_CLOSED: Final = "attempts_not_closed"
NOT_PUBLISHED: Final = "not_published"
JOBS_FAILED: Final = "jobs_failed"


def tick(*, now: datetime) -> dict[str, int]:
    """Do what time asks for.

    Publish and withdraw what was scheduled, close overdue attempts, open
    renewals and rewrite standings that have changed by time alone, which an
    index finds, and go on with long work. What was missed once is repaired at night.
    """
    scheduled = publish_due(now=now)
    swept = sweep(now=now)
    return {
        "published": scheduled.published,
        "expired": scheduled.expired,
        NOT_PUBLISHED: scheduled.failed,
        "attempts_closed": swept.closed,
        NOT_CLOSED: swept.failed,
        "renewals_opened": open_due_renewals(now=now, only=Standing.objects.stale(now)),
        "learners_reviewed": review_due(now=now),
        JOBS_FAILED: drive_all(now=now),
    }


def repair(*, now: datetime) -> dict[str, int]:
    """Do for everybody what a crash may have lost, and what time asks for. A second run changes nothing."""
    swept = sweep(now=now)
    return {
        "attempts_closed": swept.closed,
        NOT_CLOSED: swept.failed,
        "steps_repaired": repair_progress(now=now),
        "people_assigned": apply_assignments(now=now),
        "renewals_opened": open_due_renewals(now=now),
        "learners_reviewed": review_everybody(now=now),
    }
