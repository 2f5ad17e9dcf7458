"""The catalogue as one learner sees it: cards, words and filters.

Words are looked for by `courses.models.search`: in the courses, their lessons
and capabilities, in all languages. At the size of one company's academy that is
faster than a search index, and it finds Chinese, which has no spaces between
words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.models.capability import Capability
from courses.models.library import Library
from courses.models.outline import CourseOutline
from courses.models.pages import CoursePage
from courses.models.search import Found, capabilities_of, search
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
    found: Found


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
    """The courses that speak of all these words and pass the chosen filter. Three queries besides the library's, and the search's."""
    shelf = library.courses
    said = search(library, words)
    wanted = FILTERS[chosen][1] if chosen in FILTERS else None
    found = [each for each in said if wanted is None or wanted(each.course)]
    ticks = ticks_in(learner, [each.course for each in found])
    needed = uses([each.course.key for each in found])
    capabilities = capabilities_of(each.course for each in found)
    return Catalogue(
        cards=[
            Card(
                each.course,
                course_progress(each.course, ticks, None, library=library),
                capabilities.get(each.course.capability_id or 0),
                needed.get(each.course.key, ()),
                each,
            )
            for each in found
        ],
        chips=list(_chips([each.course for each in said], chosen if wanted else "")),
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
