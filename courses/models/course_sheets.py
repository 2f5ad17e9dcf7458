"""A course as it lies before one learner: what it hangs from, what it counts for, and how far the learner is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from courses.models.capability import Capability, Evidence, EvidenceLine
from courses.models.library import Library
from courses.models.names import name_fields, name_in
from courses.models.outline import CourseOutline, LessonStep
from courses.models.pages import CoursePage
from courses.models.quizzes import QuizLine, questions_asked, quiz_line
from courses.models.standing import CourseProgress, course_progress
from courses.models.ticks import ticks_in
from courses.models.uses import Use, uses
from quizzes.models import Quiz

QUIZ = ("uuid", "slug", "title", "pass_percent", "behaviour", "time_limit_minutes", "max_attempts", "published_at", "retired_at")
CAPABILITY = ("slug", "title", "status", "last_reviewed", "review_every_days")
EVIDENCE = ("source", "note", "on")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a course hangs from. Read anew at every request: capabilities and quizzes have no stamp."""

    owner: str
    quiz: QuizLine | None
    capability: Capability | None
    evidence: tuple[EvidenceLine, ...]
    retired_quiz: UUID | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A lesson in the list of a course."""

    lesson: LessonStep
    done_at: Any
    is_here: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class CourseSheet:
    """One course for one learner."""

    library: Library
    course: CourseOutline
    progress: CourseProgress
    surroundings: Surroundings
    uses: list[Use]
    first: tuple[CourseProgress, ...]

    @property
    def lines(self) -> Iterator[Line]:
        here = self.progress.next_step
        for lesson in self.course.lessons:
            is_here = here is not None and here.key == lesson.key
            yield Line(lesson, self.progress.ticks.get(lesson.key), is_here, self.library.is_open(lesson))

    @property
    def has_lost_its_quiz(self) -> bool:
        """Whether the learner took the course up while it had a quiz that was retired since, and never passed that."""
        lost = self.surroundings.retired_quiz
        return lost is not None and self.progress.enrolled_at is not None and lost not in self.progress.ticks

    @property
    def taken_out(self) -> int:
        """How many steps the learner has done that are not part of the course any more."""
        parts = {lesson.key for lesson in self.course.lessons}
        quizzes = {self.surroundings.retired_quiz, self.surroundings.quiz.key if self.surroundings.quiz else None}
        return len(self.progress.ticks.keys() - parts - quizzes)


def course_sheet(course: CourseOutline, *, library: Library, learner: Any) -> CourseSheet:
    """Lay out a course for a learner. Three queries: ticks, surroundings, and what the layers above say of its uses."""
    first = [library.known.by_key[key] for key in course.prerequisites if key in library.known.by_key]
    ticks = ticks_in(learner, [course, *first])
    around = _surroundings(course)
    return CourseSheet(
        library=library,
        course=course,
        progress=course_progress(course, ticks, around.quiz, library=library),
        surroundings=around,
        uses=uses([course.key]).get(course.key, []),
        first=tuple(course_progress(one, ticks, None, library=library) for one in first if library.is_open(one)),
    )


def _surroundings(course: CourseOutline) -> Surroundings:
    """Owner, quiz, capability and evidence in one query: a row for each piece of evidence."""
    fields = [
        *name_fields("owner_person"),
        *(f"quiz__{name}" for name in QUIZ),
        *(f"capability__{name}" for name in CAPABILITY),
        *(f"capability__evidence__{name}" for name in EVIDENCE),
        *name_fields("capability__evidence__by"),
    ]
    page = CoursePage.objects.filter(pk=course.page_id).order_by("capability__evidence__sort_order", "capability__evidence__pk")
    rows = list(page.annotate(**questions_asked("quiz")).values("questions", "worths", *fields))
    if not rows:
        return Surroundings("", None, None, ())
    return Surroundings(
        owner=name_in(rows[0], "owner_person"),
        quiz=_quiz(rows[0]),
        capability=_part(Capability, rows[0], "capability", CAPABILITY) if rows[0]["capability__slug"] else None,
        evidence=tuple(_evidence(row) for row in rows if row["capability__evidence__source"]),
        retired_quiz=rows[0]["quiz__uuid"] if rows[0]["quiz__published_at"] and rows[0]["quiz__retired_at"] else None,
    )


def _quiz(row: dict[str, Any]) -> QuizLine | None:
    quiz: Quiz = _part(Quiz, row, "quiz", QUIZ)
    return quiz_line(quiz, questions=row["questions"], worths=row["worths"]) if quiz.is_open else None


def _evidence(row: dict[str, Any]) -> EvidenceLine:
    seen = _part(Evidence, row, "capability__evidence", EVIDENCE)
    return EvidenceLine(seen.get_source_display(), seen.note, name_in(row, "capability__evidence__by"), seen.on)


def _part(model: Any, row: dict[str, Any], relation: str, names: tuple[str, ...]) -> Any:
    return model(**{name: row[f"{relation}__{name}"] for name in names})
