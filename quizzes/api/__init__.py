"""Quizzes and attempts in the API."""

from rest_framework.routers import BaseRouter

from quizzes.api.attempts import AttemptViewSet
from quizzes.api.marking import MarkingViewSet
from quizzes.api.overrides import OverrideViewSet
from quizzes.api.quizzes import QuizViewSet
from quizzes.api.regrades import RegradeViewSet


def register(router: BaseRouter) -> None:
    """Add what the app offers to the API."""
    router.register("quizzes", QuizViewSet, basename="quiz")
    router.register("attempts", AttemptViewSet, basename="attempt")
    router.register("marking", MarkingViewSet, basename="marking")
    router.register("regrades", RegradeViewSet, basename="regrade")
    router.register("overrides", OverrideViewSet, basename="override")
