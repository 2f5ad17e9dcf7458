"""What screens and the API show of quizzes: gathered once, for both."""

from quizzes.reports.coverage import Coverage, coverage_of
from quizzes.reports.dry_run import DryRun, dry_run
from quizzes.reports.exceptions import Exceptions, exceptions_of
from quizzes.reports.figures import points_text, time_left_text
from quizzes.reports.languages import borrowed_questions
from quizzes.reports.results import Item, Result, TopicGroup, TopicLine, Verdict, result_of
from quizzes.reports.runs import OverviewItem, Run, run_of, shown

__all__ = [
    "Coverage",
    "DryRun",
    "Exceptions",
    "Item",
    "OverviewItem",
    "Result",
    "Run",
    "TopicGroup",
    "TopicLine",
    "Verdict",
    "borrowed_questions",
    "coverage_of",
    "dry_run",
    "exceptions_of",
    "points_text",
    "result_of",
    "run_of",
    "shown",
    "time_left_text",
]
