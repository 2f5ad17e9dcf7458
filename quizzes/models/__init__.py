"""Rows of the quiz engine."""

from quizzes.models.allowance import Allowance
from quizzes.models.attempt import Attempt, AttemptSlot, AttemptWindow, Response
from quizzes.models.fields import FractionField
from quizzes.models.question import Question, QuestionBank, QuestionVersion
from quizzes.models.quiz import Quiz, QuizSlot

__all__ = [
    "Allowance",
    "Attempt",
    "AttemptSlot",
    "AttemptWindow",
    "FractionField",
    "Question",
    "QuestionBank",
    "QuestionVersion",
    "Quiz",
    "QuizSlot",
    "Response",
]
