"""How much of a quiz is not translated."""

from quizzes.models import QuestionVersion, Quiz
from quizzes.question_types import question_type


def borrowed_questions(quiz: Quiz, *, language: str) -> int:
    """How many of the questions a quiz may ask are shown in another language than the reader's. One query."""
    asked = QuestionVersion.objects.drawable().asked_by(quiz).values_list("kind", "spec")
    return sum(question_type(kind).language_of(spec, language)[1] for kind, spec in asked)
