"""What is withdrawn: pages that were published once, and what would be missed with them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from courses.models.languages import reading_language
from courses.models.library import Library
from courses.models.outline import CourseOutline, Outlines, outlines
from courses.models.pages import CoursePage, LessonPage
from courses.models.progress import Enrolment
from quizzes.models import Quiz
from quizzes.models.seams import Dependent, Link


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A course or lesson that is not published any more. `course` is what goes on without the lesson."""

    title: str
    course: CourseOutline | None = None


def withdrawn_from(learner: Any, library: Library, course: str, lesson: str = "") -> Withdrawn | None:
    """What was withdrawn from an address, for whoever has taken up the course. None for everybody else, and where nothing was.

    At most three queries.
    """
    known = library.known.by_slug.get(course)
    if known is None:
        page = _gone(CoursePage, library, slug=course)
        return Withdrawn(page.title) if page is not None and _has_taken_up(learner, page.translation_key) else None
    if not lesson or not library.is_open(known) or not _has_taken_up(learner, known.key):
        return None
    page = _gone(LessonPage, library, slug=lesson, path__startswith=known.path)
    return None if page is None else Withdrawn(page.title, known)


def _gone(model: type[CoursePage | LessonPage], library: Library, **where: Any) -> Any:
    """The page in the reader's language, else as it was found. Pages that were never published, or are closed to the reader, are not found."""
    pages: Any = model._default_manager
    once = pages.filter(first_published_at__isnull=False, alias_of=None)
    page = once.filter(live=False, **where).order_by("pk").first()
    if page is None or _is_closed(page, library):
        return None
    own = once.filter(translation_key=page.translation_key, locale__language_code=reading_language()).first()
    return page if own is None or _is_closed(own, library) else own


def _is_closed(page: Page, library: Library) -> bool:
    return bool(page.path.startswith(library.closed))


def _has_taken_up(learner: Any, course_key: UUID) -> bool:
    return Enrolment.objects.of(learner).for_course(course_key).exists()


def not_published(course_keys: Collection[UUID], known: Outlines | None = None) -> dict[UUID, str]:
    """Titles of those of these courses that are not published, by key, in the reader's language where there is one.

    One query for the outlines unless they are given, and one more where there are such courses.
    """
    gone = set(course_keys) - (known or outlines()).by_key.keys() if course_keys else set()
    pages = CoursePage.objects.filter(translation_key__in=gone, alias_of=None).order_by("pk") if gone else CoursePage.objects.none()
    titles: dict[UUID, str] = {}
    for key, title, language in pages.values_list("translation_key", "title", "locale__language_code"):
        if key not in titles or language == reading_language():
            titles[key] = title
    return titles


def courses_near(page: Page) -> list[UUID]:
    """The keys of the courses that a page is, is in, or has below it, published or not."""
    above = page.path[: -Page.steplen]
    near = CoursePage.objects.filter(Q(path__startswith=page.path) | Q(path=above))
    return list(near.order_by().values_list("translation_key", flat=True).distinct())


def courses_of_move(entry: PageLogEntry) -> list[UUID]:
    """The keys of the courses near a page that was moved, where it is now and where it came from."""
    left = (entry.data or {}).get("source", {}).get("id")
    return [key for page in Page.objects.filter(pk__in=[entry.page_id, left]) for key in courses_near(page)]


def courses_naming(quiz: Quiz) -> list[UUID]:
    """The keys of the courses that name a quiz, published or not."""
    return list(CoursePage.objects.filter(quiz=quiz).order_by().values_list("translation_key", flat=True).distinct())


def courses_losing(pages: Iterable[Page], *, below: bool) -> list[CourseOutline]:
    """The published courses that would go, or lose a lesson, with these pages and, if asked, with all below them.

    A translation takes nothing away: what is read then is the source.
    """
    paths = tuple(page.path for page in pages)

    def goes(path: str) -> bool:
        return path.startswith(paths) if below else path in paths

    known = outlines().courses
    return [course for course in known if goes(course.path) or any(goes(lesson.path) for lesson in course.lessons)]


def under_way_with(courses: Collection[CourseOutline]) -> list[Dependent]:
    """How many people have taken up each of these courses and are not done. One query."""
    open_ones = Enrolment.objects.open().of_people_here().filter(course_key__in=[course.key for course in courses])
    people = open_ones.counted_by_course() if courses else {}
    return [Dependent(_("Course"), course.title, people.get(course.key, 0)) for course in courses]


def courses_missing(quiz: Quiz) -> list[Dependent]:
    """The courses that people are under way with and a quiz closes."""
    return [one for one in under_way_with(outlines().naming(quiz.pk)) if one.people]


def way_back_to_course(quiz: Quiz, user: Any) -> Link | None:
    """A published course that the user has taken up and that names this quiz."""
    known = outlines().naming(quiz.pk)
    mine = Enrolment.objects.of(user).filter(course_key__in=[course.key for course in known])
    taken = set(mine.values_list("course_key", flat=True)) if known else set()
    return next((Link(course.title, course.url) for course in known if course.key in taken), None)
