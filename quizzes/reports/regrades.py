"""A regrade before it is applied, and afterwards: learner by learner, and what rests upon it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from quizzes.actions.regrading import own_left_out, refuse_impossible, refuse_pointless
from quizzes.actions.rescoring import Outcome, Plan, Score, outcome_of
from quizzes.models import Attempt, Quiz, Regrade, seams
from quizzes.models.attempt import shown_percent
from quizzes.models.seams import Affected, VerdictChange
from quizzes.reports.figures import points_text
from quizzes.reports.people import names_for


@dataclass(frozen=True)
class Side:
    """A score before or after, as it is written."""

    points: str
    percent: Decimal | None
    passed: bool | None
    counted: bool

    @classmethod
    def of(cls, score: Score, attempt: Attempt) -> Self:
        points = "" if score.points is None else f"{points_text(score.points)} / {points_text(score.most)}"
        percent = None if score.share is None else shown_percent(score.share, pass_percent=attempt.pass_percent)
        return cls(points, percent, score.passed, score.counted)


@dataclass(frozen=True)
class Row:
    """One attempt before and after."""

    attempt: Attempt
    learner: str
    before: Side
    after: Side

    @property
    def turns(self) -> str:
        """What becomes of the verdict."""
        if self.before.passed == self.after.passed and self.before.counted == self.after.counted:
            return "same"
        return "better" if (bool(self.after.passed), self.after.counted) > (bool(self.before.passed), self.before.counted) else "worse"


@dataclass(frozen=True)
class Effects:
    """What changes: attempts, verdicts, and what the layers above have built upon them."""

    rows: list[Row]
    affected: list[tuple[Affected, str]]

    @cached_property
    def changed(self) -> list[Row]:
        return [row for row in self.rows if row.before != row.after]

    @property
    def better(self) -> int:
        return sum(row.turns == "better" for row in self.rows)

    @property
    def worse(self) -> int:
        return sum(row.turns == "worse" for row in self.rows)

    @classmethod
    def of(cls, changes: Sequence[tuple[Attempt, Score, Score]], *, user: Any) -> Self:
        """Learners are named for whoever leads them; for others they are numbered, the same one always alike."""
        learners = list(dict.fromkeys(attempt.learner_id for attempt, _before, _after in changes))
        names = names_for(user, learners)
        called = {pk: names.get(pk) or _("Learner %(number)d") % {"number": place} for place, pk in enumerate(learners, start=1)}
        rows = [
            Row(attempt, called[attempt.learner_id], Side.of(before, attempt), Side.of(after, attempt))
            for attempt, before, after in changes
        ]
        touched = seams.affected(_verdicts(changes))
        return cls(rows, [(one, called.get(one.learner_id, "") if one.learner_id else "") for one in touched])


def _verdicts(changes: Iterable[tuple[Attempt, Score, Score]]) -> list[VerdictChange]:
    return [
        VerdictChange(attempt.pk, attempt.learner_id, counted_before=before.counted, counted_after=after.counted)
        for attempt, before, after in changes
        if before.counted != after.counted
    ]


@dataclass(frozen=True)
class DryRun:
    """What a plan would do. Nothing is written."""

    outcome: Outcome
    effects: Effects
    open: int
    waiting: int

    @property
    def untouched(self) -> int:
        """Attempts that were asked one of the questions and stay as they are."""
        return max(0, self.outcome.looked_at - len(self.effects.changed))

    @property
    def own_left_out(self) -> str:
        """What is said of the attempts of whoever looks."""
        return own_left_out(self.outcome.own)


def dry_run(plan: Plan, *, user: Any) -> DryRun:
    """Work out a plan without writing anything. Raises ActionRefused with a sentence where it cannot be applied."""
    refuse_impossible(plan)
    outcome = outcome_of(plan, by=user)
    refuse_pointless(outcome)
    changes = [(change.attempt, change.before, change.after) for change in outcome.changes]
    still_open = Attempt.objects.asked(plan.quiz, plan.versions).open().count()
    waiting = sum(after.points is None for _attempt, _before, after in changes)
    return DryRun(outcome, Effects.of(changes, user=user), still_open, waiting)


def effects_of(regrade: Regrade, *, user: Any) -> Effects:
    """What an applied regrade did, as it was written down then."""
    rows = regrade.verdicts.select_related("attempt").order_by("attempt_id")
    changes = [
        (
            row.attempt,
            Score(row.points_before, row.most_before, row.passed_before, row.counted_before),
            Score(row.points_after, row.most_after, row.passed_after, row.counted_after),
        )
        for row in rows
    ]
    return Effects.of(changes, user=user)


def history_of(quiz: Quiz, *, user: Any) -> list[Regrade]:
    """Every regrade of a quiz, the newest first."""
    return list(Regrade.objects.visible_to(user).of(quiz))
