"""The quiz that closes a course, in one line. Always read anew: quizzes have no stamp."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Case, F, IntegerField, OuterRef, Subquery, Sum, When
from django.urls import reverse

from quizzes.models import Quiz, QuizSlot


@dataclass(frozen=True, slots=True)
class QuizLine:
    """What a learner should know of a quiz before opening it. `attempts` 0 means no limit."""

    key: UUID
    title: str
    url: str
    questions: int
    pass_percent: Decimal
    minutes: int | None
    attempts: int


def quiz_line(quiz: Quiz, *, questions: int | None) -> QuizLine:
    return QuizLine(
        key=quiz.uuid,
        title=str(quiz),
        url=reverse("academy_quizzes:quiz", args=[quiz.slug]),
        questions=questions or 0,
        pass_percent=Decimal(quiz.pass_percent).normalize(),
        minutes=quiz.time_limit_minutes,
        attempts=quiz.max_attempts,
    )


def quiz_lines(quiz_ids: Collection[int]) -> dict[int, QuizLine]:
    """These quizzes, where published, in one query."""
    if not quiz_ids:
        return {}
    found = Quiz.objects.published().filter(pk__in=quiz_ids).annotate(asked=questions_asked("pk"))
    return {quiz.pk: quiz_line(quiz, questions=quiz.asked) for quiz in found}


def questions_asked(quiz: str) -> Subquery:
    """How many questions an attempt at a quiz has; `quiz` is the field of the outer query that names it."""
    slots = QuizSlot.objects.filter(quiz=OuterRef(quiz)).order_by().values("quiz")
    drawn = Case(When(bank__isnull=False, then=F("draw")), default=1, output_field=IntegerField())
    return Subquery(slots.annotate(asked=Sum(drawn)).values("asked"))
