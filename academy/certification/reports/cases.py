"""From one certification of a learner, as it was read, to what is true of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from academy.certification.models import AwardEvent, Requirement
from academy.certification.models.facts import Case
from academy.certification.models.standing import State
from academy.certification.reports.steps import StepLine
from academy.certification.reports.truth import Kind, Matter, Truth
from courses.models import quizzes_before
from quizzes.models import Way


def matter_of(case: Case, *, learner: Any, now: datetime, lines: Mapping[UUID, StepLine], ways: Mapping[int, Way]) -> Matter:
    """`lines` are the steps as the reader sees them, by key of the requirement: a course leads where its line does."""

    def course(matter: Matter, row: Requirement) -> Truth | None:
        line = lines.get(row.uuid)
        if line is None or not line.door:
            return None
        return matter.says(Kind.NEXT, line.title, url=line.door, label=_("Go to the course"), minutes=line.minutes)

    is_revoked = case.standing is not None and case.standing.state == State.REVOKED
    revoked = case.award.event(AwardEvent.Kind.REVOKED) if case.award and is_revoked else None
    return Matter(
        certification=case.certification,
        learner=case.learner_or(learner),
        now=now,
        standing=case.standing,
        progress=case.progress,
        revoked_at=revoked.at if revoked else None,
        revoked_because=str(revoked.public_text) if revoked else "",
        ways=ways,
        withdrawn={
            row.course_key: lines[row.uuid].title
            for row in case.requirements
            if row.course_key and row.uuid in lines and lines[row.uuid].gone
        },
        course=course,
    )


def ways_of(case: Case, learner: Any) -> dict[int, Way]:
    """What the exams that are still open allow, by their keys. One query where there is one, else none."""
    steps = {step.requirement.exam_id: step for step in case.progress.open_steps if step.requirement.exam_id} if case.progress else {}
    return {quiz.pk: Way.of(quiz, steps[quiz.pk].attempts) for quiz in quizzes_before(learner, list(steps))}
