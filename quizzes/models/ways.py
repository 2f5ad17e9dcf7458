"""What stands between a learner and the next attempt at each of many quizzes, read along with the quizzes themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery

from quizzes.models.attempt import Attempt, AttemptWindow
from quizzes.models.mark import AttemptRequest
from quizzes.models.override import QuizOverride
from quizzes.models.quiz import Quiz


@dataclass(frozen=True, slots=True)
class Way:
    """One learner before one quiz: how often, how soon and until when it may be tried, and what became of asking for more.

    It says the same as `Allowance`, which reads one quiz for its own page.
    """

    left: int | None = None  # None: no limit
    next_at: datetime | None = None  # end of the cool-off, which may be past
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    asked_at: datetime | None = None  # of a request that is not answered
    declined_at: datetime | None = None
    declined_because: str = ""

    @classmethod
    def of(cls, quiz: Any, attempts: Collection[Attempt]) -> Self:
        """Put it together from a quiz of `with_ways_of` and all attempts of its learner at it."""
        counted = [one for one in attempts if quiz.window_opened_at is None or one.started_at >= quiz.window_opened_at]
        closed_at = max((one.submitted_at for one in counted if one.submitted_at), default=None)
        cooloff = quiz.cooloff_after(len(counted))
        is_declined = bool(quiz.declined_because) and (quiz.window_opened_at is None or quiz.asked_at >= quiz.window_opened_at)
        limit = quiz.max_attempts + (quiz.more_attempts or 0) + (quiz.window_extra or 0) if quiz.max_attempts else None
        return cls(
            left=None if limit is None else max(0, limit - len(counted)),
            next_at=closed_at + cooloff if closed_at and cooloff else None,
            opens_at=quiz.opens_at and min(one for one in (quiz.opens_at, quiz.earlier_opening) if one),
            closes_at=quiz.closes_at and max(one for one in (quiz.closes_at, quiz.later_closing) if one),
            asked_at=quiz.asked_at if quiz.answered_at is None else None,
            declined_at=quiz.answered_at if is_declined else None,
            declined_because=quiz.declined_because if is_declined else "",
        )

    def not_yet(self, now: datetime) -> bool:
        return self.opens_at is not None and now < self.opens_at

    def is_over(self, now: datetime) -> bool:
        return self.closes_at is not None and now >= self.closes_at

    def is_cooling_off(self, now: datetime) -> bool:
        return self.next_at is not None and now < self.next_at and self.left != 0


def with_ways_of(quizzes: QuerySet[Quiz], learner: Any) -> QuerySet[Any]:
    """These quizzes, each with what `Way.of` needs to know of the learner, in the same query."""
    mine = {"quiz": OuterRef("pk"), "learner": learner}
    window = AttemptWindow.objects.filter(**mine).order_by("-opened_at", "-pk")
    request = AttemptRequest.objects.filter(**mine).order_by("-asked_at", "-pk")
    given = QuizOverride.objects.standing().filter(**mine).order_by().values("quiz")
    return quizzes.annotate(
        window_opened_at=Subquery(window.values("opened_at")[:1]),
        window_extra=Subquery(window.values("extra")[:1]),
        more_attempts=Subquery(given.annotate(most=Max("extra_attempts")).values("most")),
        earlier_opening=Subquery(given.annotate(first=Min("opens_at")).values("first")),
        later_closing=Subquery(given.annotate(last=Max("closes_at")).values("last")),
        asked_at=Subquery(request.values("asked_at")[:1]),
        answered_at=Subquery(request.values("answered_at")[:1]),
        declined_because=Subquery(request.values("declined_because")[:1]),
    )
