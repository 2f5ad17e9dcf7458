"""Whom a page of the team shows: most urgent first, and behind them whoever has no standing."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from academy.certification.models.standing import StandingQuerySet
from academy.people.models import Person
from academy.people.models.person import PersonQuerySet


@dataclass(frozen=True, slots=True)
class Ranked:
    """People in order, for a paginator: how many they are, and any part of them.

    `standings` are those by which they are ranked, `each` how many of them one person has at most, `overdue` how many of
    them are overdue. Where `ranked` says of how many learners they are, people without one are no part of it.
    """

    people: PersonQuerySet
    standings: StandingQuerySet
    each: int
    overdue: int
    ranked: int | None
    today: date

    def count(self) -> int:
        return self.people.count() if self.ranked is None else self.ranked

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Person]:
        """At most five queries. None reads more standings than are needed, as many as each person may have for everybody up to the last one."""
        keys = self._most_urgent(part.stop)[part.start :]
        found = {person.user_id: person for person in self.people.filter(user__in=keys).select_related("user")}
        shown = [found[key] for key in keys if key in found]
        if self.ranked is not None or len(keys) == part.stop - part.start:
            return shown
        before = part.start + len(keys) if keys or not part.start else self.standings.order_by().values("learner").distinct().count()
        return [*shown, *self._without(slice(max(0, part.start - before), max(0, part.stop - before)))]

    def _most_urgent(self, number: int) -> list[int]:
        """The keys of the first so many users. Where enough is overdue, nothing else is looked at: that is an index, from its beginning."""
        rows = number * self.each
        standings = self.standings.overdue_first(self.today) if self.overdue >= rows else self.standings.most_urgent_first(self.today)
        return list(dict.fromkeys(standings.values_list("learner_id", flat=True)[:rows]))[:number]

    def _without(self, part: slice) -> list[Person]:
        own = self.standings.filter(learner=OuterRef("user"))
        return list(self.people.filter(~Exists(own)).select_related("user").order_by("pk")[part])
