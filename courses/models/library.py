"""The library: what one reader may open now."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wagtail.models import PageViewRestriction

from courses.models.outline import CourseOutline, LessonStep, Outlines, outlines
from courses.models.stamp import OPEN_TO_ALL, Stamp, read_stamp


@dataclass(frozen=True, slots=True)
class Library:
    """Published courses without those that Wagtail keeps private from this reader. Never remembered."""

    stamp: Stamp
    known: Outlines
    closed: tuple[str, ...]

    def is_open(self, page: CourseOutline | LessonStep) -> bool:
        """Whether neither the page nor anything above it is closed to the reader."""
        return not any(page.path.startswith(closed) or page.shown_path.startswith(closed) for closed in self.closed)

    @property
    def courses(self) -> list[CourseOutline]:
        return [course for course in self.known.courses if self.is_open(course)]

    def course(self, slug: str) -> CourseOutline | None:
        course = self.known.by_slug.get(slug)
        return course if course is not None and self.is_open(course) else None

    def lesson(self, course_slug: str, slug: str) -> tuple[CourseOutline, LessonStep] | None:
        course = self.course(course_slug)
        lesson = course.lesson(slug) if course else None
        return (course, lesson) if course and lesson and self.is_open(lesson) else None


def library_of(user: Any, *, passed: Collection[int] = ()) -> Library:
    """What a signed-in reader may open. `passed` are the restrictions whose password was given.

    One query for the stamp, and one more where the site has private pages.
    """
    stamp = read_stamp()
    return Library(stamp, outlines(stamp), closed_to(user, passed) if stamp.private else ())


def closed_to(user: Any, passed: Collection[int]) -> tuple[str, ...]:
    """Tree paths of the pages that are private and not for this user. One query."""
    closed = PageViewRestriction.objects.exclude(restriction_type__in=OPEN_TO_ALL)
    closed = closed.exclude(restriction_type=PageViewRestriction.PASSWORD, pk__in=list(passed))
    if user.is_superuser:
        closed = closed.exclude(restriction_type=PageViewRestriction.GROUPS)
    else:
        closed = closed.exclude(restriction_type=PageViewRestriction.GROUPS, groups__user=user)
    return tuple(closed.values_list("page__path", flat=True))
