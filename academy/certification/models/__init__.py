"""Rows of certification."""

from academy.certification.models.assignment import AssignmentRule
from academy.certification.models.award import Award, AwardEvent, AwardHolder
from academy.certification.models.certification import Certification, CertificationVersion
from academy.certification.models.cycle import Cycle
from academy.certification.models.evidence import PracticeReview, PracticeSubmission, SignOff
from academy.certification.models.requirement import Requirement, RubricRow
from academy.certification.models.standing import Standing

__all__ = [
    "AssignmentRule",
    "Award",
    "AwardEvent",
    "AwardHolder",
    "Certification",
    "CertificationVersion",
    "Cycle",
    "PracticeReview",
    "PracticeSubmission",
    "Requirement",
    "RubricRow",
    "SignOff",
    "Standing",
]
