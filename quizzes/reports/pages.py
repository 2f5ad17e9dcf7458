"""A page of a running attempt: its questions as they are shown, and what tries and certainty make of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any, Self

from django.db.models import prefetch_related_objects

from academy.texts import LocalisedText
from quizzes.actions.grading import tries_allowed, tries_left
from quizzes.models import Aspect, Attempt, AttemptSlot, Behaviour, Response, Review, review_of
from quizzes.question_types import Answer, question_type
from quizzes.question_types.question_type import DEFAULT_PENALTY
from quizzes.question_types.spec import exact
from quizzes.question_types.texts import say
from quizzes.question_types.tries import RIGHT_BY_CERTAINTY, WRONG_BY_CERTAINTY
from quizzes.reports.figures import points_text
from quizzes.reports.runs import Run, shown


@dataclass(frozen=True)
class Tries:
    """What was tried of a question. Of a wrong try the learner sees hints; right answers never."""

    used: int
    left: int | None  # None: as many as the learner wants
    verdict: str  # of the newest try: "right", "partly", "wrong", or "" where none is told
    is_current: bool  # whether the answer that is saved is the one that was tried
    hints: tuple[str, ...]
    feedback: tuple[str, ...]
    penalty: Fraction
    held_back: bool = False

    @property
    def is_over(self) -> bool:
        return self.left == 0

    @property
    def penalty_percent(self) -> str:
        return points_text(self.penalty * 100)


@dataclass(frozen=True)
class Certainty:
    """One level of certainty: what it earns and what it costs, in points of this question."""

    level: int
    earns: str
    costs: str


@dataclass(frozen=True)
class PageQuestion:
    """One question of a page as its learner may see it now."""

    slot: AttemptSlot
    number: int | None
    section: LocalisedText | None
    question: dict[str, Any]
    revision: int
    tries: Tries | None = None
    certainties: tuple[Certainty, ...] = ()
    certainty: int | None = None
    is_locked: bool = False
    refused: str = ""
    refused_at: tuple[str, ...] = ()
    conflict: str = ""
    stored: dict[str, Any] | None = None

    @property
    def prefix(self) -> str:
        return f"q{self.slot.position}-"

    @property
    def field_id(self) -> str:
        return f"q{self.slot.position}"

    @property
    def template(self) -> str:
        return question_type(self.slot.version.kind).template

    def conflicting(self, *, words: str, stored: dict[str, Any], mine: dict[str, Any], revision: int) -> Self:
        """The learner's answer in the fields, the saved one beside it; sending again keeps the former."""
        return replace(self, conflict=words, stored=stored, question=mine, revision=revision)

    def typed(self, mine: dict[str, Any]) -> Self:
        """What was sent stays in the fields, and can be sent again."""
        return replace(self, question=mine)

    @property
    def fault(self) -> dict[str, Any]:
        """Under which id the words of a refusal stand, and the fields they are about: none means all."""
        return {"id": f"{self.field_id}-fault", "at": self.refused_at} if self.refused else {}

    def refusing(self, *, words: str, sent: Mapping[str, Any] | None, at: tuple[str, ...] = ()) -> Self:
        """What was sent stays in the fields, as far as they can hold it. `at` are the fields that the words are about."""
        kept = self.question if sent is None else question_type(self.slot.version.kind).put_back(self.question, sent)
        return replace(self, refused=words, refused_at=at, question=kept)


def page_of(run: Run, *, language: str, now: datetime) -> list[PageQuestion]:
    """The questions of the page in hand: one query for what is asked, two more where answers can be tried."""
    slots = run.on_page
    prefetch_related_objects(slots, "version")
    tried = tries_of(run.attempt, slots, language=language, now=now)
    titles = {slot.position: slot.section for slot in slots if _begins_section(run, slot)}
    return [
        PageQuestion(
            slot=slot,
            number=run.numbers.get(slot.position),
            section=LocalisedText(titles[slot.position]) if slot.position in titles else None,
            question=shown(slot, language=language, answer=slot.answer),
            revision=slot.revision or 0,
            tries=tried.get(slot.pk),
            certainties=_certainties(slot),
            certainty=slot.certainty,
            is_locked=run.attempt.time_is_up(now) or (slot.pk in tried and tried[slot.pk].is_over),
        )
        for slot in slots
    ]


def tries_of(attempt: Attempt, slots: Sequence[AttemptSlot], *, language: str, now: datetime) -> dict[int, Tries]:
    """What was tried, by question; empty where the quiz takes no tries. The versions of the questions are loaded.

    A try says how right an answer is: of a closed attempt only where the review says so.
    """
    able = [slot for slot in slots if question_type(slot.version.kind).can_be_tried] if attempt.rules.takes_tries else []
    if not able:
        return {}
    review = review_of(attempt, now=now)
    if not attempt.is_open and not review.shows(Aspect.CORRECTNESS):
        return {}
    tried: dict[int, list[Answer | None]] = defaultdict(list)
    for response in Response.objects.tries().filter(slot__in=able):
        tried[response.slot_id].append(response.answer)
    held_back = set(AttemptSlot.objects.held_back_for(attempt).values_list("version__question_id", flat=True))
    reader = _Reader(language, review if attempt.is_open else Review(frozenset()))
    return {slot.pk: reader.tries(slot, tried[slot.pk], held_back=slot.version.question_id in held_back) for slot in able}


@dataclass(frozen=True)
class _Reader:
    """What tries may say while the attempt is open."""

    language: str
    review: Review

    def tries(self, slot: AttemptSlot, tried: list[Answer | None], *, held_back: bool) -> Tries:
        kind, spec = question_type(slot.version.kind), slot.version.spec
        penalty = exact(spec["penalty"]) if "penalty" in spec else DEFAULT_PENALTY
        if held_back:
            return Tries(len(tried), tries_allowed(slot), "", False, (), (), penalty, held_back=True)
        mark = kind.grade(spec, tried[-1]) if tried else None
        language = kind.language_of(spec, self.language)[0]
        hints = tuple(say(hint["text"], language) for hint in spec.get("hints", ()))
        return Tries(
            used=len(tried),
            left=tries_left(slot, tried),
            verdict="" if mark is None else "right" if mark == 1 else "partly" if mark > 0 else "wrong",
            is_current=bool(tried) and tried[-1] == slot.answer,
            hints=() if mark == 1 else hints[: len(tried)],
            feedback=self._feedback(slot, tried[-1]) if tried else (),
            penalty=penalty,
        )

    def _feedback(self, slot: AttemptSlot, answer: Answer | None) -> tuple[str, ...]:
        """What the author says of the choices that were made, where the quiz shows it while answering."""
        if not self.review.shows(Aspect.FEEDBACK):
            return ()
        told = question_type(slot.version.kind).review(slot.version.spec, slot.layout, answer, language=self.language)
        return tuple(option["feedback"] for option in told.get("options", ()) if option.get("chosen") and option.get("feedback"))


def _begins_section(run: Run, slot: AttemptSlot) -> bool:
    before = next((other for other in run.slots if other.position == slot.position - 1), None)
    return any(slot.section.values()) and (before is None or before.section != slot.section)


def _certainties(slot: AttemptSlot) -> tuple[Certainty, ...]:
    if slot.attempt.rules.behaviour != Behaviour.CERTAINTY or not question_type(slot.version.kind).is_asked:
        return ()
    worth = Fraction(slot.max_points)
    return tuple(
        Certainty(level, points_text(worth * right), points_text(-worth * WRONG_BY_CERTAINTY[level]))
        for level, right in RIGHT_BY_CERTAINTY.items()
    )
