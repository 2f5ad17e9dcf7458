"""An attempt while it is open: what is asked, what is saved, what is left."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from quizzes.models import Attempt, AttemptSlot, Question
from quizzes.question_types import Answer, question_type


@dataclass(frozen=True)
class OverviewItem:
    """One question as the overview shows it."""

    position: int
    answered: bool
    flagged: bool
    here: bool


@dataclass(frozen=True)
class Run:
    """The questions of an open attempt with their newest answers, and the one in hand."""

    attempt: Attempt
    slots: list[AttemptSlot]
    position: int | None = None

    @cached_property
    def overview(self) -> list[OverviewItem]:
        return [OverviewItem(slot.position, slot.answer is not None, slot.flagged, slot.position == self.position) for slot in self.slots]

    @cached_property
    def here(self) -> AttemptSlot | None:
        return next((slot for slot in self.slots if slot.position == self.position), None)

    @property
    def total(self) -> int:
        return len(self.slots)

    @cached_property
    def answered(self) -> int:
        return sum(item.answered for item in self.overview)

    @property
    def open(self) -> int:
        return self.total - self.answered

    @property
    def flagged(self) -> int:
        return sum(item.flagged for item in self.overview)

    @property
    def to_look_at(self) -> list[OverviewItem]:
        """What the learner may want to see again before handing in."""
        return [item for item in self.overview if item.flagged or not item.answered]

    @property
    def first_open(self) -> int | None:
        return next((item.position for item in self.overview if not item.answered), None)

    @property
    def saved_at(self) -> datetime | None:
        return max((slot.saved_at for slot in self.slots if slot.saved_at), default=None)


def run_of(attempt: Attempt, *, position: int | None = None, with_questions: bool = False) -> Run:
    """Read an attempt in one query; what is asked comes along only on demand."""
    rows = attempt.slots.with_answers()
    slots = list(rows.select_related("version") if with_questions else rows)
    if with_questions and not attempt.is_open:
        _keep_back(slots, learner=attempt.learner_id)
    return Run(attempt=attempt, slots=slots, position=position)


def _keep_back(slots: list[AttemptSlot], *, learner: int) -> None:
    """Leave out the answers to questions of an exam that is open: of an attempt with full marks they are its key."""
    withheld = set(Question.objects.withheld_in_reviews_from(learner).values_list("pk", flat=True))
    for slot in slots:
        if slot.version.question_id in withheld:
            slot.answer = None


def shown(slot: AttemptSlot, *, language: str, answer: Answer | None) -> dict[str, Any]:
    """Exactly what the learner may see of a question while the attempt is open."""
    return question_type(slot.version.kind).shown(slot.version.spec, slot.layout, language=language, answer=answer)
