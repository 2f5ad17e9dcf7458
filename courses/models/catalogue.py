"""The catalogue as one learner sees it: cards, words and filters.

Words are looked for in the outlines of all languages, which are in memory, and
in the capabilities: every word must occur somewhere, as written. At the size of
one company's academy that is faster than a search index, and it finds Chinese,
which has no spaces between words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from academy.texts import content_languages
from courses.models.capability import Capability
from courses.models.languages import content_language
from courses.models.library import Library
from courses.models.outline import CourseOutline, outlines
from courses.models.pages import CoursePage
from courses.models.standing import CourseProgress, course_progress
from courses.models.ticks import ticks_in
from courses.models.uses import Use, uses

SHORT = 15  # minutes


FILTERS: Mapping[str, tuple[Any, Callable[[CourseOutline], bool]]] = {
    "fast": (_("Fast deals"), lambda course: course.deal_type == CoursePage.DealType.FAST),
    "high": (_("High-ticket deals"), lambda course: course.deal_type == CoursePage.DealType.HIGH),
    "foundation": (_("Foundation"), lambda course: course.level == CoursePage.Level.FOUNDATION),
    "practitioner": (_("Practitioner"), lambda course: course.level == CoursePage.Level.PRACTITIONER),
    "update": (_("Updates"), lambda course: course.level == CoursePage.Level.UPDATE),
    "short": (_("Under 15 min"), lambda course: course.minutes < SHORT),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One course on the shelf."""

    course: CourseOutline
    progress: CourseProgress
    capability: Capability | None
    uses: Sequence[Use]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter, and how many courses it leaves."""

    code: str
    name: Any
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What was found, and what can be chosen."""

    cards: Sequence[Card]
    chips: Sequence[Chip]
    intro: str
    words: str
    chosen: str
    courses: int
    lessons: int


def catalogue_of(library: Library, *, learner: Any, words: str = "", chosen: str = "") -> Catalogue:
    """The courses that speak of all these words and pass the chosen filter. Three queries besides the library's."""
    shelf = library.courses
    capabilities = Capability.objects.in_bulk({course.capability_id for course in shelf if course.capability_id})
    texts = _texts(library) if words.split() else {}
    said = [course for course in shelf if not texts or _mentions(texts[course.key], capabilities.get(course.capability_id), words)]
    wanted = FILTERS[chosen][1] if chosen in FILTERS else None
    found = [course for course in said if wanted is None or wanted(course)]
    ticks = ticks_in(learner, found)
    needed = uses([course.key for course in found])
    return Catalogue(
        cards=[
            Card(
                course,
                course_progress(course, ticks, None, library=library),
                capabilities.get(course.capability_id),
                needed.get(course.key, ()),
            )
            for course in found
        ],
        chips=list(_chips(said, chosen if wanted else "")),
        intro=library.known.intro,
        words=words,
        chosen=chosen if wanted else "",
        courses=len(shelf),
        lessons=sum(len(course.lessons) for course in shelf),
    )


def _chips(courses: Sequence[CourseOutline], chosen: str) -> Iterator[Chip]:
    yield Chip("", _("All"), len(courses), not chosen)
    for code, (name, passes) in FILTERS.items():
        count = sum(1 for course in courses if passes(course))
        if count or code == chosen:
            yield Chip(code, name, count, code == chosen)


def _texts(library: Library) -> dict[UUID, str]:
    """What each course says about itself, in all languages."""
    texts: dict[UUID, list[str]] = {}
    for code, _name in content_languages():
        for course in outlines(library.stamp, language=content_language(code)).courses:
            texts.setdefault(course.key, []).extend([course.title, course.summary, *(lesson.title for lesson in course.lessons)])
    return {key: "\n".join(said).casefold() for key, said in texts.items()}


def _mentions(text: str, capability: Capability | None, words: str) -> bool:
    if capability is not None:
        text = "\n".join([text, *capability.title.values(), *capability.statement.values()]).casefold()
    return all(word in text for word in words.casefold().split())
