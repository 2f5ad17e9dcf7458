"""Rows, pages and outlines of the courses."""

from courses.models.addresses import FormerAddress
from courses.models.bodies import Hole, LessonBody, drawn_body, lesson_body
from courses.models.capability import Capability, Evidence, EvidenceLine
from courses.models.catalogue import Card, Catalogue, catalogue_of
from courses.models.checks import Check, checks_of
from courses.models.closed import quizzes_closed_to
from courses.models.course_sheets import CourseSheet, course_sheet
from courses.models.library import Library, library_of
from courses.models.outline import CourseOutline, LessonStep, Outlines, outlines
from courses.models.pages import AcademyIndexPage, AcademyPageMixin, CoursePage, LessonPage, LessonPageMixin, Prerequisite
from courses.models.policy import DealPolicy
from courses.models.progress import CheckAnswer, Enrolment, StepCompletion
from courses.models.quizzes import ClosingQuiz, QuizLine, closing_quizzes, quiz_line, quiz_lines, quizzes_before, required_steps
from courses.models.search import Found, Passage, search
from courses.models.sheets import LessonSheet, lesson_sheet
from courses.models.stamp import OPEN_TO_ALL, Limits, Stamp, read_stamp
from courses.models.standing import CourseProgress, NextStep, course_progress, progress_of
from courses.models.ticks import Ticks, ticks_in, ticks_of
from courses.models.titles import CourseTitle, bank_capabilities, course_titles, lesson_choices, lesson_topics
from courses.models.uses import Use, register_use, uses
from courses.models.withdrawn import (
    Withdrawn,
    courses_losing,
    courses_missing,
    courses_naming,
    courses_near,
    courses_of_move,
    not_published,
    under_way_with,
    way_back_to_course,
    withdrawn_from,
)

__all__ = [
    "OPEN_TO_ALL",
    "AcademyIndexPage",
    "AcademyPageMixin",
    "Capability",
    "Card",
    "Catalogue",
    "Check",
    "CheckAnswer",
    "ClosingQuiz",
    "CourseOutline",
    "CoursePage",
    "CourseProgress",
    "CourseSheet",
    "CourseTitle",
    "DealPolicy",
    "Enrolment",
    "Evidence",
    "EvidenceLine",
    "FormerAddress",
    "Found",
    "Hole",
    "LessonBody",
    "LessonPage",
    "LessonPageMixin",
    "LessonSheet",
    "LessonStep",
    "Library",
    "Limits",
    "NextStep",
    "Outlines",
    "Passage",
    "Prerequisite",
    "QuizLine",
    "Stamp",
    "StepCompletion",
    "Ticks",
    "Use",
    "Withdrawn",
    "bank_capabilities",
    "catalogue_of",
    "checks_of",
    "closing_quizzes",
    "course_progress",
    "course_sheet",
    "course_titles",
    "courses_losing",
    "courses_missing",
    "courses_naming",
    "courses_near",
    "courses_of_move",
    "drawn_body",
    "lesson_body",
    "lesson_choices",
    "lesson_sheet",
    "lesson_topics",
    "library_of",
    "not_published",
    "outlines",
    "progress_of",
    "quiz_line",
    "quiz_lines",
    "quizzes_before",
    "quizzes_closed_to",
    "read_stamp",
    "register_use",
    "required_steps",
    "search",
    "ticks_in",
    "ticks_of",
    "under_way_with",
    "uses",
    "way_back_to_course",
    "withdrawn_from",
]
