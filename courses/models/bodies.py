"""Bodies of lessons as HTML with holes for the checks, kept in memory like the outlines.

The questions of the checks, their answers and marks are read anew at every
request; only their places are remembered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from academy.users import called
from courses.models.outline import LessonStep
from courses.models.pages import LessonPage
from courses.models.stamp import Limits, Stamp

REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Hole:
    """The place of a check in a body."""

    question_id: int
    question: UUID


@dataclass(frozen=True, slots=True)
class LessonBody:
    """What a lesson says: pieces of HTML and holes, in order, and who vouches for it."""

    pieces: tuple[str | Hole, ...]
    checked_by: str
    checked_on: date | None

    @property
    def question_ids(self) -> frozenset[int]:
        return frozenset(piece.question_id for piece in self.pieces if isinstance(piece, Hole))


def lesson_body(step: LessonStep, stamp: Stamp) -> LessonBody:
    """The body of a lesson in the language of its step: no query while the stamp holds."""
    return _remembered(step.page_id, stamp)


@lru_cache(maxsize=REMEMBERED)
def _remembered(page_id: int, stamp: Stamp) -> LessonBody:
    page = LessonPage.objects.select_related("locale", "checked_by").get(pk=page_id)
    return drawn_body(page, stamp.limits)


def drawn_body(page: LessonPage, limits: Limits) -> LessonBody:
    """Draw the body of a page, published or not, in the page's own language."""
    with translation.override(page.locale.language_code):
        pieces = tuple(_pieces(page, limits))
    by = page.checked_by
    return LessonBody(
        pieces=pieces,
        checked_by=called(by) if by else "",
        checked_on=page.checked_on,
    )


def _pieces(page: LessonPage, limits: Limits) -> Iterator[str | Hole]:
    for number, block in enumerate(page.body, start=1):
        if block.block_type == "check":
            if block.value is not None:
                yield Hole(block.value.pk, block.value.uuid)
            continue
        html = render_to_string(f"academy/courses/blocks/_{block.block_type}.html", {"value": block.value, "anchor": f"block-{number}"})
        yield mark_safe(limits.quoted_in(html))  # noqa: S308  # autoescaped by the template; figures are digits
