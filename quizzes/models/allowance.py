"""How often and how soon a learner may try a quiz. One reading for the start, the intro, the result and the API."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Self

from quizzes.models.attempt import Attempt, AttemptWindow
from quizzes.models.override import QuizOverride, Terms
from quizzes.models.quiz import Quiz

HOUR: Final = timedelta(hours=1)
MOST_AN_HOUR: Final = 30


@dataclass(frozen=True)
class Allowance:
    """A learner's attempts at one quiz since the newest window was opened, and the terms that hold for the learner."""

    window: AttemptWindow | None
    needs_window: bool
    terms: Terms
    started: int
    limit: int | None  # None: no limit
    next_at: datetime | None  # end of the cool-off, which may be past
    next_number: int
    quiz_limit: timedelta | None = None
    begun: tuple[datetime, ...] = ()  # when attempts of any window began

    @classmethod
    def of(cls, learner: Any, quiz: Quiz, *, attempts: Collection[Attempt] | None = None) -> Self:
        """Read it in three queries, or in two where the learner's attempts at this quiz are at hand."""
        window = AttemptWindow.objects.filter(quiz=quiz, learner=learner).order_by("-opened_at", "-pk").first()
        known = list(Attempt.objects.of(learner).at(quiz)) if attempts is None else attempts
        return cls._counted(quiz, window, known, Terms.of(learner, quiz))

    @classmethod
    def used_up(cls, learner: Any, *, attempts: Collection[Attempt], standing: Iterable[QuizOverride] | None = None) -> list[Quiz]:
        """The quizzes at which a learner has no attempt left and has not passed, in two queries, or one with the `standing` exceptions.

        `attempts` are all of the learner's, with their quizzes and whether scores are held back. What waits for a
        marker, or may not be told yet, is not decided.
        """
        windows = {window.quiz_id: window for window in AttemptWindow.objects.filter(learner=learner).order_by("opened_at", "pk")}
        overrides: dict[int, list[QuizOverride]] = defaultdict(list)
        for override in QuizOverride.objects.standing().of(learner) if standing is None else standing:
            overrides[override.quiz_id].append(override)
        by_quiz: dict[Quiz, list[Attempt]] = {}
        for attempt in attempts:
            by_quiz.setdefault(attempt.quiz, []).append(attempt)
        return [
            quiz
            for quiz, mine in by_quiz.items()
            if cls._is_used_up(quiz, windows.get(quiz.pk), mine, Terms.put_together(quiz, overrides[quiz.pk]))
        ]

    @classmethod
    def _is_used_up(cls, quiz: Quiz, window: AttemptWindow | None, attempts: Collection[Attempt], terms: Terms) -> bool:
        return _none_passes(since(window, attempts)) and cls._counted(quiz, window, attempts, terms).left == 0

    @classmethod
    def _counted(cls, quiz: Quiz, window: AttemptWindow | None, known: Collection[Attempt], terms: Terms) -> Self:
        counted = since(window, known)
        closed_at = max((attempt.submitted_at for attempt in counted if attempt.submitted_at), default=None)
        cooloff = quiz.cooloff_after(len(counted))
        extra = window.extra if window else 0
        return cls(
            window=window,
            needs_window=quiz.purpose == Quiz.Purpose.CERTIFICATION,
            terms=terms,
            started=len(counted),
            limit=None if terms.max_attempts is None else terms.max_attempts + extra,
            next_at=closed_at + cooloff if closed_at and cooloff else None,
            next_number=max((attempt.number for attempt in known), default=0) + 1,
            quiz_limit=quiz.time_limit,
            begun=tuple(attempt.started_at for attempt in known),
        )

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.started)

    def may_ask(self, attempts: Collection[Attempt]) -> bool:
        """Whether one more attempt can be asked for: none is left, none passed, and none is still undecided."""
        return self.left == 0 and _none_passes(since(self.window, attempts))

    @property
    def extra_time(self) -> timedelta | None:
        """How much longer this learner has than the quiz gives everybody; None where that is nothing."""
        everybody, own = self.quiz_limit, self.terms.time_limit
        return own - everybody if own and everybody and own > everybody else None

    @property
    def is_open(self) -> bool:
        """Whether the layer above has opened a quiz that needs it."""
        return self.window is not None or not self.needs_window

    def cooling_off_until(self, now: datetime) -> datetime | None:
        """When the next attempt may begin; None when time is not what stands in the way."""
        return self.next_at if self.next_at and now < self.next_at and self.left != 0 else None

    def too_fast(self, now: datetime) -> bool:
        """Whether so many attempts began within an hour that no person can have read them."""
        return sum(now - HOUR < began <= now for began in self.begun) >= MOST_AN_HOUR

    @property
    def waits_in_vain(self) -> bool:
        """Whether the cool-off ends only after the quiz has closed."""
        return self.next_at is not None and self.terms.over(self.next_at)


def _none_passes(attempts: Iterable[Attempt]) -> bool:
    """Whether none is a pass or may turn out to be one. A pass that is held back must not show by its absence."""
    return not any(one.is_undecided or one.counts_as_pass for one in attempts)


def together(attempt: Attempt, attempts: Iterable[Attempt], windows: Sequence[AttemptWindow]) -> list[Attempt]:
    """Those of a learner's attempts at a quiz that count together with one: of the same window. `windows` are the newest first."""
    own = _window_at(attempt.started_at, windows)
    return [one for one in attempts if _window_at(one.started_at, windows) == own]


def _window_at(moment: datetime, windows: Iterable[AttemptWindow]) -> AttemptWindow | None:
    return next((window for window in windows if window.opened_at <= moment), None)


def since(window: AttemptWindow | None, attempts: Collection[Attempt]) -> list[Attempt]:
    """Those that count: begun since the window was opened."""
    return [attempt for attempt in attempts if window is None or attempt.started_at >= window.opened_at]
