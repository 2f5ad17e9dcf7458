"""What rests upon verdicts that a change of marks would turn: certificates, and runs that are open. Registered in `ready()`.

It only tells. A certificate that was given stays until somebody revokes it;
who now passes is reviewed as after any pass.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.certification.models import Cycle, Requirement, Standing
from academy.certification.models.progress import on_path
from quizzes.models import Attempt
from quizzes.models.seams import Affected, VerdictChange


@dataclass(frozen=True)
class _Run:
    """A learner's run with the requirements of its path, and those of them that are this exam."""

    cycle: Cycle
    rows: Sequence[Requirement]
    exam: Requirement

    def counts(self, attempt: Attempt) -> bool:
        """Whether an attempt is a fact of this run."""
        if not self.exam.once and attempt.started_at < self.cycle.opened_at:
            return False
        closed_at = self.cycle.closed_at
        return closed_at is None or (attempt.submitted_at is not None and attempt.submitted_at <= closed_at)


def affected_by(changes: Sequence[VerdictChange]) -> list[Affected]:
    """What becomes of each run that the changes turn, in at most seven queries for one quiz."""
    changed = {change.attempt_id: change for change in changes if change.counted_before != change.counted_after}
    attempts = Attempt.objects.filter(learner__in={change.learner_id for change in changed.values()})
    quizzes = Attempt.objects.filter(pk__in=changed).values("quiz")
    taken: dict[tuple[int, int], list[Attempt]] = defaultdict(list)
    for attempt in attempts.filter(quiz__in=quizzes).order_by("pk") if changed else ():
        taken[attempt.learner_id, attempt.quiz_id].append(attempt)
    runs = list(_runs(taken)) if taken else []
    nearly = _nearly_done(runs)
    told = (_told(run, taken[run.cycle.learner_id, run.exam.exam_id or 0], changed, nearly) for run in runs)
    return [one for one in told if one is not None]


def _runs(taken: Collection[tuple[int, int]]) -> Iterable[_Run]:
    """The runs of these learners that ask for these exams: open ones, and those that ended with a certificate."""
    quizzes = {quiz for _learner, quiz in taken}
    cycles = Cycle.objects.filter(learner__in={learner for learner, _quiz in taken}).exclude(outcome=Cycle.Outcome.WITHDRAWN)
    cycles = cycles.filter(version__requirements__exam__in=quizzes).distinct()
    listed = list(cycles.select_related("certification", "award").prefetch_related("award__events").order_by("learner_id", "opened_at"))
    rows: dict[int, list[Requirement]] = defaultdict(list)
    for row in Requirement.objects.filter(version__in={cycle.version_id for cycle in listed}):
        rows[row.version_id].append(row)
    for cycle in listed:
        asked = on_path(rows[cycle.version_id], cycle.path)
        for exam in asked:
            if exam.exam_id and (cycle.learner_id, exam.exam_id) in taken:
                yield _Run(cycle, asked, exam)


def _nearly_done(runs: Collection[_Run]) -> set[tuple[int, int]]:
    """Learner and certification wherever one requirement alone is missing."""
    learners = {run.cycle.learner_id for run in runs if run.cycle.is_open}
    rows = Standing.objects.filter(learner__in=learners, award=None) if learners else Standing.objects.none()
    return {(row.learner_id, row.certification_id) for row in rows if row.total - row.done == 1}


def _told(run: _Run, taken: Iterable[Attempt], changed: Mapping[int, VerdictChange], nearly: set[tuple[int, int]]) -> Affected | None:
    counted = [attempt for attempt in taken if run.counts(attempt)]
    before = any(changed[one.pk].counted_before if one.pk in changed else one.counts_as_pass for one in counted)
    after = any(changed[one.pk].counted_after if one.pk in changed else one.counts_as_pass for one in counted)
    award = getattr(run.cycle, "award", None)
    if before == after or (award is not None and award.is_revoked):
        return None
    cycle = run.cycle
    if award is not None:
        words = _("The certificate was given.") if after else _("The certificate rests upon this pass. It stays until somebody revokes it.")
    elif before:
        words = _("The exam is open again: the pass no longer counts.")
    elif len(run.rows) == 1 or (cycle.learner_id, cycle.certification_id) in nearly:
        words = _("Everything is met: the certificate is given.")
    else:
        words = _("The exam is met; the certificate is given once everything else is.")
    return Affected(
        title=f"{cycle.certification.code} · {cycle.certification}",
        url=reverse("academy_certification:certification", args=[cycle.certification.slug]),
        learner_id=cycle.learner_id,
        words=words,
    )
