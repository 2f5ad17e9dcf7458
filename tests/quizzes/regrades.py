"""Regrades done to their end: looked at, and applied as they were looked at."""

from time import sleep

from django.utils import timezone

from academy.jobs import drive
from quizzes import actions, reports
from quizzes.actions import ActionRefused, RegradeOutOfDate
from quizzes.actions.rescoring import outcome_of
from quizzes.models import Regrade


def finished(job, *, now):
    """The job at its end, whoever drives it. Raises what it was refused with."""
    while not (job := drive(job, now=now, seconds=60)).is_finished:
        assert not job.failures
        sleep(0.05)
    if job.error_code == RegradeOutOfDate.code:
        raise RegradeOutOfDate
    if job.error_code:
        raise ActionRefused(job.error)
    return job


def dry_run(plan, *, user, now=None):
    """What a plan would do."""
    now = now or timezone.now()
    return reports.dry_run(finished(actions.look_at(plan, by=user, now=now), now=now), user=user)


def lines_of(plan, *, by):
    """What would become of each answer."""
    return outcome_of(plan, learners=plan.learners(after=0), by=by).lines


def looked(plan, *, by):
    """The token of a dry run."""
    return dry_run(plan, user=by).job.uuid


def apply_regrade(*, seen, reason, by, now):
    """The regrade of a dry run."""
    finished(actions.apply_regrade(seen=seen, reason=reason, by=by, now=now), now=now)
    return Regrade.objects.get(uuid=seen)


def undo_regrade(regrade, *, by, now):
    """The regrade, taken back."""
    if (job := actions.undo_regrade(regrade, by=by, now=now)) is not None:
        finished(job, now=now)
    return Regrade.objects.get(pk=regrade.pk)
