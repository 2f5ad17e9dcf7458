"""Outlines: every course with its steps in one language, kept in memory for as long as their stamp holds.

Nothing of a learner is in here, and of a quiz only which one the course names:
whether it counts is asked anew each time (`courses.models.quizzes`). One address
serves all languages: it is made
of the slugs of the source pages, and what is not translated is borrowed from
them, step by step.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Self
from uuid import UUID

from django.urls import reverse

from courses.models.languages import reading_language, source_language
from courses.models.pages import AcademyIndexPage, CoursePage, LessonPage, Prerequisite
from courses.models.stamp import Limits, Stamp, read_stamp

REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class LessonStep:
    """A lesson as one reader sees it in a list. `page_id` is the page with its body in `language`."""

    number: int
    key: UUID
    slug: str
    title: str
    minutes: int
    url: str
    path: str
    shown_path: str
    page_id: int
    language: str
    borrowed: bool


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """A course and its lessons as one reader sees them. `quiz_id` is the quiz that the course names, whether it counts or not."""

    key: UUID
    slug: str
    title: str
    summary: str
    outcomes: tuple[str, ...]
    level: str
    deal_type: str
    product: str
    version: int
    version_since: date | None
    url: str
    path: str
    shown_path: str
    page_id: int
    language: str
    borrowed: bool
    lessons: tuple[LessonStep, ...]
    prerequisites: tuple[UUID, ...]
    quiz_id: int | None
    capability_id: int | None

    @property
    def level_name(self) -> str:
        """How far the course goes, in words."""
        return str(CoursePage.Level(self.level).label)

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    def lesson(self, slug: str) -> LessonStep | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Outlines:
    """All courses that are published, in the order of the page tree."""

    courses: tuple[CourseOutline, ...]
    by_key: Mapping[UUID, CourseOutline]
    by_slug: Mapping[str, CourseOutline]
    by_lesson: Mapping[UUID, tuple[CourseOutline, LessonStep]]
    intro: str

    def naming(self, quiz_id: int) -> list[CourseOutline]:
        """The courses that name this quiz, whether it counts or not."""
        return [course for course in self.courses if course.quiz_id == quiz_id]


def outlines(stamp: Stamp | None = None, *, language: str = "") -> Outlines:
    """All outlines in the reader's language: one query for the stamp, none more while it holds."""
    return _outlines(stamp or read_stamp(), language or reading_language())


@lru_cache(maxsize=REMEMBERED)
def _outlines(stamp: Stamp, language: str) -> Outlines:
    pages = CoursePage.objects.filter(alias_of=None).select_related("locale").order_by("path")
    lessons = Lessons.read()
    first = _prerequisites()
    drawn = [_course(group, lessons, first, language, stamp.limits) for group in _translations(pages).values()]
    courses = sorted((course for course in drawn if course is not None), key=lambda course: course.path)
    return Outlines(
        courses=tuple(courses),
        by_key={course.key: course for course in courses},
        by_slug={course.slug: course for course in reversed(courses)},
        by_lesson={lesson.key: (course, lesson) for course in courses for lesson in course.lessons},
        intro=stamp.limits.quoted_in(_intro(language)),
    )


def _intro(language: str) -> str:
    """What the academy says about itself: the words of the first of its pages that has any, the reader's language before others."""
    pages = AcademyIndexPage.objects.live().exclude(intro="").order_by("path").values_list("locale__language_code", "intro")
    words = dict(reversed(list(pages)))
    return str(words.get(language) or words.get(source_language()) or next(iter(words.values()), ""))


def _translations(pages: Iterable[CoursePage]) -> dict[UUID, dict[str, CoursePage]]:
    groups: dict[UUID, dict[str, CoursePage]] = {}
    for page in pages:
        groups.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return groups


Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lessons:
    """The published lessons of all courses, by the tree path of their course and by key and language."""

    below: Mapping[str, list[Row]]
    by_key: Mapping[UUID, Mapping[str, Row]]

    @classmethod
    def read(cls) -> Self:
        """Read them in one query. Aliases are no translations and are left out."""
        fields = ("pk", "path", "slug", "title", "minutes", "translation_key", "locale__language_code")
        below: dict[str, list[Row]] = {}
        by_key: dict[UUID, dict[str, Row]] = {}
        for row in LessonPage.objects.filter(live=True, alias_of=None).order_by("path").values(*fields):
            below.setdefault(row["path"][: -LessonPage.steplen], []).append(row)
            by_key.setdefault(row["translation_key"], {})[row["locale__language_code"]] = row
        return cls(below, by_key)


def _prerequisites() -> dict[int, list[UUID]]:
    first: dict[int, list[UUID]] = {}
    for course_id, key in Prerequisite.objects.order_by("sort_order").values_list("course_id", "first__translation_key"):
        first.setdefault(course_id, []).append(key)
    return first


def _course(
    group: dict[str, CoursePage], lessons: Lessons, first: dict[int, list[UUID]], language: str, limits: Limits
) -> CourseOutline | None:
    source = group.get(source_language()) or min(group.values(), key=lambda page: page.pk)
    if not source.live:
        return None
    own = group.get(language)
    shown = own if own is not None and own.live else source
    return CourseOutline(
        key=source.translation_key,
        slug=source.slug,
        title=shown.title,
        summary=limits.quoted_in(shown.summary),
        outcomes=tuple(limits.quoted_in(str(outcome.value)) for outcome in shown.outcomes),
        level=source.level,
        deal_type=source.deal_type,
        product=source.product,
        version=source.version,
        version_since=source.version_since,
        url=source.academy_url(),
        path=source.path,
        shown_path=shown.path,
        page_id=source.pk,
        language=shown.locale.language_code,
        borrowed=shown.locale.language_code != language,
        lessons=tuple(_steps(source, lessons, language)),
        prerequisites=tuple(first.get(source.pk, ())),
        quiz_id=source.quiz_id,
        capability_id=source.capability_id,
    )


def _steps(course: CoursePage, lessons: Lessons, language: str) -> Iterable[LessonStep]:
    for number, source in enumerate(lessons.below.get(course.path, ()), start=1):
        shown = lessons.by_key[source["translation_key"]].get(language, source)
        yield LessonStep(
            number=number,
            key=source["translation_key"],
            slug=source["slug"],
            title=shown["title"],
            minutes=source["minutes"],
            url=reverse("academy_courses:lesson", args=[course.slug, source["slug"]]),
            path=source["path"],
            shown_path=shown["path"],
            page_id=shown["pk"],
            language=shown["locale__language_code"],
            borrowed=shown["locale__language_code"] != language,
        )
