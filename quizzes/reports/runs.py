"""An attempt while it is open: what is asked, what is saved, what is left."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from academy.texts import LocalisedText
from quizzes.models import Aspect, Attempt, AttemptSlot
from quizzes.question_types import Answer, question_type
from quizzes.reports.disclosure import disclosure_of


@dataclass(frozen=True)
class OverviewItem:
    """One question as the overview shows it. Texts between the questions have no number and are not among them."""

    position: int
    number: int
    page: int
    answered: bool
    flagged: bool
    here: bool
    reachable: bool
    section: LocalisedText


@dataclass(frozen=True)
class Section:
    """The questions under one heading, which may be empty."""

    title: LocalisedText
    items: list[OverviewItem]

    @property
    def answered(self) -> int:
        return sum(item.answered for item in self.items)

    @property
    def to_look_at(self) -> list[OverviewItem]:
        return [item for item in self.items if item.flagged or not item.answered]


@dataclass(frozen=True)
class Run:
    """The questions of an open attempt with their newest answers, and the one in hand."""

    attempt: Attempt
    slots: list[AttemptSlot]
    position: int | None = None

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of every question that is asked, by its position."""
        asked = [slot.position for slot in self.slots if is_asked(slot)]
        return {position: number for number, position in enumerate(asked, start=1)}

    @cached_property
    def overview(self) -> list[OverviewItem]:
        return [self._item(slot) for slot in self.slots if slot.position in self.numbers]

    def _item(self, slot: AttemptSlot) -> OverviewItem:
        return OverviewItem(
            position=slot.position,
            number=self.numbers[slot.position],
            page=slot.page,
            answered=slot.answer is not None,
            flagged=slot.flagged,
            here=slot.page == self.page,
            reachable=self.reaches(slot),
            section=LocalisedText(slot.section),
        )

    def reaches(self, slot: AttemptSlot) -> bool:
        """Whether its page may be looked at: where there is no way back, only the one in hand."""
        return not self.attempt.rules.one_way or slot.page == self.attempt.page

    @property
    def is_left_for_good(self) -> bool:
        """Whether going on from here closes the page in hand."""
        return self.attempt.rules.one_way and self.page == self.attempt.page and self.after is not None

    @property
    def sections(self) -> list[Section]:
        return [Section(title, list(items)) for title, items in groupby(self.overview, key=lambda item: item.section)]

    @cached_property
    def here(self) -> AttemptSlot | None:
        return next((slot for slot in self.slots if slot.position == self.position), None)

    @property
    def page(self) -> int | None:
        """The page in hand."""
        return self.here.page if self.here else None

    @property
    def on_page(self) -> list[AttemptSlot]:
        return [slot for slot in self.slots if slot.page == self.page]

    @property
    def before(self) -> int | None:
        """The first position of the page before."""
        return self.first_of((self.page or 1) - 1)

    @property
    def after(self) -> int | None:
        """The first position of the next page."""
        return self.first_of((self.page or 0) + 1)

    @property
    def in_hand(self) -> int | None:
        """The first position of the furthest page that was opened."""
        return self.first_of(self.attempt.page)

    def first_of(self, page: int) -> int | None:
        return next((slot.position for slot in self.slots if slot.page == page), None)

    @property
    def number(self) -> int:
        """The number of the question in hand, for the row of pieces."""
        return next((item.number for item in self.overview if item.here), 0)

    @property
    def count(self) -> int:
        """How many positions there are, texts included."""
        return len(self.slots)

    @property
    def total(self) -> int:
        """How many questions are asked."""
        return len(self.numbers)

    @cached_property
    def answered(self) -> int:
        return sum(item.answered for item in self.overview)

    @property
    def open(self) -> int:
        return self.total - self.answered

    @property
    def open_here(self) -> list[OverviewItem]:
        """What has no answer on the page in hand."""
        return [item for item in self.overview if item.here and not item.answered]

    @property
    def flagged(self) -> int:
        return sum(item.flagged for item in self.overview)

    @property
    def to_look_at(self) -> list[OverviewItem]:
        """What the learner may want to see again before handing in."""
        return [item for item in self.overview if item.flagged or not item.answered]

    @property
    def first_open(self) -> int | None:
        """Where to go on: the first question without an answer, or the page in hand where there is no way back."""
        if self.attempt.rules.one_way:
            return self.in_hand
        return next((item.position for item in self.overview if not item.answered), None)

    @property
    def saved_at(self) -> datetime | None:
        return max((slot.saved_at for slot in self.slots if slot.saved_at), default=None)


def is_asked(slot: AttemptSlot) -> bool:
    kind: str = getattr(slot, "kind", "") or slot.version.kind
    return question_type(kind).is_asked


def run_of(attempt: Attempt, *, position: int | None = None, with_questions: bool = False) -> Run:
    """Read an attempt in one query; what is asked comes along only on demand."""
    rows = attempt.slots.with_answers().with_kinds()
    slots = list(rows.select_related("version") if with_questions else rows)
    for slot in slots:
        slot.attempt = attempt
    return Run(attempt=attempt, slots=slots, position=position)


def readable(run: Run, *, now: datetime) -> list[AttemptSlot]:
    """The questions that its learner may read now: of a closed attempt as the result shows them. Their versions are loaded."""
    if run.attempt.is_open:
        return [slot for slot in run.slots if run.reaches(slot)]
    told = disclosure_of(run.attempt, now=now)
    return [slot for slot in run.slots if told.shows(slot, Aspect.ANSWERS)]


def shown(slot: AttemptSlot, *, language: str, answer: Answer | None) -> dict[str, Any]:
    """Exactly what the learner may see of a question while the attempt is open."""
    return question_type(slot.version.kind).shown(slot.version.spec, slot.layout, language=language, answer=answer)
