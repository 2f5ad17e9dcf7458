"""How much of a quiz is not translated."""

from typing import Final

from django.core.cache import cache

from quizzes.models import QuestionVersion, Quiz
from quizzes.question_types import question_type

KEPT_FOR: Final = 60  # seconds: a hint that is read often and changes rarely


def borrowed_questions(quiz: Quiz, *, language: str) -> int:
    """How many of the questions a quiz may ask are shown in another language than the reader's, as it was a minute ago at most."""
    key = f"academy.borrowed.{quiz.pk}.{language}"
    kept = cache.get(key)
    if kept is None:
        kept = _counted(quiz, language)
        cache.set(key, kept, KEPT_FOR)
    return int(kept)


def _counted(quiz: Quiz, language: str) -> int:
    asked = QuestionVersion.objects.drawable().asked_by(quiz).values_list("kind", "spec")
    return sum(question_type(kind).language_of(spec, language)[1] for kind, spec in asked)
