"""What every part can do, and the fields that several of them have."""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from string import ascii_lowercase
from typing import Any, ClassVar, Final, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.letters import as_written
from academy.texts import LocalisedFormField, localised
from quizzes.question_types import Place, Spec

Group = tuple[str, list[str]]


class Spot(NamedTuple):
    """Where in the form a place of the specification is: a field, and the number of a line in it, 0 for all of it."""

    field: str
    line: int = 0


FEWEST_ROWS: Final = 6
SPARE_ROWS: Final = 2
MOST_ROWS: Final = 50

DEFAULT_SCORING: Final = "all_or_nothing"


class SpecPart(ABC):
    """Fields for what one type of question holds beside stem, reason and note."""

    kinds: ClassVar[tuple[str, ...]]  # the types it serves
    handles: frozenset[str]  # the keys of the specification that the fields stand for
    sent: Collection[str] = ()  # names of the fields that were sent: their rows are there, however few are stored
    extras: ClassVar[frozenset[str]] = frozenset()  # first fields of groups that most authors leave empty

    @abstractmethod
    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        """Make the fields, filled from a specification, which may be empty."""

    def rows(self, shown: int, pattern: str) -> range:
        """Numbers of rows: as many as are shown, or as were sent under names whose number the pattern finds."""
        return range(1, min(MOST_ROWS, max(shown, most_sent(self.sent, pattern))) + 1)

    @abstractmethod
    def groups(self, spec: Spec) -> list[Group]:
        """Name the fields that stand together, each group with a heading."""

    @abstractmethod
    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        """Give this part of the specification from cleaned values."""

    def spot(self, place: Place, sent: Mapping[str, Any], spec: Spec) -> Spot:
        """Say in which field stands what `read` put at a place of the specification."""
        return Spot(str(place[0]))


class RowsPart(SpecPart):
    """A list of things: as many rows as there are and some to spare; an emptied row is taken away."""

    key: str
    heading: Any
    first_id: str = ""  # "" counts a, b, c; "p" counts p1, p2, p3
    has_ids: bool = True
    prefix: str = "row"  # of the names of its fields; a second list of a question has another
    fewest: int = FEWEST_ROWS
    unsaid: ClassVar[Mapping[str, Any]] = {}  # what a key means that a row leaves out

    @abstractmethod
    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        """Make the fields of one row."""

    @abstractmethod
    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        """Give one row without its id; None when it was left empty."""

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        rows = spec.get(self.key, [])
        made: dict[str, forms.Field] = {}
        for number in self._numbers(spec):
            row = rows[number - 1] if number <= len(rows) else {}
            made |= {self._name(number, name): field for name, field in self.row_fields(row).items()}
        return made

    def groups(self, spec: Spec) -> list[Group]:
        names = list(self.row_fields({}))
        return [(f"{self.heading} {number}", [self._name(number, name) for name in names]) for number in self._numbers(spec)]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        rows = [row for _number, row in self._written(sent, spec)]
        return {self.key: self.arranged(rows, sent, spec)}

    def _written(self, sent: Mapping[str, Any], spec: Spec) -> Iterator[tuple[int, dict[str, Any]]]:
        """Read each row that is not empty, with its number in the form."""
        before = spec.get(self.key, [])
        known = [row["id"] for row in before] if self.has_ids else []
        fresh = (one for one in self._ids() if one not in known)
        names = list(self.row_fields({}))
        for number in self._numbers(spec):
            old = before[number - 1] if number <= len(before) else {}
            row = self.read_row({name: sent.get(self._name(number, name)) for name in names})
            if row is None:
                continue
            row = self.merged(row, old)
            yield number, {"id": old["id"] if old else next(fresh), **row} if self.has_ids else row

    def spot(self, place: Place, sent: Mapping[str, Any], spec: Spec) -> Spot:
        if place[0] != self.key:
            return super().spot(place, sent, spec)
        written = list(self._written(sent, spec))
        index = place[1] if len(place) > 1 else len(written) + 1  # a fault of the whole list: the next row that is empty
        number = self._number_of(int(index), written, sent, spec)
        name, line = self.spot_in_row(place[2:], {name: sent.get(self._name(number, name)) for name in self.row_fields({})})
        return Spot(self._name(number, name), line)

    def _number_of(self, index: int, written: list[tuple[int, dict[str, Any]]], sent: Mapping[str, Any], spec: Spec) -> int:
        """The number in the form of a row of the list: rows may have been left out, or moved."""
        if index > len(written):
            free = [number for number in self._numbers(spec) if number not in dict(written)]
            return free[0] if free else self._numbers(spec)[-1]
        if not self.has_ids:
            return written[index - 1][0]
        wanted = self.arranged([row for _number, row in written], sent, spec)[index - 1]["id"]
        return next(number for number, row in written if row["id"] == wanted)

    def spot_in_row(self, place: Place, row: Mapping[str, Any]) -> Spot:
        """The field of a row for what stands in it; its first one where no field stands for that alone. `row` is what was sent."""
        names = list(self.row_fields({}))
        return Spot(str(place[0]) if place and place[0] in names else names[0])

    def merged(self, row: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        """Give a row as it is to be kept, knowing how it stood before."""
        return as_before(row, before, self.unsaid)

    def arranged(self, rows: list[dict[str, Any]], sent: Mapping[str, Any], spec: Spec) -> list[dict[str, Any]]:
        return rows

    def _numbers(self, spec: Spec) -> range:
        return self.rows(max(self.fewest, len(spec.get(self.key, [])) + SPARE_ROWS), rf"{self.prefix}_(\d+)_.+")

    def _name(self, number: int, name: str) -> str:
        return f"{self.prefix}_{number}_{name}"

    def _ids(self) -> Iterator[str]:
        if not self.first_id:
            yield from ascii_lowercase
        for number in range(1, 2 * MOST_ROWS):
            yield f"{self.first_id or 'o'}{number}"


def most_sent(names: Collection[str], pattern: str) -> int:
    """The highest number among the names that a pattern fits whole; 0 where there is none."""
    fitting = (re.fullmatch(pattern, name, re.ASCII) for name in names)
    return max((int(found[1]) for found in fitting if found and len(found[1]) < 4), default=0)


def text_field(label: Any, texts: Any, *, long: bool = False, required: bool = False, help_text: Any = "") -> LocalisedFormField:
    return LocalisedFormField(label=label, long=long, required=required, initial=localised(texts), help_text=help_text)


class ShareField(forms.CharField):
    """A share of the points, written "1/3", "0.25" or "25 %"; empty means unsaid."""

    def __init__(self, label: Any, written: str | None, *, help_text: Any = "") -> None:
        super().__init__(label=label, required=False, initial=written, max_length=20, help_text=help_text)

    def to_python(self, value: Any) -> str:
        return plain_share(str(super().to_python(value) or ""))


class ExactField(forms.DecimalField):
    """A number, whichever dash its minus sign is."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(as_written(value) if isinstance(value, str) else value)


class WrittenNumberField(forms.CharField):
    """A number as it is written, for its type to accept or refuse in a sentence."""

    def to_python(self, value: Any) -> str:
        return as_written(str(super().to_python(value) or ""))


def plain_share(written: str) -> str:
    """Write a percentage as a share ("25 %" → "0.25"); anything else stays, for its type to accept or refuse in a sentence."""
    if not written.endswith("%"):
        return written
    try:
        return format(Decimal(written.removesuffix("%").strip()) / 100, "f")
    except InvalidOperation:
        return written


def said(sent: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Give the values that were filled in; an empty field says nothing."""
    return {name: dict(sent[name]) if isinstance(sent[name], dict) else sent[name] for name in names if sent.get(name)}


def as_before(now: dict[str, Any], before: Mapping[str, Any], unsaid: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what an author wrote out although it is the default: looking at a question makes no new version."""
    kept = {key: value for key, value in unsaid.items() if key not in now and key in before and before[key] == value}
    return {**kept, **now}


def scoring_field(spec: Spec, choices: list[tuple[str, Any]], *, default: str = DEFAULT_SCORING) -> dict[str, forms.Field]:
    return {
        "scoring": forms.ChoiceField(label=_("Points for a partly right answer"), choices=choices, initial=spec.get("scoring", default))
    }


def read_scoring(sent: Mapping[str, Any], spec: Spec, *, default: str = DEFAULT_SCORING) -> Spec:
    """The way of scoring, left unsaid where the author never said one: looking at a question makes no new version."""
    unsaid = sent["scoring"] == default and "scoring" not in spec
    return {} if unsaid else {"scoring": sent["scoring"]}
