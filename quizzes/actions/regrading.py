"""Regrades: applied as they were looked at, slice by slice."""

import logging
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from academy import jobs
from academy.audit import Refusal, note
from academy.jobs import Kind
from academy.models import Job, JobPart
from quizzes.actions.dry_run import LEARNERS, regrades_of
from quizzes.actions.errors import ActionRefused, RegradeOutOfDate
from quizzes.actions.rescoring import Change, Line, Outcome, Plan, State, outcome_of
from quizzes.actions.verdicts import tell
from quizzes.conf import APPLY, REGRADE
from quizzes.models import Attempt, AttemptSlot, Quiz, Regrade, RegradeLine, RegradeVerdict
from quizzes.models.regrade import look_named
from quizzes.signals import attempt_graded

log = logging.getLogger("academy.quizzes")

AT_ONCE: Final = 500
TOLD_AT_ONCE: Final = 100  # whoever is told may hold the learner's row meanwhile
COMPARE, WRITE, TELL = "compare", "write", "tell"


def apply_regrade(*, seen: UUID, reason: str, by: Any, now: datetime) -> Job:
    """Ask for the dry run of this name to be applied exactly as it was looked at.

    Asking twice is asking once. Raises RegradeOutOfDate where there is no such dry run, or where its regrade was undone
    since; ActionRefused without a reason.
    """
    try:
        return _ask(seen, reason=reason, by=by, now=now)
    except ActionRefused as refusal:
        looked = look_named(seen)
        note(REGRADE, by=by, about=looked and Quiz.objects.get(pk=looked.parameters["quiz"]), now=now, refused=refusal.code)
        raise


@transaction.atomic
def _ask(seen: UUID, *, reason: str, by: Any, now: datetime) -> Job:
    looked = look_named(seen, held=True)
    if looked is None or not looked.is_done or Regrade.objects.filter(uuid=seen).exclude(undone_at=None).exists():
        raise RegradeOutOfDate
    asked = Job.objects.of_kind(APPLY).filter(parameters__seen=str(seen), error_code="").first()
    if asked is not None:
        return asked
    if not reason.strip():
        raise ActionRefused(_("Say why; it is kept with the regrade."))
    quiz = Quiz.objects.get(pk=looked.parameters["quiz"])
    parameters = {**looked.parameters, "seen": str(seen), "reason": reason.strip()[:300]}
    return jobs.start(APPLY, about=quiz, parameters=parameters, by=by, now=now, total=looked.total)


def go_on(job: Job, now: datetime) -> None:
    """Do the next slice: compare everything first, then write, then tell. Raises RegradeOutOfDate while nothing is written yet."""
    phase = job.cursor.get("phase", COMPARE)
    {COMPARE: _compare, WRITE: _write, TELL: _tell}[phase](job, now)


def _parts(job: Job) -> QuerySet[JobPart]:
    """What the dry run left, from where the job is."""
    return JobPart.objects.filter(job__uuid=job.parameters["seen"], number__gt=job.cursor.get("part", 0)).order_by("number")


def _compare(job: Job, now: datetime) -> None:
    """Work the next learners out again: what was looked at still has to be what would come about."""
    plan = Plan.read(job.parameters)
    part, *more = _parts(job)[:2]
    until = part.content["last"] if more else None  # after the last one, also whoever has handed in since
    learners = plan.learners(after=job.cursor.get("after", 0), until=until, most=2 * LEARNERS)
    outcome = outcome_of(plan, learners=learners, by=job.asked_by)
    if len(learners) == 2 * LEARNERS or _named(outcome) != part.content["says"]:
        raise RegradeOutOfDate
    job.done = min(job.total, job.done + outcome.looked_at + outcome.own)
    job.cursor = {"phase": COMPARE, "part": part.number, "after": part.content["last"]}
    if not more:
        _begin(plan, job)


def _named(outcome: Outcome) -> dict[str, str]:
    return {str(learner): said for learner, said in outcome.says.items()}


def _begin(plan: Plan, job: Job) -> None:
    """Write down that the regrade is applied. Of two at one quiz, the second finds that another came before it."""
    Quiz.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.quiz.pk)
    if regrades_of(plan.quiz) != job.parameters["regrades"]:
        raise RegradeOutOfDate
    regrade = Regrade.objects.create(
        uuid=job.parameters["seen"],
        quiz=plan.quiz,
        method=plan.method,
        keeps_higher=plan.keeps_higher,
        reason=job.parameters["reason"],
        applied_by=job.asked_by,
        applied_at=job.asked_at,
    )
    regrade.versions.set(plan.versions)
    note(REGRADE, by=job.asked_by, about=plan.quiz, now=job.asked_at)
    job.cursor, job.done = {"phase": WRITE}, 0


def _write(job: Job, now: datetime) -> None:
    """Change the attempts of the next learners, held, as they were looked at. Whoever changed since the comparison is left as is."""
    part = _parts(job).first()
    regrade = Regrade.objects.get(uuid=job.parameters["seen"])
    if part is None:
        job.cursor, job.done, job.total = {"phase": TELL}, 0, regrade.verdicts.changing().count()
        return
    plan, says = Plan.read(job.parameters), part.content["says"]
    hold_all(plan.quiz, list(map(int, says)))
    outcome = outcome_of(plan, learners=list(map(int, says)), by=job.asked_by)
    same = {learner for learner, said in outcome.says.items() if says.get(str(learner)) == said}
    write_down(regrade, [line for line in outcome.lines if line.slot.attempt.learner_id in same], outcome_changes(outcome, same))
    if left_out := len(says) - len(same):
        regrade.left_out += left_out
        regrade.save(update_fields=["left_out"])
    job.cursor = {"phase": WRITE, "part": part.number}
    job.done = min(job.total, job.done + outcome.looked_at)


def outcome_changes(outcome: Outcome, learners: Collection[int]) -> list[Change]:
    """What becomes of the attempts of some of the learners."""
    return [change for change in outcome.changes if change.attempt.learner_id in learners]


def hold_all(quiz: Quiz, learners: Any) -> None:
    """Hold every closed attempt of these learners at the quiz, in one order, until the transaction ends."""
    held = Attempt.objects.closed().filter(quiz=quiz, learner__in=learners).order_by("pk")
    list(held.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def write_down(regrade: Regrade, lines: Collection[Line], changes: Collection[Change]) -> None:
    """Add the record, and set marks and verdicts with one UPDATE for all that come to the same."""
    RegradeLine.objects.bulk_create(
        [RegradeLine(regrade=regrade, slot=line.slot, before=line.before.stored(), after=line.after.stored()) for line in lines],
        batch_size=AT_ONCE,
    )
    RegradeVerdict.objects.bulk_create([verdict_of(regrade, change) for change in changes], batch_size=AT_ONCE)
    set_marks((line.after, line.slot.pk) for line in lines)
    for (score, graded), attempts in grouped(((one.after, _graded(one)), one.attempt.pk) for one in changes if one.is_one):
        when = {"graded_at": regrade.applied_at if graded else None} if graded is not None else {}
        Attempt.objects.filter(pk__in=attempts).update(**score.fields(), **when)


def set_marks(marks: Iterable[tuple[State, int]]) -> None:
    """Set how answers are marked, with one UPDATE for all that are marked alike."""
    for state, slots in grouped(marks):
        AttemptSlot.objects.filter(pk__in=slots).update(**state.fields())


def grouped(pairs: Iterable[tuple[Any, int]]) -> Iterable[tuple[Any, list[int]]]:
    """The keys of all rows that come to the same."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for outcome, key in pairs:
        groups[outcome].append(key)
    return groups.items()


def _graded(change: Change) -> bool | None:
    """Whether an attempt is graded only now (True) or no longer (False); None where that stays."""
    before, after = change.before.points is not None, change.after.points is not None
    return None if before == after else after


def verdict_of(regrade: Regrade, change: Change) -> RegradeVerdict:
    """The row that keeps what became of one attempt."""
    before, after = change.before, change.after
    return RegradeVerdict(
        regrade=regrade,
        attempt=change.attempt,
        points_before=before.points,
        points_after=after.points,
        most_before=before.most,
        most_after=after.most,
        passed_before=before.passed,
        passed_after=after.passed,
        counted_before=before.counted,
        counted_after=after.counted,
    )


def _tell(job: Job, now: datetime) -> None:
    """Tell of the next verdicts, in the transaction that notes how far the telling is: whatever is cut, each is told once."""
    regrade = Regrade.objects.get(uuid=job.parameters["seen"])
    rows = list(regrade.verdicts.changing().filter(pk__gt=job.cursor.get("told", 0)).order_by("pk")[:TOLD_AT_ONCE])
    tell_all([row.attempt_id for row in rows], now=job.asked_at)
    job.done = min(job.total, job.done + len(rows))
    if len(rows) < TOLD_AT_ONCE:
        regrade.finished_at = job.finished_at = now
        regrade.save(update_fields=["finished_at"])
    else:
        job.cursor = {"phase": TELL, "told": rows[-1].pk}


def tell_all(keys: Collection[int], *, now: datetime) -> None:
    """Let the layers above know of these verdicts, inside this transaction."""
    found = Attempt.objects.with_quiz().select_related("learner").in_bulk(keys)
    holding = set(Attempt.objects.filter(pk__in=keys).letting_others_go().values_list("pk", flat=True))
    attempts = [found[key] for key in keys]
    for attempt in attempts:
        if attempt.pk not in holding:
            attempt.let_go = []  # known for all of them at once, rather than asked for each
    if _told(attempts, now=now):
        return
    for attempt in attempts:
        if not _told([attempt], now=now):
            tell(attempt, now=now)  # after commit, where one receiver cannot undo what another did


def _told(attempts: Collection[Attempt], *, now: datetime) -> bool:
    """Let the layers above know, inside this transaction. Where a receiver broke it, nothing of this was told: the log says so."""
    try:
        with transaction.atomic():
            for attempt in attempts:
                attempt_graded.send_robust(sender=Attempt, attempt=attempt, now=now)
    except DatabaseError:
        log.exception("Telling of %s attempts failed, from %s on.", len(attempts), next(iter(attempts)).uuid)
        return False
    return True


def refused(job: Job, refusal: Refusal, now: datetime) -> None:
    """A regrade that is refused stays on record."""
    note(REGRADE, by=job.asked_by, about=Quiz.objects.get(pk=job.parameters["quiz"]), now=now, refused=refusal.code)


KIND: Final = Kind(APPLY, go_on, refused)
