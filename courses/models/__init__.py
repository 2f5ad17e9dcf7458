"""Rows and pages of the courses."""

from courses.models.capability import Capability, Evidence
from courses.models.pages import AcademyIndexPage, CoursePage, LessonPage
from courses.models.policy import DealPolicy
from courses.models.progress import CheckAnswer, Enrolment, StepCompletion

__all__ = [
    "AcademyIndexPage",
    "Capability",
    "CheckAnswer",
    "CoursePage",
    "DealPolicy",
    "Enrolment",
    "Evidence",
    "LessonPage",
    "StepCompletion",
]
