"""What refers to a thing that somebody wants to delete."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Model, ProtectedError, QuerySet, RestrictedError
from django.db.models.deletion import Collector
from django.db.utils import DEFAULT_DB_ALIAS
from wagtail.models import Page, ReferenceIndex

from academy.certification.models import AssignmentRule, Certification, CertificationVersion, Requirement
from courses.models import Capability, CheckAnswer, CoursePage, Enrolment, LessonPage, Prerequisite, StepCompletion
from courses.models.languages import source_language
from quizzes.actions import quizzes_that_need
from quizzes.models import Attempt, AttemptSlot, Question, QuestionBank, Quiz, QuizSlot

# Of these the name helps; rows about people are only counted.
TOLD_BY_NAME: Final = (
    AssignmentRule,
    Capability,
    Certification,
    CertificationVersion,
    CoursePage,
    LessonPage,
    Prerequisite,
    Question,
    QuestionBank,
    Quiz,
    QuizSlot,
    Requirement,
)
NAMES_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Use:
    """How many things of one kind refer to it, and the names of some."""

    kind: str
    count: int
    names: tuple[str, ...] = ()


def uses_of(things: Iterable[Model]) -> list[Use]:
    """Everything that forbids deleting these rows together: what the database protects, the lessons that show them, and the
    published quizzes that need them. What would go with them forbids nothing.
    """
    things = list(things)
    questions = [thing for thing in things if isinstance(thing, Question)]
    rows = [*_protecting(things), *quizzes_that_need(questions)]
    for question in questions:
        rows += [*_where_it_was_asked(question), *_lessons_that_show(question)]
    found: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
    for row in rows:
        found[type(row)][row.pk] = row
    return [_use(list(rows.values())) for rows in found.values()]


def uses_of_page(page: Page) -> list[Use]:
    """Everything that forbids deleting a page and all below it: what people did there, and what is built on it.

    Facts hang from the `translation_key`. So a translation may go as long as
    its source stays.
    """
    below = page.get_descendants(inclusive=True).values("pk")
    pages = [*CoursePage.objects.filter(pk__in=below), *LessonPage.objects.filter(pk__in=below)]
    keys = {row.translation_key for row in pages} - _kept_by_their_source(pages, below)
    facts: list[QuerySet[Any]] = [
        Enrolment.objects.filter(course_key__in=keys),
        StepCompletion.objects.filter(step_key__in=keys),
        CheckAnswer.objects.filter(lesson_key__in=keys),
    ]
    counted = [_counted(rows) for rows in facts if keys]
    topics = list(Question.objects.filter(topic__in=keys))
    return [*(use for use in counted if use.count), *([_use(topics)] if topics else []), *uses_of(pages)]


def _kept_by_their_source(pages: Iterable[CoursePage | LessonPage], below: QuerySet[Any, Any]) -> set[UUID]:
    """Keys of which the page in the source language is not among those that would go."""
    sources = Page.objects.filter(translation_key__in=[row.translation_key for row in pages], locale__language_code=source_language())
    return set(sources.exclude(pk__in=below).values_list("translation_key", flat=True))


def _protecting(things: Iterable[Model]) -> list[Model]:
    """What the database protects them for. Questions of attempts are left out: their attempts are told."""
    alike: dict[type[Model], list[Model]] = defaultdict(list)
    for thing in things:
        alike[type(thing)].append(thing)
    found = [row for rows in alike.values() for row in _protected_by(rows)]
    return [row for row in found if not isinstance(row, AttemptSlot)]


def _protected_by(rows: list[Model]) -> set[Model]:
    try:
        Collector(using=DEFAULT_DB_ALIAS, origin=rows[0]).collect(rows)
    except ProtectedError as error:
        return set(error.protected_objects)
    except RestrictedError as error:
        return set(error.restricted_objects)
    return set()


def _where_it_was_asked(question: Question) -> list[Model]:
    """A question hangs from its versions: the quizzes that pin one, and the attempts that asked one."""
    pinning = QuizSlot.objects.filter(version__question=question).select_related("quiz")
    return [*pinning, *Attempt.objects.filter(slots__version__question=question).distinct()]


def _lessons_that_show(question: Question) -> list[Model]:
    """Lessons name questions in their bodies, which the database does not protect."""
    return list(LessonPage.objects.filter(pk__in=[reference.object_id for reference in ReferenceIndex.get_references_to(question)]))


def _use(rows: list[Any]) -> Use:
    names = {_name(row) for row in rows if isinstance(row, TOLD_BY_NAME)}
    return Use(_kind(type(rows[0]), len(rows)), len(rows), tuple(sorted(names)[:NAMES_SHOWN]))


def _name(row: Model) -> str:
    """A part of a quiz is found through its quiz."""
    return f"{row.quiz}: {row}" if isinstance(row, QuizSlot) else str(row)


def _counted(rows: QuerySet[Any]) -> Use:
    number = rows.count()
    return Use(_kind(rows.model, number), number)


def _kind(model: type[Model], number: int) -> str:
    options = model._meta
    return str(options.verbose_name if number == 1 else options.verbose_name_plural)
