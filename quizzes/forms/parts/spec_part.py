"""What every part can do, and the fields that several of them have."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from string import ascii_lowercase
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.texts import LocalisedFormField, localised
from quizzes.question_types import Spec

Group = tuple[str, list[str]]

FEWEST_ROWS: Final = 6
SPARE_ROWS: Final = 2
MOST_ROWS: Final = 50

DEFAULT_SCORING: Final = "all_or_nothing"


class SpecPart(ABC):
    """Fields for what one type of question holds beside stem, reason and note."""

    kinds: ClassVar[tuple[str, ...]]  # the types it serves
    handles: frozenset[str]  # the keys of the specification that the fields stand for

    @abstractmethod
    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        """Make the fields, filled from a specification, which may be empty."""

    @abstractmethod
    def groups(self, spec: Spec) -> list[Group]:
        """Name the fields that stand together, each group with a heading."""

    @abstractmethod
    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        """Give this part of the specification from cleaned values."""


class RowsPart(SpecPart):
    """A list of things: as many rows as there are and some to spare; an emptied row is taken away."""

    key: str
    heading: Any
    first_id: str = ""  # "" counts a, b, c; "p" counts p1, p2, p3

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
            made |= {f"row_{number}_{name}": field for name, field in self.row_fields(row).items()}
        return made

    def groups(self, spec: Spec) -> list[Group]:
        names = list(self.row_fields({}))
        return [(f"{self.heading} {number}", [f"row_{number}_{name}" for name in names]) for number in self._numbers(spec)]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        known = [row["id"] for row in spec.get(self.key, [])]
        fresh = (one for one in self._ids() if one not in known)
        rows = []
        for number in self._numbers(spec):
            row = self.read_row({name: sent.get(f"row_{number}_{name}") for name in self.row_fields({})})
            if row is not None:
                rows.append({"id": known[number - 1] if number <= len(known) else next(fresh), **row})
        return {self.key: self.arranged(rows, sent, spec)}

    def arranged(self, rows: list[dict[str, Any]], sent: Mapping[str, Any], spec: Spec) -> list[dict[str, Any]]:
        return rows

    def _numbers(self, spec: Spec) -> range:
        return range(1, min(MOST_ROWS, max(FEWEST_ROWS, len(spec.get(self.key, [])) + SPARE_ROWS)) + 1)

    def _ids(self) -> Iterator[str]:
        if not self.first_id:
            yield from ascii_lowercase
        for number in range(1, 2 * MOST_ROWS):
            yield f"{self.first_id or 'o'}{number}"


def text_field(label: Any, texts: Any, *, long: bool = False, required: bool = False, help_text: Any = "") -> LocalisedFormField:
    return LocalisedFormField(label=label, long=long, required=required, initial=localised(texts), help_text=help_text)


def scoring_field(spec: Spec, choices: list[tuple[str, Any]]) -> dict[str, forms.Field]:
    return {
        "scoring": forms.ChoiceField(
            label=_("Points for a partly right answer"), choices=choices, initial=spec.get("scoring", DEFAULT_SCORING)
        )
    }


def read_scoring(sent: Mapping[str, Any], spec: Spec) -> Spec:
    """The way of scoring, left unsaid where the author never said one: looking at a question makes no new version."""
    unsaid = sent["scoring"] == DEFAULT_SCORING and "scoring" not in spec
    return {} if unsaid else {"scoring": sent["scoring"]}
