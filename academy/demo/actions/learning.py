"""How demo people learn and sit exams: through the same actions as live use."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial
from math import ceil
from typing import Any

from academy.certification.actions import begin_exam
from academy.certification.models import Certification
from academy.demo.actions.diary import Diary
from courses.actions import answer_check
from courses.models import CoursePage, LessonPage
from quizzes.actions import save_answer, start_attempt, submit_attempt
from quizzes.models import Attempt, Question, QuestionVersion
from quizzes.question_types import question_type

PACE = timedelta(seconds=35)


@dataclass(frozen=True)
class Lesson:
    """A lesson's keys and the questions of its checks."""

    course: CoursePage
    page: LessonPage
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Library:
    """The courses with their lessons, read once."""

    courses: dict[str, CoursePage]
    lessons: dict[str, tuple[Lesson, ...]]


def read_library(courses: dict[str, CoursePage]) -> Library:
    """Look up every lesson and its checks."""
    return Library(
        courses, {slug: tuple(_lesson(course, page) for page in LessonPage.objects.child_of(course)) for slug, course in courses.items()}
    )


def _lesson(course: CoursePage, page: LessonPage) -> Lesson:
    return Lesson(course, page, tuple(block.value for block in page.body if block.block_type == "check"))


@dataclass(frozen=True)
class Reader:
    """One person at work. Deeds are noted in the diary, not done."""

    learner: Any
    library: Library
    diary: Diary

    def studies(self, slug: str, *, since: datetime, until: datetime) -> None:
        """Answer every check of a course and pass its quiz, spread over the time given."""
        lessons = self.library.lessons[slug]
        for place, lesson in enumerate(lessons, start=1):
            self.reads(lesson, at=since + (until - since) * place / (len(lessons) + 1))
        self.diary.note(until - timedelta(minutes=15), partial(pass_quiz, self.learner, self.library.courses[slug]))

    def reads(self, lesson: Lesson, *, at: datetime) -> None:
        """Answer the checks of one lesson."""
        for question in lesson.questions:
            self.diary.note(at, partial(check, self.learner, lesson, question))

    def sits_exam(self, certification: Certification, *, score: int, at: datetime) -> None:
        """Sit the exam and reach so many percent, as near as whole questions allow."""
        self.diary.note(at, partial(sit_exam, self.learner, certification, score))


def check(learner: Any, lesson: Lesson, question: Question, *, now: datetime) -> None:
    """Answer one check rightly."""
    version = QuestionVersion.objects.current().get(question=question)
    answer = question_type(version.kind).right_answer(version.spec)
    if answer is None:
        return
    answer_check(
        learner=learner, course_key=lesson.course.translation_key, lesson_key=lesson.page.translation_key, version=version,
        answer=answer, now=now,
    )  # fmt: skip


def pass_quiz(learner: Any, course: CoursePage, *, now: datetime) -> None:
    """Pass the quiz of a course, with one mistake where that still passes."""
    if course.quiz is None:
        return
    attempt = start_attempt(learner=learner, quiz=course.quiz, now=now)
    size = attempt.slots.count()
    needed = ceil(course.quiz.pass_line * size)
    hand_in(attempt, right=max(needed, size - 1), now=now)


def sit_exam(learner: Any, certification: Certification, score: int, *, now: datetime) -> None:
    """Sit an exam with a known result."""
    attempt = begin_exam(learner=learner, certification=certification, now=now)
    hand_in(attempt, right=round(Fraction(score, 100) * attempt.slots.count()), now=now)


def hand_in(attempt: Attempt, *, right: int, now: datetime) -> None:
    """Answer the first `right` questions rightly, the rest wrongly, and hand in."""
    moment = now
    for slot in attempt.slots.select_related("version").order_by("position"):
        moment = min(now + PACE * slot.position, attempt.deadline_at or moment + PACE) if attempt.deadline_at else moment + PACE
        kind, spec = question_type(slot.version.kind), slot.version.spec
        answer = kind.right_answer(spec) if slot.position <= right else kind.wrong_answer(spec)
        data = None if answer is None else kind.as_data(slot.layout, answer)
        save_answer(attempt, position=slot.position, data=data, revision=0, now=moment)
    submit_attempt(attempt, now=moment + PACE)
