"""What screens and the API show of quizzes: gathered once, for both."""

from quizzes.reports.figures import points_text, time_left_text
from quizzes.reports.languages import borrowed_questions
from quizzes.reports.pages import PageQuestion, Tries, page_of, tries_of
from quizzes.reports.results import Item, Result, TopicGroup, TopicLine, Verdict, result_of
from quizzes.reports.runs import OverviewItem, Run, Section, run_of, shown

__all__ = [
    "Item",
    "OverviewItem",
    "PageQuestion",
    "Result",
    "Run",
    "Section",
    "TopicGroup",
    "TopicLine",
    "Tries",
    "Verdict",
    "borrowed_questions",
    "page_of",
    "points_text",
    "result_of",
    "run_of",
    "shown",
    "time_left_text",
    "tries_of",
]
