"""People × certifications for whoever leads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, QuerySet

from academy.certification.actions.snapshot import holder_of
from academy.certification.models import Certification, Standing
from academy.certification.models.standing import StandingQuerySet
from academy.desk.reports.cells import Cell, cell_of
from academy.desk.reports.filters import FILTERS
from academy.people.models import Person, Team

PEOPLE_ON_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Column:
    """A certification: of how many people it is required, and how many of them are certified and current."""

    certification: Certification
    current: int
    required: int


@dataclass(frozen=True, slots=True)
class Row:
    """A person and a cell for each column; None where nothing is assigned, started or awarded."""

    person: Person
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One page of it, with the counts of all pages."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    page: Page[Person]
    matching: int | None

    @property
    def current(self) -> int:
        return sum(column.current for column in self.columns)

    @property
    def required(self) -> int:
        return sum(column.required for column in self.columns)


def standings_in(user: Any, team: Team | None) -> StandingQuerySet:
    """The standings that the page is about: those of a team and the teams inside it, or of the whole line."""
    return Standing.objects.visible_to(user).in_teams(_teams(user, team))


def read_matrix(user: Any, *, team: Team | None, state: str, page: int | str, today: date) -> Matrix:
    """Read one page, in eight queries. An unknown state filters nothing."""
    standings = standings_in(user, team)
    matching = standings.in_state(state, today) if state in FILTERS else None
    columns = _columns(standings)
    shown = Paginator(_people(user, team, matching, today), PEOPLE_ON_A_PAGE).get_page(page)
    people = list(shown.object_list)
    cells = _cells(standings, people, columns, matching, today)
    return Matrix(
        columns=tuple(columns),
        rows=tuple(Row(person, tuple(cells.get((person.user_id, column.certification.pk)) for column in columns)) for person in people),
        page=shown,
        matching=None if matching is None else matching.count(),
    )


def _teams(user: Any, team: Team | None) -> QuerySet[Team]:
    teams = Team.objects.visible_to(user)
    return teams if team is None else teams.below(team)


def _columns(standings: StandingQuerySet) -> list[Column]:
    required, current = _by_certification(standings.required()), _by_certification(standings.required().current())
    certifications = Certification.objects.filter(pk__in=standings.values("certification")).order_by("code")
    return [Column(row, current.get(row.pk, 0), required.get(row.pk, 0)) for row in certifications]


def _by_certification(standings: StandingQuerySet) -> Mapping[int, int]:
    return dict(standings.order_by().values_list("certification").annotate(Count("pk")))


def _people(user: Any, team: Team | None, matching: StandingQuerySet | None, today: date) -> QuerySet[Person]:
    """Most urgent first; whoever has no standing comes last."""
    people = Person.objects.led_by(user).filter(team__in=_teams(user, team)).select_related("user")
    if matching is not None:
        people = people.filter(Exists(matching.filter(learner=OuterRef("user"))))
    first: Any = Standing.objects.filter(learner=OuterRef("user")).most_urgent_first(today)
    ranked = people.annotate(urgency=first.values("urgency")[:1], due=first.values("due_on")[:1])
    return ranked.order_by(F("urgency").asc(nulls_last=True), F("due").asc(nulls_last=True), "pk")


def _cells(
    standings: StandingQuerySet, people: list[Person], columns: list[Column], matching: StandingQuerySet | None, today: date
) -> dict[tuple[int, int], Cell]:
    rows = standings.filter(learner__in=[person.user_id for person in people])
    found = set(matching.filter(pk__in=rows.values("pk")).values_list("pk", flat=True)) if matching is not None else set()
    unnamed = {person.user_id for person in people if holder_of(person.user).unprintable}
    return {
        (row.learner_id, row.certification_id): cell_of(row, today, matches=row.pk in found, name_fails=row.learner_id in unnamed)
        for row in rows
    }
