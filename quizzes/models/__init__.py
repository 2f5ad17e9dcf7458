"""Rows of the quiz engine."""

from quizzes.models.allowance import Allowance
from quizzes.models.attempt import Attempt, AttemptWindow
from quizzes.models.attempt_slot import AttemptSlot, Response
from quizzes.models.evidence import AttemptEvent, Upload
from quizzes.models.fields import FractionField
from quizzes.models.kept import Kept
from quizzes.models.mark import AttemptRequest, Mark
from quizzes.models.override import QuizOverride, Terms
from quizzes.models.question import Question, QuestionBank, QuestionTag, QuestionVersion
from quizzes.models.quiz import Quiz
from quizzes.models.quiz_slot import QuizSlot
from quizzes.models.regrade import Regrade, RegradeLine, RegradeVerdict
from quizzes.models.review import Aspect, Moment, Review, review_of
from quizzes.models.rules import Behaviour, OnExpiry, Rules
from quizzes.models.ways import Way, with_ways_of

__all__ = [
    "Allowance",
    "Aspect",
    "Attempt",
    "AttemptEvent",
    "AttemptRequest",
    "AttemptSlot",
    "AttemptWindow",
    "Behaviour",
    "FractionField",
    "Kept",
    "Mark",
    "Moment",
    "OnExpiry",
    "Question",
    "QuestionBank",
    "QuestionTag",
    "QuestionVersion",
    "Quiz",
    "QuizOverride",
    "QuizSlot",
    "Regrade",
    "RegradeLine",
    "RegradeVerdict",
    "Response",
    "Review",
    "Rules",
    "Terms",
    "Upload",
    "Way",
    "review_of",
    "with_ways_of",
]
