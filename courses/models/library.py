"""The library: what one reader may open now."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from wagtail.models import PageViewRestriction

from courses.models.addresses import FormerAddress
from courses.models.outline import CourseOutline, LessonStep, Outlines, outlines
from courses.models.pages import CoursePage
from courses.models.stamp import OPEN_TO_ALL, Stamp, read_stamp

NOWHERE: Final = UUID(int=0)


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
        """The course at this address, or the one that was there before it was renamed."""
        course = self._called(slug)
        return course if course is not None and self.is_open(course) else None

    def lesson(self, course_slug: str, slug: str) -> tuple[CourseOutline, LessonStep] | None:
        """The lesson at this address, or the one that was there before it was renamed or moved, with the course that it is in now."""
        course = self._called(course_slug)
        lesson = course.lesson(slug) if course else None
        found = (course, lesson) if course and lesson else self._left(course.key if course else key_of(course_slug), slug)
        return found if found and all(self.is_open(page) for page in found) else None

    def _called(self, slug: str) -> CourseOutline | None:
        return self.known.by_slug.get(slug) or self.known.by_key.get(FormerAddress.objects.of_course(slug) or NOWHERE)

    def _left(self, course_key: UUID | None, slug: str) -> tuple[CourseOutline, LessonStep] | None:
        key = FormerAddress.objects.of_lesson(course_key, slug) if course_key else None
        return self.known.by_lesson.get(key) if key else None


def key_of(slug: str) -> UUID | None:
    """The key of a course that may not be published: lessons may have been moved away from it."""
    key: UUID | None = CoursePage.objects.filter(slug=slug, alias_of=None).order_by("pk").values_list("translation_key", flat=True).first()
    return key


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
