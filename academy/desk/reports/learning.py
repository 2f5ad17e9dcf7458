"""What one learner does at the moment: standings, open runs with their progress, and the facts. At most eight queries, however much there is."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F

from academy.certification.models import Cycle, PracticeSubmission, Requirement, SignOff, Standing
from academy.certification.models.progress import Facts, Progress, evaluate
from academy.desk.reports.next_step import Courses
from courses.models import course_progress, library_of, not_published, quiz_line, quizzes_before, ticks_in
from quizzes.models import Attempt, Way


@dataclass
class Learning:
    """One learner's standings, most urgent first, with everything that explains them. Facts are in order of time."""

    standings: list[Standing]
    cycles: dict[int, Cycle]
    progress: dict[int, Progress]
    courses: Courses
    attempts: list[Attempt]
    practices: list[PracticeSubmission]
    sign_offs: list[SignOff]

    def run_of(self, standing: Standing) -> Cycle | None:
        """The open cycle of a certification."""
        return self.cycles.get(standing.certification_id)


@dataclass
class _Runs:
    """The open cycles of a learner with their requirements, in order."""

    cycles: dict[int, Cycle] = field(default_factory=dict)
    rows: dict[int, list[Requirement]] = field(default_factory=lambda: defaultdict(list))

    @property
    def all_rows(self) -> list[Requirement]:
        return [row for rows in self.rows.values() for row in rows]


def read_learning(learner: Any, *, today: date, whole: bool = True) -> Learning:
    """Read it all; with `whole=False` practice and sign-offs only where a run that is open asks for any."""
    names = ("certification__owner__academy_person", "team", "award", "learner__academy_person")
    mine = Standing.objects.of(learner).with_revocation().select_related(*names)
    runs = _runs(learner)
    attempts = list(Attempt.objects.of(learner).with_quiz().with_score_withheld().order_by("started_at", "pk"))
    courses = _courses(learner, runs.all_rows, attempts)
    kinds = {row.kind for row in runs.all_rows}
    practices = list(_practices(learner)) if whole or Requirement.Kind.PRACTICE in kinds else []
    sign_offs = list(_sign_offs(learner)) if whole or Requirement.Kind.SIGN_OFF in kinds else []
    facts = _facts(courses, attempts, practices, sign_offs)
    return Learning(
        standings=list(mine.most_urgent_first(today)),
        cycles={cycle.certification_id: cycle for cycle in runs.cycles.values()},
        progress={cycle.certification_id: evaluate(runs.rows[pk], facts, cycle) for pk, cycle in runs.cycles.items()},
        courses=courses,
        attempts=attempts,
        practices=practices,
        sign_offs=sign_offs,
    )


def _runs(learner: Any) -> _Runs:
    """Open cycles and their requirements, in one query."""
    runs = _Runs()
    asked = Requirement.objects.filter(version__cycles__learner=learner, version__cycles__closed_at=None)
    names = {"run": "pk", "run_uuid": "uuid", "run_path": "path", "run_opened_at": "opened_at", "run_of": "certification"}
    for row in asked.annotate(**{name: F(f"version__cycles__{of}") for name, of in names.items()}).with_names():
        runs.cycles[row.run] = Cycle(
            pk=row.run,
            uuid=row.run_uuid,
            learner=learner,
            certification_id=row.run_of,
            version_id=row.version_id,
            path=row.run_path,
            opened_at=row.run_opened_at,
        )
        runs.rows[row.run].append(row)
    return runs


def _practices(learner: Any) -> Any:
    handed_in = PracticeSubmission.objects.of(learner).select_related(
        "review__reviewer__academy_person", "requirement", "cycle__certification"
    )
    return handed_in.order_by("submitted_at", "pk")


def _sign_offs(learner: Any) -> Any:
    signed = SignOff.objects.filter(cycle__learner=learner).select_related("by__academy_person", "cycle__certification")
    return signed.order_by("signed_at", "pk")


def _courses(learner: Any, rows: list[Requirement], attempts: list[Attempt]) -> Courses:
    library = library_of(learner)
    known = library.known
    wanted = [known.by_key[key] for row in rows if (key := row.course_key) and key in known.by_key]
    ticks = ticks_in(learner, wanted)
    asked = {course.quiz_id for course in wanted if course.quiz_id} | {row.exam_id for row in rows if row.exam_id}
    quizzes = quizzes_before(learner, asked)
    lines = {quiz.pk: quiz_line(quiz, questions=quiz.questions, worths=quiz.worths) for quiz in quizzes}
    tried = defaultdict(list)
    for attempt in attempts:
        tried[attempt.quiz_id].append(attempt)
    progress = {
        course.key: course_progress(course, ticks, lines.get(course.quiz_id or 0), library=library)
        for course in wanted
        if library.is_open(course)
    }
    ways = {quiz.pk: Way.of(quiz, tried[quiz.pk]) for quiz in quizzes}
    withdrawn = not_published({row.course_key for row in rows if row.course_key}, known)
    return Courses(progress=progress, ticks=ticks, exams=lines, attempts=tried, ways=ways, withdrawn=withdrawn)


def _facts(courses: Courses, attempts: list[Attempt], practices: list[PracticeSubmission], sign_offs: list[SignOff]) -> Facts:
    tried, judged, signed = defaultdict(list), defaultdict(list), defaultdict(list)
    for attempt in attempts:
        tried[attempt.quiz_id].append(attempt)
    for practice in practices:
        judged[practice.requirement_id].append(practice)
    for sign_off in sign_offs:
        signed[sign_off.requirement_id].append(sign_off)
    return Facts(
        completed_courses=courses.ticks.completed,
        touched_courses={key: max(steps.values()) for key, steps in courses.ticks.steps.items()},
        attempts=tried,
        practices=judged,
        sign_offs=signed,
    )
