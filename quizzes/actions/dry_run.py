"""The dry run of a regrade: what a plan would do, worked out learner by learner and kept for whoever applies it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, Self

from django.db import transaction

from academy import jobs
from academy.jobs import Kind
from academy.models import Job, JobPart
from quizzes.actions.regrade_refusals import nothing_changes, refuse_impossible, refuse_unfit, refuse_while_applied
from quizzes.actions.rescoring import Change, Outcome, Plan, outcome_of
from quizzes.conf import LOOK
from quizzes.models import Quiz, Regrade

LEARNERS: Final = 250  # of a slice


@transaction.atomic
def look_at(plan: Plan, *, by: Any, now: datetime) -> Job:
    """Ask what a plan would do. Nothing of any attempt is changed.

    Raises ActionRefused with a sentence where the plan cannot be carried out, whatever the attempts are.
    """
    refuse_impossible(plan)
    refuse_while_applied(plan.quiz)
    parameters = {**plan.stored(), "regrades": regrades_of(plan.quiz)}
    return jobs.start(LOOK, about=plan.quiz, parameters=parameters, by=by, now=now, total=plan.attempts.count())


def regrades_of(quiz: Quiz) -> list[int]:
    """How many regrades a quiz has had, and how many of them stand: what was looked at holds while this stays the same."""
    every = Regrade.objects.filter(quiz=quiz)
    return [every.count(), every.standing().count()]


def look_on(job: Job, now: datetime) -> None:
    """Work out the next learners. The last slice raises ActionRefused where nothing changes at all."""
    plan, seen = Plan.read(job.parameters), Seen.read(job.cursor)
    learners = plan.learners(after=seen.after, most=LEARNERS)
    if learners:
        outcome = outcome_of(plan, learners=learners, by=job.asked_by)
        refuse_unfit(outcome)
        JobPart.objects.create(job=job, number=job.slices, content=_content(outcome, last=learners[-1], first=seen.learners + 1))
        seen.add(outcome, last=learners[-1])
        job.cursor, job.done = asdict(seen), min(job.total, job.done + outcome.looked_at + outcome.own)
    if len(learners) < LEARNERS:
        if not seen.lines:
            raise nothing_changes(seen.own)
        job.done, job.finished_at = job.total, now


@dataclass
class Seen:
    """What a dry run has counted so far: attempts, except for `learners` and `lines` (answers). `after` is the last learner's key."""

    after: int = 0
    learners: int = 0
    lines: int = 0
    changed: int = 0
    better: int = 0
    worse: int = 0
    waiting: int = 0
    looked_at: int = 0
    own: int = 0

    @classmethod
    def read(cls, cursor: dict[str, int]) -> Self:
        return cls(**cursor)

    def add(self, outcome: Outcome, *, last: int) -> None:
        """Count what became of some more learners, of whom `last` is the key of the last."""
        self.after = last
        self.learners += len({change.attempt.learner_id for change in _shown(outcome)})
        self.lines += len(outcome.lines)
        self.changed += len(_shown(outcome))
        self.better += sum(change.turns == "better" for change in outcome.changes)
        self.worse += sum(change.turns == "worse" for change in outcome.changes)
        self.waiting += sum(change.after.points is None for change in outcome.changes)
        self.looked_at += outcome.looked_at
        self.own += outcome.own


def _shown(outcome: Outcome) -> list[Change]:
    """Those whose score changes."""
    return [change for change in outcome.changes if change.is_one]


def _content(outcome: Outcome, *, last: int, first: int) -> dict[str, Any]:
    """What a slice leaves: a digest per learner, and a row per attempt whose score changes with the number its learner goes by."""
    numbers: dict[int, int] = {}
    rows = []
    for change in _shown(outcome):
        learner = change.attempt.learner_id
        number = numbers.setdefault(learner, first + len(numbers))
        rows.append([change.attempt.pk, number, change.before.stored(), change.after.stored()])
    return {"last": last, "says": {str(learner): said for learner, said in outcome.says.items()}, "count": len(rows), "rows": rows}


KIND: Final = Kind(LOOK, look_on)
