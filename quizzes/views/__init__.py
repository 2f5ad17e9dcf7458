"""Screens of quizzes."""

from quizzes.views.attempts import attempt, attempt_start, attempt_submit, attempt_summary
from quizzes.views.marking import marking, marking_answer
from quizzes.views.passages import attempt_ask, attempt_leave, attempt_take_over
from quizzes.views.questions import attempt_question
from quizzes.views.quizzes import quiz
from quizzes.views.regrades import regrade, regrade_apply, regrade_quiz, regrade_undo, regrade_work, regrades
from quizzes.views.results import attempt_result
from quizzes.views.uploads import attempt_upload, upload

__all__ = [
    "attempt",
    "attempt_ask",
    "attempt_leave",
    "attempt_question",
    "attempt_result",
    "attempt_start",
    "attempt_submit",
    "attempt_summary",
    "attempt_take_over",
    "attempt_upload",
    "marking",
    "marking_answer",
    "quiz",
    "regrade",
    "regrade_apply",
    "regrade_quiz",
    "regrade_undo",
    "regrade_work",
    "regrades",
    "upload",
]
