"""How often and how soon a learner may try a quiz. One reading for the start, the intro, the result and the API."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from quizzes.models.attempt import Attempt, AttemptWindow
from quizzes.models.quiz import Quiz


@dataclass(frozen=True)
class Allowance:
    """A learner's attempts at one quiz since the newest window was opened."""

    window: AttemptWindow | None
    needs_window: bool
    started: int
    limit: int | None  # None: no limit
    next_at: datetime | None  # end of the cool-off, which may be past
    next_number: int

    @classmethod
    def of(cls, learner: Any, quiz: Quiz, *, attempts: Collection[Attempt] | None = None) -> Self:
        """Read it in two queries, or in one where the learner's attempts at this quiz are at hand."""
        window = AttemptWindow.objects.filter(quiz=quiz, learner=learner).order_by("-opened_at", "-pk").first()
        return cls._counted(quiz, window, list(Attempt.objects.of(learner).at(quiz)) if attempts is None else attempts)

    @classmethod
    def used_up(cls, learner: Any, *, attempts: Collection[Attempt]) -> list[Quiz]:
        """The quizzes at which a learner has no attempt left and has not passed, in one query.

        `attempts` are all of the learner's, with their quizzes.
        """
        windows = {window.quiz_id: window for window in AttemptWindow.objects.filter(learner=learner).order_by("opened_at", "pk")}
        by_quiz: dict[Quiz, list[Attempt]] = {}
        for attempt in attempts:
            by_quiz.setdefault(attempt.quiz, []).append(attempt)
        return [quiz for quiz, mine in by_quiz.items() if cls._is_used_up(quiz, windows.get(quiz.pk), mine)]

    @classmethod
    def _is_used_up(cls, quiz: Quiz, window: AttemptWindow | None, attempts: Collection[Attempt]) -> bool:
        undecided = not any(attempt.is_open or attempt.passed for attempt in _since(window, attempts))
        return undecided and cls._counted(quiz, window, attempts).left == 0

    @classmethod
    def _counted(cls, quiz: Quiz, window: AttemptWindow | None, known: Collection[Attempt]) -> Self:
        counted = _since(window, known)
        closed_at = max((attempt.submitted_at for attempt in counted if attempt.submitted_at), default=None)
        extra = window.extra if window else 0
        return cls(
            window=window,
            needs_window=quiz.purpose == Quiz.Purpose.CERTIFICATION,
            started=len(counted),
            limit=quiz.max_attempts + extra if quiz.max_attempts else None,
            next_at=closed_at + quiz.cooloff if closed_at and quiz.cooloff_minutes else None,
            next_number=max((attempt.number for attempt in known), default=0) + 1,
        )

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.started)

    @property
    def is_open(self) -> bool:
        """Whether the layer above has opened a quiz that needs it."""
        return self.window is not None or not self.needs_window

    def cooling_off_until(self, now: datetime) -> datetime | None:
        """When the next attempt may begin; None when time is not what stands in the way."""
        return self.next_at if self.next_at and now < self.next_at and self.left != 0 else None

    def may_start(self, now: datetime) -> bool:
        return self.is_open and self.left != 0 and self.cooling_off_until(now) is None


def _since(window: AttemptWindow | None, attempts: Collection[Attempt]) -> list[Attempt]:
    """Those that count: begun since the window was opened."""
    return [attempt for attempt in attempts if window is None or attempt.started_at >= window.opened_at]
