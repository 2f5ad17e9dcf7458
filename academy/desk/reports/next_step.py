"""What comes next in a course that a certification asks for, and how long the rest takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from academy.certification.models import Requirement
from academy.certification.reports.papers import Paper, paper_truth
from academy.certification.reports.truth import Kind, Matter, Truth
from courses.models import CourseProgress, QuizLine, Ticks
from quizzes.models import Attempt, Way


@dataclass(frozen=True, slots=True)
class Courses:
    """What a learner's courses and exams look like at the moment. Quizzes and attempts at them are by key of the quiz."""

    progress: Mapping[UUID, CourseProgress]
    ticks: Ticks
    exams: Mapping[int, QuizLine]
    attempts: Mapping[int, Sequence[Attempt]] = field(default_factory=dict)
    ways: Mapping[int, Way] = field(default_factory=dict)
    withdrawn: Mapping[UUID, str] = field(default_factory=dict)

    def of(self, row: Requirement) -> CourseProgress | None:
        return self.progress.get(row.course_key) if row.course_key else None

    def name(self, row: Requirement) -> str:
        """What a requirement is called, also where its course is not published any more."""
        return self.withdrawn.get(row.course_key or row.uuid, row.name)

    def exam(self, row: Requirement) -> QuizLine | None:
        return self.exams.get(row.exam_id or 0)

    def next_in(self, matter: Matter, row: Requirement) -> Truth | None:
        """The next lesson of a course, or its quiz; None where the course is closed to the learner."""
        course = self.of(row)
        if course is None or (course.next_step is None and course.done < course.total):
            return None
        step = course.next_step
        if step is None:
            text = _("Everything in it is done.")
            return matter.says(Kind.WAITING, course.course.title, text=text, url=course.course.url, label=_("See the course"))
        if step.kind == "quiz":
            return self._quiz(matter, course)
        return matter.says(
            Kind.NEXT,
            step.title,
            text=_("Lesson %(number)s of %(total)s in") % {"number": step.number, "total": course.total},
            about=course.course.title,
            about_url=course.course.url,
            url=step.url,
            label=_("Continue lesson") if course.is_begun else _("Start lesson"),
            minutes=step.minutes,
            done=course.done,
            total=course.total,
            minutes_left=course.minutes_left,
            borrowed_from=step.language if step.borrowed else "",
        )

    def _quiz(self, matter: Matter, course: CourseProgress) -> Truth:
        key = course.course.quiz_id or 0
        line, attempts = self.exams[key], self.attempts.get(key, ())
        newest = attempts[-1] if attempts else None
        text = _("The quiz at the end of %(course)s.") % {"course": course.course.title}
        return paper_truth(matter, Paper(line.title, line.url, line.minutes, newest, self.ways.get(key, Way()), text, _("Go to the quiz")))


def minutes_of(row: Requirement, courses: Courses) -> int:
    """What is left of a requirement that is not met; 0 where nobody can say."""
    course, exam = courses.of(row), courses.exam(row)
    if course is not None:
        quiz = course.quiz.minutes if course.quiz and not course.quiz_done else None
        return course.minutes_left + (quiz or 0)
    return (exam.minutes or 0) if exam else 0
