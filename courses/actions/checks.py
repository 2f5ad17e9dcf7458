"""Answering the checks of a lesson, and finishing it."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from courses.actions.errors import ChecksOpen, UnknownLesson
from courses.actions.progress import complete_step
from courses.models import CheckAnswer, checks_of, lesson_body, outlines, read_stamp
from quizzes.models import QuestionVersion
from quizzes.question_types import Answer, question_type

TRIES = 5
KEPT: Final = 100  # the newest answers of one learner to one check, beside the first (docs/decisions/0036)
EVERY: Final = 50  # answers, after which older ones are let go


@transaction.atomic
def answer_check(
    *, learner: Any, course_key: UUID, lesson_key: UUID, version: QuestionVersion, answer: Answer, now: datetime, language: str = ""
) -> CheckAnswer:
    """Mark and keep an answer to a check, and finish the lesson when all its checks are answered, right or wrong.

    `answer` is in the ids of the version, as `QuestionType.read` gives it.
    Answering again adds another answer; nothing is overwritten, and of very
    many the first and the newest are kept. `language`
    says in which language the lesson was read (else the one of the moment).
    Raises UnknownLesson.
    """
    questions = _question_ids(course_key, lesson_key, language)
    kept = _keep(learner=learner, lesson_key=lesson_key, version=version, answer=answer, now=now)
    if all(check.is_answered for check in checks_of(learner, lesson_key=lesson_key, question_ids=questions).values()):
        complete_step(learner=learner, course_key=course_key, step_key=lesson_key, now=now)
    return kept


@transaction.atomic
def finish_lesson(*, learner: Any, course_key: UUID, lesson_key: UUID, now: datetime, language: str = "") -> bool:
    """Call a lesson done that has no open check. Says whether that was new. Raises UnknownLesson and ChecksOpen."""
    questions = _question_ids(course_key, lesson_key, language)
    if not all(check.is_answered for check in checks_of(learner, lesson_key=lesson_key, question_ids=questions).values()):
        raise ChecksOpen
    return complete_step(learner=learner, course_key=course_key, step_key=lesson_key, now=now)


def _question_ids(course_key: UUID, lesson_key: UUID, language: str) -> frozenset[int]:
    """The questions that the lesson checks, in the language in which it is read."""
    stamp = read_stamp()
    course, step = outlines(stamp, language=language).by_lesson.get(lesson_key, (None, None))
    if course is None or step is None or course.key != course_key:
        raise UnknownLesson
    return lesson_body(step, stamp).question_ids


def _keep(*, learner: Any, lesson_key: UUID, version: QuestionVersion, answer: Answer, now: datetime) -> CheckAnswer:
    """Add an answer under the next number; whoever loses a race for a number takes the one after it."""
    points = question_type(version.kind).grade(version.spec, answer)
    for _try in range(TRIES):
        mine = CheckAnswer.objects.filter(learner=learner, lesson_key=lesson_key, version=version)
        number = (mine.aggregate(newest=Max("number"))["newest"] or 0) + 1
        try:
            with transaction.atomic():
                kept = CheckAnswer.objects.create(
                    learner=learner, lesson_key=lesson_key, version=version, number=number, answer=answer, points=points, answered_at=now
                )
                if number % EVERY == 0:
                    mine.filter(number__gt=1, number__lte=number - KEPT).delete()
                return kept
        except IntegrityError:
            continue
    raise IntegrityError("an answer to a check found no free number")
