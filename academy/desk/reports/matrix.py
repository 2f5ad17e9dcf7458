"""People × certifications for whoever leads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Page, Paginator

from academy.certification.actions.snapshot import holder_of
from academy.certification.models import Certification, Standing
from academy.certification.models.standing import Counts, People, StandingQuerySet
from academy.desk.reports.cells import Cell, Said, cell_of
from academy.desk.reports.filters import FILTERS
from academy.desk.reports.ranking import Ranked
from academy.people.models import Line, Person

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
    """One page of it, with the counts of all pages.

    `required` are the people of whom any of the certifications is required, `current` those of them who hold a required
    certificate that is current: people, not certificates. `matching` are the standings that the filter asks for.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    page: Page[Person]
    matching: int | None
    current: int
    required: int


def standings_in(line: Line, *, history: bool = False) -> StandingQuerySet:
    """The standings that the page is about: those of a line, without those of people who left. The history keeps them."""
    standings = Standing.objects.inside(line)
    return standings if history else standings.of_people_here()


def read_matrix(line: Line, *, state: str, page: int | str, today: date, history: bool = False) -> Matrix:
    """Read one page, in at most ten queries. An unknown state filters nothing.

    Heads of columns count people who are here, also where the history lists those who left.
    """
    standings, people_led = standings_in(line, history=history), Person.objects.inside(line)
    matching = standings.in_state(state, today) if state in FILTERS else None
    people = standings.people_counted(state, today) if matching is not None else None
    counts = standings.counted(today)
    columns = _columns(counts, standings_in(line).counted(today) if history else counts)
    ranked: Any = Ranked(  # a paginator asks for its length and for parts of it, and for nothing else of a list
        people=people_led if history else people_led.active(),
        standings=standings if matching is None else matching,
        each=len(columns),
        overdue=sum(count.overdue for count in counts.values()) if matching is None or state == "overdue" else 0,
        ranked=people and people.found,
        today=today,
    )
    shown: Page[Person] = Paginator(ranked, PEOPLE_ON_A_PAGE).get_page(page)
    listed = list(shown.object_list)
    required, current = _figure(standings_in(line), columns, None if history else people, today)
    cells = _cells(standings, listed, state, today)
    return Matrix(
        columns=tuple(columns),
        rows=tuple(Row(person, tuple(cells.get((person.user_id, column.certification.pk)) for column in columns)) for person in listed),
        page=shown,
        matching=people and people.rows,
        current=current,
        required=required,
    )


def _figure(standings: StandingQuerySet, columns: list[Column], counted: People | None, today: date) -> tuple[int, int]:
    """Of how many people anything is required, and how many are current. In one column that is what stands above it."""
    if len(columns) < 2:
        return sum(column.required for column in columns), sum(column.current for column in columns)
    people = counted or standings.people_counted("", today)
    return people.required, people.current


def _columns(counts: Mapping[int, Counts], here: Mapping[int, Counts]) -> list[Column]:
    nobody = Counts(0, 0, 0)
    certifications = Certification.objects.filter(pk__in=counts).order_by("code")
    return [Column(row, here.get(row.pk, nobody).current, here.get(row.pk, nobody).required) for row in certifications]


def _cells(standings: StandingQuerySet, people: list[Person], state: str, today: date) -> dict[tuple[int, int], Cell]:
    """Read as values, not as rows, and each different cell is put into words once: in a large table most of them say what others say."""
    rows = standings.filter(learner__in=[person.user_id for person in people])
    unnamed = {person.user_id for person in people if holder_of(person.user).unprintable}
    fields = ("learner_id", "certification_id", *Said._fields)
    matching = rows.with_match(state, today).values_list(*fields, "matches") if state in FILTERS else rows.values_list(*fields)
    cells: dict[tuple[int, int], Cell] = {}
    written: dict[tuple[Said, bool, bool], Cell] = {}
    for learner, certification, *facts in matching:
        matches = bool(facts.pop()) if len(facts) > len(Said._fields) else False
        key = (Said(*facts).in_short(), matches, learner in unnamed)
        if key not in written:
            written[key] = cell_of(key[0], today, matches=matches, name_fails=key[2])
        cells[learner, certification] = written[key]
    return cells
