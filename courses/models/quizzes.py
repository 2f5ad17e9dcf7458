"""The quiz that closes a course. Always read anew: quizzes have no stamp.

A course names a quiz; the quiz counts while it is published and not retired
(`Quiz.objects.published`). Until then, and after that, the course is one
without a quiz.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from courses.models.outline import CourseOutline, Outlines
from quizzes.models import Quiz, with_ways_of
from quizzes.models.quiz import questions_to_pass


@dataclass(frozen=True, slots=True)
class ClosingQuiz:
    """A quiz that counts for its course."""

    key: UUID
    slug: str

    @property
    def url(self) -> str:
        return reverse("academy_quizzes:quiz", args=[self.slug])


@dataclass(frozen=True, slots=True)
class QuizLine:
    """What a learner should know of a quiz before opening it. `attempts` 0 means no limit.

    `right` is how many of the questions have to be right, where the pass line means that.
    """

    key: UUID
    title: str
    url: str
    questions: int
    pass_percent: Decimal
    minutes: int | None
    attempts: int
    right: int | None = None


def named_by(courses: Collection[CourseOutline]) -> QuerySet[Quiz]:
    """The quizzes that these courses name and that count."""
    return Quiz.objects.published().filter(pk__in={course.quiz_id for course in courses if course.quiz_id is not None}).order_by()


def closing_quizzes(courses: Collection[CourseOutline]) -> dict[UUID, ClosingQuiz]:
    """The quiz of each of these courses by the key of the course, in one query. A course whose quiz does not count has none."""
    known = {pk: ClosingQuiz(key, slug) for pk, key, slug in named_by(courses).values_list("pk", "uuid", "slug")}
    return {course.key: known[course.quiz_id] for course in courses if course.quiz_id in known}


def led_from(course: CourseOutline, url: str, known: Outlines) -> str:
    """The address of a quiz as its course leads there: where several courses have the same quiz, it says which of them does."""
    shared = course.quiz_id is not None and len(known.naming(course.quiz_id)) > 1
    return f"{url}?{urlencode({'origin': course.slug})}" if shared else url


def required_steps(course: CourseOutline, quiz: ClosingQuiz | QuizLine | None) -> frozenset[UUID]:
    """What has to be done for a course: its published lessons, and its quiz where that counts."""
    lessons = frozenset(lesson.key for lesson in course.lessons)
    return lessons | {quiz.key} if quiz else lessons


def quiz_line(quiz: Quiz, *, questions: int | None, worths: int | None) -> QuizLine:
    asked = questions or 0
    return QuizLine(
        key=quiz.uuid,
        title=str(quiz),
        url=reverse("academy_quizzes:quiz", args=[quiz.slug]),
        questions=asked,
        pass_percent=Decimal(quiz.pass_percent).normalize(),
        minutes=quiz.time_limit_minutes,
        attempts=quiz.max_attempts,
        right=questions_to_pass(quiz.pass_percent, questions=asked, worths=worths or 0, behaviour=quiz.behaviour),
    )


def quiz_lines(quiz_ids: Collection[int]) -> dict[int, QuizLine]:
    """These quizzes, where they count, in one query."""
    if not quiz_ids:
        return {}
    found = Quiz.objects.published().filter(pk__in=quiz_ids).with_question_count()
    return {quiz.pk: quiz_line(quiz, questions=quiz.questions, worths=quiz.worths) for quiz in found}


def quizzes_before(learner: Any, quiz_ids: Collection[int]) -> list[Any]:
    """These quizzes, where they count, each with `questions`, `worths` and what `Way.of` needs to know of the learner, in one query."""
    if not quiz_ids:
        return []
    return list(with_ways_of(Quiz.objects.published().filter(pk__in=quiz_ids).annotate(**questions_asked("pk")), learner))


def questions_asked(quiz: str) -> dict[str, Subquery]:
    """How many questions an attempt at a quiz has, and how many different worths; `quiz` is the field of the outer query that names it."""
    counted = Quiz.objects.filter(pk=OuterRef(quiz)).order_by().with_question_count()
    return {name: Subquery(counted.values(name)[:1]) for name in ("questions", "worths")}
