"""Verbs of certification."""

from academy.certification.actions.assignment import apply_assignments
from academy.certification.actions.award import award_earned, choose_shown_name, revoke_award
from academy.certification.actions.cycle import open_cycle, open_due_renewals, reopen
from academy.certification.actions.exam import approach_exam, begin_exam
from academy.certification.actions.ownership import change_owner
from academy.certification.actions.practice import review_practice, submit_practice
from academy.certification.actions.refusals import AlreadyDecided, NotNow, NotTheOwner, Refused
from academy.certification.actions.repair import JOBS_FAILED, NOT_CLOSED, NOT_PUBLISHED, repair, tick
from academy.certification.actions.review import review_attempt, review_standing
from academy.certification.actions.sign_off import sign_off
from academy.certification.actions.version import new_version_from, publish_version, retire_certification

__all__ = [
    "JOBS_FAILED",
    "NOT_CLOSED",
    "NOT_PUBLISHED",
    "AlreadyDecided",
    "NotNow",
    "NotTheOwner",
    "Refused",
    "apply_assignments",
    "approach_exam",
    "award_earned",
    "begin_exam",
    "change_owner",
    "choose_shown_name",
    "new_version_from",
    "open_cycle",
    "open_due_renewals",
    "publish_version",
    "reopen",
    "repair",
    "retire_certification",
    "review_attempt",
    "review_practice",
    "review_standing",
    "revoke_award",
    "sign_off",
    "submit_practice",
    "tick",
]
