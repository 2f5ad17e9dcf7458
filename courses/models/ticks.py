"""What a learner has done in courses, and which of their quizzes count at that moment: read together, so that they belong together."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, IntegerField, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from courses.models.outline import CourseOutline
from courses.models.progress import Enrolment, StepCompletion
from courses.models.quizzes import ClosingQuiz, named_by, required_steps

NO_KEY = Cast(Value(None), UUIDField())
NO_NUMBER = Cast(Value(None), IntegerField())


@dataclass(frozen=True, slots=True)
class Ticks:
    """What one learner has done, by course, and the quizzes that count for the courses asked about."""

    steps: dict[UUID, dict[UUID, datetime]] = field(default_factory=dict)
    enrolled: dict[UUID, datetime] = field(default_factory=dict)
    completed: dict[UUID, datetime] = field(default_factory=dict)
    quizzes: dict[UUID, ClosingQuiz] = field(default_factory=dict)

    def of(self, course: CourseOutline) -> dict[UUID, datetime]:
        """When the learner did which step of a course."""
        return self.steps.get(course.key, {})

    def lacks_nothing(self, course: CourseOutline) -> bool:
        """Whether every step of a course is done. A course without steps is never done."""
        required = required_steps(course, self.quizzes.get(course.key))
        return bool(required) and required <= self.of(course).keys()


def ticks_in(learner: Any, courses: Collection[CourseOutline]) -> Ticks:
    """Enrolments and steps done of one learner in these courses, and the quizzes that count for them now, in one query."""
    counting = named_by(courses).values_list(_word("quiz"), NO_KEY, "uuid", "published_at", "pk", "slug")
    return _read(learner, [course.key for course in courses], counting, courses)


def ticks_of(learner: Any, course_keys: Collection[UUID]) -> Ticks:
    """Enrolments and steps done of one learner, in one query, also of courses that are not published. Nothing is said of quizzes."""
    return _read(learner, course_keys)


def _read(learner: Any, keys: Collection[UUID], counting: QuerySet[Any] | None = None, courses: Collection[CourseOutline] = ()) -> Ticks:
    ticks = Ticks()
    if not keys:
        return ticks
    known: dict[int | None, ClosingQuiz] = {}
    homes = {lesson.key: course.key for course in courses for lesson in course.lessons}
    for kind, course, step, moment, number, slug in _rows(learner, keys, homes, [] if counting is None else [counting]):
        match kind:
            case "step":
                done = ticks.steps.setdefault(homes.get(step, course), {})
                done[step] = min(moment, done.get(step, moment))
            case "enrolled":
                ticks.enrolled[course] = moment
            case "completed":
                ticks.completed[course] = moment
            case _:
                known[number] = ClosingQuiz(step, slug)
    ticks.quizzes.update({course.key: known[course.quiz_id] for course in courses if course.quiz_id in known})
    return ticks


def _rows(learner: Any, keys: Collection[UUID], lessons: Collection[UUID], others: list[QuerySet[Any]]) -> QuerySet[Any]:
    """A lesson that was done is done, also when it was moved to this course since."""
    mine = {"learner_id": learner.pk, "course_key__in": keys}
    done = StepCompletion.objects.filter(Q(course_key__in=keys) | Q(step_key__in=lessons), learner_id=learner.pk)
    rest = (NO_NUMBER, _word(""))
    taken = Enrolment.objects.filter(**mine).order_by()
    steps = done.values_list(_word("step"), "course_key", "step_key", "completed_at", *rest)
    enrolled = taken.values_list(_word("enrolled"), "course_key", NO_KEY, "enrolled_at", *rest)
    completed = taken.completed().values_list(_word("completed"), "course_key", NO_KEY, "completed_at", *rest)
    return steps.union(enrolled, completed, *others, all=True)


def _word(word: str) -> Value:
    return Value(word, output_field=CharField())
