"""How fresh a capability is, and drafts of pages as learners would see them."""

from datetime import date
from typing import Any

from django import template

from courses.forms import CheckForm
from courses.models import Capability, Check, CoursePage, Hole, LessonPage, drawn_body, read_stamp

register = template.Library()


@register.filter
def days_late(capability: Capability, today: date) -> int:
    """By how many days the review is overdue; negative while there is time."""
    return capability.days_late(today) or 0


@register.filter
def days_since_review(capability: Capability, today: date) -> int:
    """How long ago somebody confirmed it."""
    return (today - capability.last_reviewed).days if capability.last_reviewed else 0


@register.simple_tag
def draft_pieces(page: LessonPage) -> list[dict[str, Any]]:
    """The body of a lesson that may not be published, with its checks as forms that go nowhere."""
    body = drawn_body(page, read_stamp().limits)
    checks = Check.drafts(body.question_ids)
    return [
        {"form": CheckForm(checks[piece.question_id], url="")} if isinstance(piece, Hole) else {"html": piece}
        for piece in body.pieces
        if not isinstance(piece, Hole) or piece.question_id in checks
    ]


@register.simple_tag
def draft_summary(page: CoursePage) -> str:
    """The summary of a course with the figures of the deal policy."""
    return read_stamp().limits.quoted_in(page.summary)
