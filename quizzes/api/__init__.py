"""Quizzes and attempts in the API."""

from rest_framework.routers import BaseRouter

from quizzes.api.attempts import AttemptViewSet
from quizzes.api.quizzes import QuizViewSet


def register(router: BaseRouter) -> None:
    """Add what the app offers to the API."""
    router.register("quizzes", QuizViewSet, basename="quiz")
    router.register("attempts", AttemptViewSet, basename="attempt")
