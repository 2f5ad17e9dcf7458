"""Verbs of the quiz engine."""

from quizzes.actions.answers import Sent, answer_question, flag_question, save_answer
from quizzes.actions.attempts import start_attempt
from quizzes.actions.devices import note_focus_lost, note_resumed, open_page, take_over
from quizzes.actions.errors import (
    ActionRefused,
    AnsweredTooLate,
    AttemptClosed,
    ClosedAlready,
    CoolingOff,
    Elsewhere,
    NoAttemptsLeft,
    NotOpen,
    NotOpenYet,
    NoTriesLeft,
    NoWayBack,
    PoolTooSmall,
    StaleAnswer,
    StartRefused,
    TooManyStarts,
)
from quizzes.actions.overrides import Grant, extend_attempt, grant_override, revoke_override
from quizzes.actions.questions import create_question, restore_question, retire_question, revise_question
from quizzes.actions.quizzes import publish_quiz, retire_quiz
from quizzes.actions.submission import close_if_overdue, close_overdue, submit_attempt
from quizzes.actions.windows import ask_for_attempt, grant_attempt, open_window
from quizzes.question_types import AnswerError, SpecError

__all__ = [
    "ActionRefused",
    "AnswerError",
    "AnsweredTooLate",
    "AttemptClosed",
    "ClosedAlready",
    "CoolingOff",
    "Elsewhere",
    "Grant",
    "NoAttemptsLeft",
    "NoTriesLeft",
    "NoWayBack",
    "NotOpen",
    "NotOpenYet",
    "PoolTooSmall",
    "Sent",
    "SpecError",
    "StaleAnswer",
    "StartRefused",
    "TooManyStarts",
    "answer_question",
    "ask_for_attempt",
    "close_if_overdue",
    "close_overdue",
    "create_question",
    "extend_attempt",
    "flag_question",
    "grant_attempt",
    "grant_override",
    "note_focus_lost",
    "note_resumed",
    "open_page",
    "open_window",
    "publish_quiz",
    "restore_question",
    "retire_question",
    "retire_quiz",
    "revise_question",
    "revoke_override",
    "save_answer",
    "start_attempt",
    "submit_attempt",
    "take_over",
]
