"""What screens and the API show of quizzes: gathered once, for both."""

from quizzes.reports.attempts import Counting, Told, counting, shows_marks, told
from quizzes.reports.coverage import Coverage, coverage_of
from quizzes.reports.exceptions import Exceptions, exceptions_of
from quizzes.reports.figures import line_text, points_text, time_left_text
from quizzes.reports.languages import borrowed_questions
from quizzes.reports.marking import Queue, Script, neighbours, queue_of, waiting_for, waiting_rows
from quizzes.reports.pages import PageQuestion, Tries, page_of, tries_of
from quizzes.reports.regrades import DryRun, Effects, dry_run, effects_of, history_of
from quizzes.reports.results import Item, Result, TopicGroup, TopicLine, Verdict, result_of
from quizzes.reports.runs import OverviewItem, Run, Section, readable, run_of, shown
from quizzes.reports.simulation import Simulation, simulation

__all__ = [
    "Counting",
    "Coverage",
    "DryRun",
    "Effects",
    "Exceptions",
    "Item",
    "OverviewItem",
    "PageQuestion",
    "Queue",
    "Result",
    "Run",
    "Script",
    "Section",
    "Simulation",
    "Told",
    "TopicGroup",
    "TopicLine",
    "Tries",
    "Verdict",
    "borrowed_questions",
    "counting",
    "coverage_of",
    "dry_run",
    "effects_of",
    "exceptions_of",
    "history_of",
    "line_text",
    "neighbours",
    "page_of",
    "points_text",
    "queue_of",
    "readable",
    "result_of",
    "run_of",
    "shown",
    "shows_marks",
    "simulation",
    "time_left_text",
    "told",
    "tries_of",
    "waiting_for",
    "waiting_rows",
]
