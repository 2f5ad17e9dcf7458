"""What became of steps that nobody can do at present: a course that was unpublished, an exam that was retired.

They stay required. Whoever did them in time has done them.
"""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from academy.certification.models import Requirement
from academy.certification.models.progress import Step
from quizzes.models import Attempt


def what_became(step: Step, *, withdrawn: Collection[UUID]) -> str:
    """What became of a step that is open and that nobody can do, in words; empty where it is done or can be done.

    `withdrawn` are keys of courses that are not published. An exam that the
    learner has begun can be finished.
    """
    if step.is_met or step.waiting_since is not None or not _is_gone(step.requirement, withdrawn):
        return ""
    if isinstance(step.fact, Attempt) and (step.fact.is_open or step.fact.score_withheld):
        return ""
    return _("not offered at present, and still required: ask the owner of the certification")


def _is_gone(row: Requirement, withdrawn: Collection[UUID]) -> bool:
    if row.exam is not None:
        return not row.exam.is_open
    return row.course_key in withdrawn
