"""Verbs of the courses."""

from courses.actions.addresses import follow_source, leave_address, rename
from courses.actions.checks import answer_check, finish_lesson
from courses.actions.errors import ChecksOpen, CourseError, UnknownLesson
from courses.actions.policy import apply_deal_policy
from courses.actions.privacy import keep_privacy, require_sign_in
from courses.actions.progress import complete_course, complete_step, count_passes, count_quiz_pass, enrol, take_up
from courses.actions.publishing import Published, publish_due
from courses.actions.repair import Followed, follow_courses, repair_progress

__all__ = [
    "ChecksOpen",
    "CourseError",
    "Followed",
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
    "follow_courses",
    "follow_source",
    "keep_privacy",
    "leave_address",
    "publish_due",
    "rename",
    "repair_progress",
    "require_sign_in",
    "take_up",
]
