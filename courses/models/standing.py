"""How far learners are in courses."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from courses.models.library import Library
from courses.models.outline import CourseOutline, LessonStep
from courses.models.quizzes import QuizLine, led_from, quiz_lines
from courses.models.ticks import Ticks, ticks_in


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next in a course: its first open lesson, then its quiz."""

    kind: str  # "lesson" or "quiz"
    key: UUID
    number: int
    title: str
    url: str
    minutes: int | None
    language: str = ""
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """One learner in one course. Lessons are counted; the quiz is told apart, and `quiz` is None too where no line of it was asked for."""

    course: CourseOutline
    done: int
    total: int
    minutes_left: int
    has_quiz: bool
    quiz: QuizLine | None
    quiz_done: bool
    next_step: NextStep | None
    enrolled_at: datetime | None
    completed_at: datetime | None
    ticks: dict[UUID, datetime]

    @property
    def state(self) -> str:
        """In the words of the look: certified means done, in-progress, not-started."""
        if self.completed_at is not None:
            return "certified"
        return "in-progress" if self.ticks else "not-started"

    @property
    def is_begun(self) -> bool:
        return bool(self.ticks) or self.completed_at is not None


def progress_of(learner: Any, course_keys: Collection[UUID], *, library: Library) -> dict[UUID, CourseProgress]:
    """How far one learner is in each of these courses. Those that are not published, or not open, are left out. Two queries."""
    wanted = set(course_keys)
    courses = [course for course in library.courses if course.key in wanted]
    ticks = ticks_in(learner, courses)
    lines = quiz_lines({course.quiz_id for course in courses if course.quiz_id})
    return {course.key: course_progress(course, ticks, lines.get(course.quiz_id or 0), library=library) for course in courses}


def course_progress(course: CourseOutline, ticks: Ticks, quiz: QuizLine | None, *, library: Library) -> CourseProgress:
    """Put one course together from what was read for all. A lesson that is closed to the learner is counted, and is no next step."""
    closing = ticks.quizzes.get(course.key)
    line = replace(quiz, url=led_from(course, quiz.url, library.known)) if quiz and closing else None
    steps = ticks.steps.get(course.key, {})
    open_lessons = [lesson for lesson in course.lessons if lesson.key not in steps]
    quiz_done = closing is not None and closing.key in steps
    return CourseProgress(
        course=course,
        done=len(course.lessons) - len(open_lessons),
        total=len(course.lessons),
        minutes_left=sum(lesson.minutes for lesson in open_lessons),
        has_quiz=closing is not None,
        quiz=line,
        quiz_done=quiz_done,
        next_step=_next([lesson for lesson in open_lessons if library.is_open(lesson)], None if quiz_done else line),
        enrolled_at=ticks.enrolled.get(course.key),
        completed_at=ticks.completed.get(course.key),
        ticks=steps,
    )


def _next(open_lessons: list[LessonStep], quiz: QuizLine | None) -> NextStep | None:
    for lesson in open_lessons:
        return NextStep("lesson", lesson.key, lesson.number, lesson.title, lesson.url, lesson.minutes, lesson.language, lesson.borrowed)
    return None if quiz is None else NextStep("quiz", quiz.key, 0, quiz.title, quiz.url, quiz.minutes)
