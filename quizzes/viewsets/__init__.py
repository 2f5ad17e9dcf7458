"""Question banks, questions and quizzes in the administration."""

from quizzes.viewsets.bank import QuestionBankViewSet
from quizzes.viewsets.question import QuestionViewSet
from quizzes.viewsets.quiz import QuizViewSet

__all__ = ["QuestionBankViewSet", "QuestionViewSet", "QuizViewSet"]
