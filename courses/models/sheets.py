"""A lesson as it lies before one learner: body, checks, and where it stands in its course."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from courses.models.bodies import Hole, LessonBody, lesson_body
from courses.models.checks import Check, checks_of
from courses.models.library import Library
from courses.models.outline import CourseOutline, LessonStep
from courses.models.quizzes import ClosingQuiz, led_from
from courses.models.ticks import ticks_in


@dataclass(frozen=True, slots=True)
class LessonSheet:
    """One lesson for one learner."""

    course: CourseOutline
    lesson: LessonStep
    body: LessonBody
    checks: dict[int, Check]
    ticks: dict[UUID, datetime]
    quiz: ClosingQuiz | None
    library: Library

    @property
    def lines(self) -> Iterator[tuple[LessonStep, bool]]:
        """Every lesson of the course, and whether it is open to the learner."""
        return ((step, self.library.is_open(step)) for step in self.course.lessons)

    @property
    def pieces(self) -> Iterator[str | Check]:
        """Fragments of HTML and checks, in order. A check that cannot be answered any more is left out."""
        for piece in self.body.pieces:
            if not isinstance(piece, Hole):
                yield piece
            elif piece.question_id in self.checks:
                yield self.checks[piece.question_id]

    @property
    def is_done(self) -> bool:
        return self.lesson.key in self.ticks

    @property
    def can_be_finished(self) -> bool:
        """Whether nothing is left but the learner's word."""
        return not self.is_done and all(check.is_answered for check in self.checks.values())

    @property
    def before(self) -> LessonStep | None:
        return next((step for step in reversed(self.course.lessons[: self.lesson.number - 1]) if self.library.is_open(step)), None)

    @property
    def after(self) -> LessonStep | None:
        return next((step for step in self.course.lessons[self.lesson.number :] if self.library.is_open(step)), None)

    @property
    def quiz_url(self) -> str:
        """Where the quiz is that closes the course, while it counts; else empty."""
        return led_from(self.course, self.quiz.url, self.library.known) if self.quiz else ""

    def check(self, question: UUID) -> Check | None:
        return next((check for check in self.checks.values() if check.question == question), None)


def lesson_sheet(course: CourseOutline, lesson: LessonStep, *, library: Library, learner: Any) -> LessonSheet:
    """Lay out a lesson for a learner. Two queries while the stamp holds: ticks and checks."""
    body = lesson_body(lesson, library.stamp)
    ticks = ticks_in(learner, [course])
    return LessonSheet(
        course=course,
        lesson=lesson,
        body=body,
        checks=checks_of(learner, lesson_key=lesson.key, question_ids=body.question_ids),
        ticks=ticks.of(course),
        quiz=ticks.quizzes.get(course.key),
        library=library,
    )
