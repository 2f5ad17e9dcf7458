"""How far learners are in courses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, UUIDField, Value

from courses.models.library import Library
from courses.models.outline import CourseOutline, LessonStep
from courses.models.progress import Enrolment, StepCompletion
from courses.models.quizzes import QuizLine, quiz_lines


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
    """One learner in one course. Lessons are counted; the quiz is told apart."""

    course: CourseOutline
    done: int
    total: int
    minutes_left: int
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


@dataclass(frozen=True, slots=True)
class Ticks:
    """What one learner has done, by course."""

    steps: dict[UUID, dict[UUID, datetime]]
    enrolled: dict[UUID, datetime]
    completed: dict[UUID, datetime]


def ticks_of(learner: Any, course_keys: Collection[UUID]) -> Ticks:
    """Enrolments and steps done of one learner, in one query."""
    ticks = Ticks({}, {}, {})
    if not course_keys:
        return ticks
    mine = {"learner_id": learner.pk, "course_key__in": course_keys}
    nothing = Value(None, output_field=UUIDField())
    word = CharField()
    steps = StepCompletion.objects.filter(**mine).values_list("course_key", "step_key", "completed_at", Value("step", output_field=word))
    enrolled = (
        Enrolment.objects.filter(**mine).order_by().values_list("course_key", nothing, "enrolled_at", Value("enrolled", output_field=word))
    )
    completed = (
        Enrolment.objects.completed()
        .filter(**mine)
        .order_by()
        .values_list("course_key", nothing, "completed_at", Value("completed", output_field=word))
    )
    for course, step, moment, kind in steps.union(enrolled, completed, all=True):
        if kind == "step":
            ticks.steps.setdefault(course, {})[step] = moment
        elif kind == "enrolled":
            ticks.enrolled[course] = moment
        else:
            ticks.completed[course] = moment
    return ticks


def progress_of(learner: Any, course_keys: Collection[UUID], *, library: Library) -> dict[UUID, CourseProgress]:
    """How far one learner is in each of these courses. Those that are not published, or not open, are left out. Two queries."""
    wanted = set(course_keys)
    courses = [course for course in library.courses if course.key in wanted]
    ticks = ticks_of(learner, [course.key for course in courses])
    lines = quiz_lines([course.quiz.id for course in courses if course.quiz])
    return {
        course.key: course_progress(course, ticks, lines.get(course.quiz.id) if course.quiz else None, library=library)
        for course in courses
    }


def course_progress(course: CourseOutline, ticks: Ticks, quiz: QuizLine | None, *, library: Library) -> CourseProgress:
    """Put one course together from what was read for all. A lesson that is closed to the learner is counted, and is no next step."""
    steps = ticks.steps.get(course.key, {})
    open_lessons = [lesson for lesson in course.lessons if lesson.key not in steps]
    quiz_done = quiz is not None and quiz.key in steps
    return CourseProgress(
        course=course,
        done=len(course.lessons) - len(open_lessons),
        total=len(course.lessons),
        minutes_left=sum(lesson.minutes for lesson in open_lessons),
        quiz=quiz,
        quiz_done=quiz_done,
        next_step=_next([lesson for lesson in open_lessons if library.is_open(lesson)], None if quiz_done else quiz),
        enrolled_at=ticks.enrolled.get(course.key),
        completed_at=ticks.completed.get(course.key),
        ticks=steps,
    )


def _next(open_lessons: list[LessonStep], quiz: QuizLine | None) -> NextStep | None:
    for lesson in open_lessons:
        return NextStep("lesson", lesson.key, lesson.number, lesson.title, lesson.url, lesson.minutes, lesson.language, lesson.borrowed)
    return None if quiz is None else NextStep("quiz", quiz.key, 0, quiz.title, quiz.url, quiz.minutes)
