"""What screens and the API show of quizzes: gathered once, for both."""

from quizzes.reports.figures import points_text, time_left_text
from quizzes.reports.languages import borrowed_questions
from quizzes.reports.marking import Queue, Script, neighbours, queue_of, waiting_for
from quizzes.reports.regrades import DryRun, Effects, dry_run, effects_of, history_of
from quizzes.reports.results import Item, Result, TopicGroup, TopicLine, Verdict, result_of
from quizzes.reports.runs import OverviewItem, Run, run_of, shown

__all__ = [
    "DryRun",
    "Effects",
    "Item",
    "OverviewItem",
    "Queue",
    "Result",
    "Run",
    "Script",
    "TopicGroup",
    "TopicLine",
    "Verdict",
    "borrowed_questions",
    "dry_run",
    "effects_of",
    "history_of",
    "neighbours",
    "points_text",
    "queue_of",
    "result_of",
    "run_of",
    "shown",
    "time_left_text",
    "waiting_for",
]
