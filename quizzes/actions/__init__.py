"""Verbs of the quiz engine."""

from quizzes.actions.answers import Sent, answer_question, flag_question, save_answer
from quizzes.actions.attempts import may_begin, refusal_to_begin, start_attempt
from quizzes.actions.devices import go_on, note_focus_lost, note_resumed, open_page, take_over
from quizzes.actions.dry_run import look_at
from quizzes.actions.errors import (
    ActionRefused,
    AnsweredTooLate,
    AttemptClosed,
    CheckedLater,
    ClosedAlready,
    CoolingOff,
    Elsewhere,
    KeyUsed,
    MarkedMeanwhile,
    NoAttemptsLeft,
    NotChecked,
    NotOpen,
    NotOpenedYet,
    NotOpenYet,
    NoTriesLeft,
    NoWayBack,
    OwnMatter,
    PoolTooSmall,
    RegradeOutOfDate,
    StaleAnswer,
    StartRefused,
    TooFine,
    TooManyStarts,
)
from quizzes.actions.marking import mark_answer
from quizzes.actions.overrides import Grant, extend_attempt, grant_override, revoke_override
from quizzes.actions.questions import create_question, quizzes_that_need, restore_question, retire_question, revise_question, tag_question
from quizzes.actions.quizzes import publish_quiz, retire_quiz
from quizzes.actions.regrading import apply_regrade
from quizzes.actions.rescoring import Plan
from quizzes.actions.submission import close_if_overdue, close_overdue, submit_attempt, submit_own_attempt, sweep
from quizzes.actions.undoing import undo_regrade
from quizzes.actions.uploads import receive_upload
from quizzes.actions.windows import ask_for_attempt, decline_attempt, grant_attempt, open_window
from quizzes.question_types import AnswerError, SpecError

__all__ = [
    "ActionRefused",
    "AnswerError",
    "AnsweredTooLate",
    "AttemptClosed",
    "CheckedLater",
    "ClosedAlready",
    "CoolingOff",
    "Elsewhere",
    "Grant",
    "KeyUsed",
    "MarkedMeanwhile",
    "NoAttemptsLeft",
    "NoTriesLeft",
    "NoWayBack",
    "NotChecked",
    "NotOpen",
    "NotOpenYet",
    "NotOpenedYet",
    "OwnMatter",
    "Plan",
    "PoolTooSmall",
    "RegradeOutOfDate",
    "Sent",
    "SpecError",
    "StaleAnswer",
    "StartRefused",
    "TooFine",
    "TooManyStarts",
    "answer_question",
    "apply_regrade",
    "ask_for_attempt",
    "close_if_overdue",
    "close_overdue",
    "create_question",
    "decline_attempt",
    "extend_attempt",
    "flag_question",
    "go_on",
    "grant_attempt",
    "grant_override",
    "look_at",
    "mark_answer",
    "may_begin",
    "note_focus_lost",
    "note_resumed",
    "open_page",
    "open_window",
    "publish_quiz",
    "quizzes_that_need",
    "receive_upload",
    "refusal_to_begin",
    "restore_question",
    "retire_question",
    "retire_quiz",
    "revise_question",
    "revoke_override",
    "save_answer",
    "start_attempt",
    "submit_attempt",
    "submit_own_attempt",
    "sweep",
    "tag_question",
    "take_over",
    "undo_regrade",
]
