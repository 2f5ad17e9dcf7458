"""The stamp of all academy pages: what is cached about them is valid exactly as long as their stamp is the same.

One aggregate, read once per request. A publish, unpublish, move, reordering or
deletion in any process changes it, and so does a change of the deal policy.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connections, router
from django.db.models import Count, Max, Q, Subquery
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from courses.models.pages import CoursePage
from courses.models.policy import DealPolicy

# Neither changes a count or a publication date.
MOVES = ("wagtail.move", "wagtail.reorder")
# Learners have signed in.
OPEN_TO_ALL = (PageViewRestriction.NONE, PageViewRestriction.LOGIN)


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
    """What the pages were like at one moment. `private` says whether the site keeps any page from people who have signed in."""

    pages: tuple[Any, ...]
    limits: Limits
    private: bool = field(compare=False, default=False)


def read_stamp() -> Stamp:
    """Read the stamp of the moment, in one query."""
    using = router.db_for_read(Page)
    sql, values = _question(using)
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    *_same, ticket, cycle_days, private = rows[0] if rows else (None, None, None)
    default = DealPolicy()
    return Stamp(
        pages=tuple(sorted(row[:-1] for row in rows)),
        limits=Limits(
            ticket=default.fast_deal_max_ticket if ticket is None else Decimal(ticket),
            cycle_days=default.fast_deal_max_cycle_days if cycle_days is None else int(cycle_days),
        ),
        private=private is not None,
    )


@cache
def _question(using: str) -> tuple[str, tuple[Any, ...]]:
    """What is asked at every request is always the same, so it is compiled once: that costs ten times as much as asking it.

    A row for each kind of page: how many there are, how many are published,
    the newest publication and the last place, and beside them what is one
    for all. Only compared and never shown, except for the last three.
    """
    moves = PageLogEntry.objects.filter(action__in=MOVES).order_by("-pk")
    policy = DealPolicy.objects.order_by("pk")
    private = PageViewRestriction.objects.exclude(restriction_type__in=OPEN_TO_ALL).order_by()
    kinds = Page.objects.using(using).filter(content_type__app_label=CoursePage._meta.app_label).order_by().values("content_type")
    rows = kinds.annotate(
        pages=Count("pk"),
        live=Count("pk", filter=Q(live=True)),
        revision=Max("live_revision"),
        published=Max("last_published_at"),
        place=Max("path"),
        moved=Max(Subquery(moves.values("pk")[:1])),
        ticket=Max(Subquery(policy.values("fast_deal_max_ticket")[:1])),
        cycle_days=Max(Subquery(policy.values("fast_deal_max_cycle_days")[:1])),
        private=Max(Subquery(private.values("pk")[:1])),
    )
    sql, values = rows.query.get_compiler(using=using).as_sql()
    return sql, tuple(values)
