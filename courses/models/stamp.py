"""The stamp of all academy pages: what is cached about them is valid exactly as long as their stamp is the same.

One aggregate, read once per request. A publish, unpublish, move, reordering or
deletion in any process changes it, and so does a change of the deal policy
or the end of a quiz.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q, Subquery
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from courses.models.pages import AcademyIndexPage, CoursePage, LessonPage
from courses.models.policy import DealPolicy
from quizzes.models import Quiz

# Neither changes a count or a publication date.
MOVES = ("wagtail.move", "wagtail.reorder")


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a fast deal, as texts quote them."""

    ticket: Decimal
    cycle_days: int

    def quoted_in(self, text: str) -> str:
        """Put the figures in place of their tokens, with thousands set apart."""
        if "{fast_deal_" not in text:
            return text
        ticket, days = f"{self.ticket:,.0f}", str(self.cycle_days)
        return text.replace("{fast_deal_max_ticket}", ticket).replace("{fast_deal_max_cycle_days}", days)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the pages were like at one moment. `private` says whether the site has any private page."""

    pages: tuple[Any, ...]
    limits: Limits
    private: bool = field(compare=False, default=False)


def read_stamp() -> Stamp:
    """Read the stamp of the moment, in one query."""
    kinds = [kind.pk for kind in ContentType.objects.get_for_models(AcademyIndexPage, CoursePage, LessonPage).values()]
    moves = PageLogEntry.objects.filter(action__in=MOVES).order_by("-pk")
    policy = DealPolicy.objects.order_by("pk")
    retired = Quiz.objects.filter(retired_at__isnull=False).order_by("-retired_at")
    row = Page.objects.filter(content_type__in=kinds).aggregate(
        pages=Count("pk"),
        live=Count("pk", filter=Q(live=True)),
        revision=Max("live_revision"),
        published=Max("last_published_at"),
        path=Max("path"),
        moved=Max(Subquery(moves.values("pk")[:1])),
        retired=Max(Subquery(retired.values("retired_at")[:1])),
        ticket=Max(Subquery(policy.values("fast_deal_max_ticket")[:1])),
        cycle_days=Max(Subquery(policy.values("fast_deal_max_cycle_days")[:1])),
        private=Max(Subquery(PageViewRestriction.objects.values("pk")[:1])),
    )
    return Stamp(
        pages=tuple(row[name] for name in ("pages", "live", "revision", "published", "path", "moved", "retired")),
        limits=Limits(
            ticket=DealPolicy().fast_deal_max_ticket if row["ticket"] is None else Decimal(row["ticket"]),
            cycle_days=DealPolicy().fast_deal_max_cycle_days if row["cycle_days"] is None else row["cycle_days"],
        ),
        private=row["private"] is not None,
    )
