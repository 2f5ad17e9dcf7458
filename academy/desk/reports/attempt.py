"""One attempt of somebody, for whoever leads them: the result by lesson and what happened meanwhile. Never single answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from academy.desk.reports.lessons import LessonLine, by_lesson
from quizzes.models import Attempt, AttemptEvent, Kept, Response
from quizzes.models.attempt import shown_percent

EVENTS_SHOWN: Final = 60
# Counted above the table, and too many to be listed in it.
ONLY_COUNTED: Final = (AttemptEvent.Kind.FOCUS_LOST, AttemptEvent.Kind.LATE_WRITE)


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that happened during the attempt: when, what, and on which of the learner's devices."""

    at: datetime
    what: str
    device: int | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class AttemptPage:
    """All that the page says."""

    attempt: Attempt
    lessons: tuple[LessonLine, ...]
    events: tuple[EventLine, ...]
    late: int
    left_out: int
    left: int
    devices: int
    kept: Any

    @property
    def minutes(self) -> int | None:
        """How long it took."""
        ended = self.attempt.submitted_at
        return None if ended is None else -(-int((ended - self.attempt.started_at).total_seconds()) // 60)


def read_attempt(attempt: Attempt, *, reader: Any) -> AttemptPage:
    """Read it in at most five queries."""
    events = list(AttemptEvent.objects.filter(attempt=attempt).order_by("at", "pk"))
    devices = list(dict.fromkeys(event.device for event in events if event.device))
    shown = [event for event in events if event.kind not in ONLY_COUNTED]
    late, left_out = _responses(attempt)
    return AttemptPage(
        attempt=attempt,
        lessons=tuple(by_lesson([attempt], reader=reader)) if attempt.graded_at and not attempt.is_abandoned else (),
        events=tuple(_lines(shown[:EVENTS_SHOWN], devices)),
        late=late,
        left_out=left_out,
        left=sum(event.kind == AttemptEvent.Kind.FOCUS_LOST for event in events),
        devices=len(devices),
        kept=_kept(attempt),
    )


def _lines(events: Iterable[AttemptEvent], devices: list[str]) -> Iterable[EventLine]:
    for event in events:
        until = event.detail.get("to") if event.kind == AttemptEvent.Kind.EXTENDED else None
        yield EventLine(
            at=event.at,
            what=str(AttemptEvent.Kind(event.kind).label),
            device=devices.index(event.device) + 1 if event.device else None,
            until=datetime.fromisoformat(until) if until else None,
        )


def _responses(attempt: Attempt) -> tuple[int, int]:
    """How many answers came too late, and how many replaced drafts are gone: the revisions of a question have gaps then."""
    late = Count("pk", filter=Q(kind=Response.Kind.LATE))
    slots = Response.objects.filter(slot__attempt=attempt).values("slot").annotate(newest=Max("revision"), kept=Count("pk"), late=late)
    each = list(slots.order_by("slot").values_list("late", "newest", "kept"))
    return sum(late for late, _newest, _kept in each), sum(newest - kept for _late, newest, kept in each)


def _kept(attempt: Attempt) -> Any:
    """The score that the quiz keeps of all attempts, where that is another one."""
    score = Kept.of(attempt.quiz, list(Attempt.objects.of(attempt.learner_id).at(attempt.quiz))).score
    return None if score is None or score == attempt.score else shown_percent(score, pass_percent=attempt.pass_percent)


def result_in_words(attempt: Attempt) -> tuple[str, str]:
    """The kind of state and the word for how an attempt stands."""
    if attempt.is_open:
        return "in-progress", _("under way")
    if attempt.is_waiting:
        return "waiting", _("being marked")
    if attempt.is_abandoned:
        return "failed", _("not handed in")
    return ("certified", _("passed")) if attempt.passed else ("failed", _("not passed"))
