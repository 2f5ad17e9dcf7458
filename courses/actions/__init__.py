"""Verbs of the courses."""

from courses.actions.checks import answer_check, finish_lesson
from courses.actions.enrolment import enrol
from courses.actions.errors import ChecksOpen, CourseError, UnknownLesson
from courses.actions.policy import apply_deal_policy
from courses.actions.privacy import keep_privacy, require_sign_in
from courses.actions.progress import complete_course, complete_step, count_passes, count_quiz_pass
from courses.actions.publishing import Published, publish_due
from courses.actions.repair import repair_progress

__all__ = [
    "ChecksOpen",
    "CourseError",
    "Published",
    "UnknownLesson",
    "answer_check",
    "apply_deal_policy",
    "complete_course",
    "complete_step",
    "count_passes",
    "count_quiz_pass",
    "enrol",
    "finish_lesson",
    "keep_privacy",
    "publish_due",
    "repair_progress",
    "require_sign_in",
]
