"""What Wagtail itself is told of who may read academy pages, so that its APIs, searches and sitemaps know it too."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, PageViewRestriction

from courses.models import OPEN_TO_ALL


@transaction.atomic
def require_sign_in(page: Any) -> None:
    """Make an academy, and with it all pages below, private for people who have signed in.

    Harmless to repeat; a privacy that an author has chosen stays.
    """
    if not page.view_restrictions.exclude(restriction_type=PageViewRestriction.NONE).exists():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@transaction.atomic
def keep_privacy(*, source: Any, copied: Any) -> None:
    """Close the copy of a page to whom the page itself is closed, and so with all pages below it.

    Wagtail leaves that out where the page above is private, which an academy
    is; where it does so, the privacy that a new academy begins with is one too many.
    """
    copies = _copies(source, copied)
    mine = PageViewRestriction.objects.filter(page__in=list(copies)).exclude(restriction_type__in=OPEN_TO_ALL)
    for restriction in mine.prefetch_related("groups"):
        page = copies[restriction.page_id]
        if page.view_restrictions.filter(restriction_type=restriction.restriction_type).exists():
            continue
        kept = PageViewRestriction.objects.create(page=page, restriction_type=restriction.restriction_type, password=restriction.password)
        kept.groups.set(restriction.groups.all())
    PageViewRestriction.objects.filter(_superfluous(), page__in=copies.values()).delete()


def _superfluous() -> Q:
    """A sign-in that is asked for beside something else, or twice."""
    others = PageViewRestriction.objects.filter(page=OuterRef("page")).exclude(pk=OuterRef("pk"))
    others = others.filter(~Q(restriction_type=PageViewRestriction.LOGIN) | Q(pk__lt=OuterRef("pk")))
    return Q(Exists(others), restriction_type=PageViewRestriction.LOGIN)


def _copies(source: Any, copied: Any) -> Mapping[int, Any]:
    """The copy of each page, by the page: translations by the key they share, others by their place."""
    pages, made = (list(Page.objects.descendant_of(top, inclusive=True).order_by("path")) for top in (source, copied))
    if source.translation_key == copied.translation_key:
        by_key = {page.translation_key: page for page in made}
        return {page.pk: by_key[page.translation_key] for page in pages if page.translation_key in by_key}
    return {page.pk: copy for page, copy in zip(pages, made, strict=True)} if len(pages) == len(made) else {source.pk: copied}
