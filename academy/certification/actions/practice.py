"""Practice: handed in by the learner, judged once by somebody else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.audit import audited
from academy.certification.actions.learner import hold
from academy.certification.actions.refusals import AlreadyDecided, CycleClosed, NotOneself, PointsMissing
from academy.certification.actions.review import review_standing
from academy.certification.conf import REVIEW
from academy.certification.models import Cycle, PracticeReview, PracticeSubmission, Requirement
from quizzes.permissions import may_decide_on


@transaction.atomic
def submit_practice(*, cycle: Cycle, requirement: Requirement, note: str = "", link: str = "", now: datetime) -> PracticeSubmission:
    """Hand a practice in for review.

    One that waits already is returned unchanged, so pressing twice hands in
    once. Raises AlreadyDecided once it is passed, CycleClosed after the run.
    """
    hold(cycle.learner)
    cycle = open_one(cycle)
    newest = (
        PracticeSubmission.objects.filter(cycle=cycle, requirement=requirement)
        .select_related("review")
        .order_by("-submitted_at", "-pk")
        .first()
    )
    if newest is not None and newest.review_or_none is None:
        return newest
    if newest is not None and newest.review_or_none and newest.review_or_none.passed:
        raise AlreadyDecided(_("This practice is passed already."))
    submission = PracticeSubmission.objects.create(cycle=cycle, requirement=requirement, note=note, link=link, submitted_at=now)
    review_standing(learner=cycle.learner, now=now, certification=cycle.certification)
    return submission


@audited(REVIEW, by="reviewer", about="submission")
def review_practice(
    submission: PracticeSubmission,
    *,
    reviewer: Any,
    points: Mapping[str, int],
    comment: str = "",
    passed: bool | None = None,
    now: datetime,
) -> PracticeReview:
    """Judge a practice once, row by row of its rubric.

    `passed=None` follows the pass line; False asks to repeat whatever the
    points; True is refused below the line. Raises PointsMissing, NotOneself,
    CycleClosed, and AlreadyDecided when somebody else was faster.
    """
    learner = submission.cycle.learner
    if not may_decide_on(reviewer, learner):
        raise NotOneself
    hold(learner)
    _refuse_second(submission)
    cycle = open_one(submission.cycle)
    total = total_of(submission.requirement, points)
    verdict = _verdict(submission.requirement, total, passed)
    try:
        with transaction.atomic():
            review = PracticeReview.objects.create(
                submission=submission,
                reviewer=reviewer,
                points=dict(points),
                total=total,
                passed=verdict,
                comment=comment,
                reviewed_at=now,
            )
    except IntegrityError as error:  # a database without row locks
        raise AlreadyDecided(_("Already reviewed.")) from error
    review_standing(learner=learner, now=now, certification=cycle.certification)
    return review


def _refuse_second(submission: PracticeSubmission) -> None:
    existing = PracticeReview.objects.filter(submission=submission).select_related("reviewer__academy_person").first()
    if existing is not None:
        raise AlreadyDecided(_("Already reviewed by %(name)s.") % {"name": _name(existing.reviewer)})


def _verdict(requirement: Requirement, total: int, passed: bool | None) -> bool:
    reached = total >= (requirement.pass_points or 0)
    if passed and not reached:
        raise PointsMissing(_("The points do not reach the pass line."))
    return reached if passed is None else passed


def total_of(requirement: Requirement, points: Mapping[str, int]) -> int:
    """The sum over the rubric. Raises PointsMissing unless each row has points that it offers, and no other."""
    rows = {row.slug: row.most_points for row in requirement.rubric.all()}
    if set(rows) != set(points) or any(not 0 <= points[slug] <= most for slug, most in rows.items()):
        raise PointsMissing(_("Give points for every row of the rubric."))
    return sum(points.values())


def open_one(cycle: Cycle) -> Cycle:
    """The cycle as it is now. Raises CycleClosed unless it is open."""
    cycle = Cycle.objects.select_related("certification", "version", "learner").get(pk=cycle.pk)
    if not cycle.is_open:
        raise CycleClosed
    return cycle


def _name(user: Any) -> str:
    return str(getattr(user, "academy_person", user))
