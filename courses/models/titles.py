"""Titles and addresses of courses, for the layers above and for questions."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from courses.models.capability import Capability
from courses.models.library import library_of
from courses.models.outline import outlines
from quizzes.models.seams import Topic


@dataclass(frozen=True, slots=True)
class CourseTitle:
    """A course in one line, in the reader's language. `lessons` counts them."""

    title: str
    url: str
    minutes: int
    lessons: int
    language: str
    borrowed: bool


def course_titles(keys: Collection[UUID], *, reader: Any) -> dict[UUID, CourseTitle]:
    """These courses, where published and open to the reader, in one query."""
    library = library_of(reader) if keys else None
    known = {course.key: course for course in library.courses} if library else {}
    return {
        key: CourseTitle(course.title, course.url, course.minutes, len(course.lessons), course.language, course.borrowed)
        for key in keys
        if (course := known.get(key)) is not None
    }


def lesson_topics(keys: Collection[UUID], reader: Any) -> dict[UUID, Topic]:
    """Lessons as topics of questions, under the heading of their course: those that are open to the reader, or all for authors (None)."""
    library = None if reader is None else library_of(reader)
    known = (library.known if library else outlines()).by_lesson
    return {
        key: Topic(title=lesson.title, url=lesson.url, heading=course.title, minutes=lesson.minutes)
        for key in keys
        if key in known
        for course, lesson in [known[key]]
        if library is None or (library.is_open(course) and library.is_open(lesson))
    }


def lesson_choices() -> list[tuple[str, list[tuple[UUID, str]]]]:
    """What an author can choose as the topic of a question: the lessons of each course."""
    return [(course.title, [(lesson.key, lesson.title) for lesson in course.lessons]) for course in outlines().courses]


def bank_capabilities(keys: Collection[int]) -> dict[int, str]:
    """The capability that each of these banks measures, in one query; the titles of several in one line."""
    titles: dict[int, list[str]] = {}
    for capability in Capability.objects.measured_by(keys):
        if capability.bank_id is not None:
            titles.setdefault(capability.bank_id, []).append(str(capability))
    return {key: ", ".join(each) for key, each in titles.items()}
