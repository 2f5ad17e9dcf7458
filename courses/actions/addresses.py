"""Keeping the addresses of pages that are renamed or moved, and one slug for all languages of a page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.models import AcademyPageMixin, FormerAddress


@transaction.atomic
def leave_address(*, key: UUID, slug: str, course_key: UUID | None, now: datetime) -> None:
    """Note that a course, or a lesson of a course, is no longer found under a slug. Of several pages the last one to leave it is meant."""
    FormerAddress.objects.update_or_create(course_key=course_key, slug=slug, defaults={"key": key, "left_at": now})


@transaction.atomic
def follow_source(page: AcademyPageMixin) -> int:
    """Give the slug of a source page to the page in all other languages, drafts and aliases too, and say how many were changed."""
    changed = 0
    for other in page.in_other_languages:
        if other.slug != page.slug:
            other.slug = page.slug
            other.save(clean=False, update_fields=["slug", "url_path"])
            changed += 1
    return changed


def rename(*, page: AcademyPageMixin, before: Any, now: datetime) -> None:
    """See to what hangs from a slug that was changed: the former address leads on, other languages follow."""
    if page.source is not None:
        return
    if before.live:
        leave_address(key=page.translation_key, slug=before.slug, course_key=page.course_key, now=now)
    follow_source(page)
