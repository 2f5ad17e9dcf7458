"""Verbs of the quiz engine."""

from quizzes.actions.answers import answer_question, flag_question, save_answer
from quizzes.actions.attempts import start_attempt
from quizzes.actions.errors import AttemptClosed, CoolingOff, NoAttemptsLeft, NotOpen, PoolTooSmall, StaleAnswer, StartRefused
from quizzes.actions.questions import create_question, restore_question, retire_question, revise_question
from quizzes.actions.quizzes import publish_quiz, retire_quiz
from quizzes.actions.submission import close_if_overdue, close_overdue, submit_attempt
from quizzes.actions.windows import grant_attempt, open_window
from quizzes.question_types import AnswerError, SpecError

__all__ = [
    "AnswerError",
    "AttemptClosed",
    "CoolingOff",
    "NoAttemptsLeft",
    "NotOpen",
    "PoolTooSmall",
    "SpecError",
    "StaleAnswer",
    "StartRefused",
    "answer_question",
    "close_if_overdue",
    "close_overdue",
    "create_question",
    "flag_question",
    "grant_attempt",
    "open_window",
    "publish_quiz",
    "restore_question",
    "retire_question",
    "retire_quiz",
    "revise_question",
    "save_answer",
    "start_attempt",
    "submit_attempt",
]
