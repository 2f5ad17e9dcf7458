"""Taking a regrade back, slice by slice."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from academy import jobs
from academy.audit import note
from academy.jobs import Kind
from academy.models import Job, JobPart
from quizzes.actions.errors import ActionRefused, OwnMatter
from quizzes.actions.grading import judge, most_points, total
from quizzes.actions.regrade_refusals import refuse_while_applied
from quizzes.actions.regrading import TOLD_AT_ONCE, grouped, hold_all, set_marks, tell_all, verdict_of
from quizzes.actions.rescoring import Change, Score, State
from quizzes.actions.verdicts import judge_again, window_of
from quizzes.conf import UNDO, UNDO_REGRADE
from quizzes.models import Attempt, Regrade, RegradeVerdict

PUT_BACK, TELL = "put_back", "tell"


def undo_regrade(regrade: Regrade, *, by: Any, now: datetime) -> Job | None:
    """Ask for every answer and every attempt to be put back as they were before a regrade. None where that is done already.

    Where markers gave an attempt its verdict since, it is reckoned anew from its answers. What counts together with them is
    judged again, also what came since; the record then lists it too. Asking twice is asking once. Raises ActionRefused while a
    later regrade of the same attempts stands, OwnMatter where it changed an attempt of whoever undoes it.
    """
    try:
        return _ask(regrade, by=by, now=now)
    except ActionRefused as refusal:
        note(UNDO_REGRADE, by=by, about=regrade, now=now, refused=refusal.code)
        raise


@transaction.atomic
def _ask(regrade: Regrade, *, by: Any, now: datetime) -> Job | None:
    regrade = Regrade.objects.select_for_update(of=("self",), no_key=True).select_related("quiz").get(pk=regrade.pk)
    if regrade.undone_at is not None:
        return None
    asked = Job.objects.unfinished().of_kind(UNDO).about(regrade.quiz).filter(parameters__regrade=regrade.pk).first()
    if asked is not None:
        return asked
    refuse_while_applied(regrade.quiz)
    if regrade.changed_one_of(by):
        raise OwnMatter(_("This regrade changed an attempt of your own, so somebody else has to undo it."))
    _refuse_if_built_upon(regrade)
    parameters = {"regrade": regrade.pk}
    return jobs.start(UNDO, about=regrade.quiz, parameters=parameters, by=by, now=now, total=regrade.verdicts.count())


def _refuse_if_built_upon(regrade: Regrade) -> None:
    attempts = regrade.verdicts.values("attempt")
    later = Regrade.objects.standing().filter(quiz=regrade.quiz_id, pk__gt=regrade.pk, verdicts__attempt__in=attempts)
    newest = later.order_by("-pk").first()
    if newest is not None:
        raise ActionRefused(
            _("A later regrade (%(method)s, “%(reason)s”) changed the same attempts. Undo that one first.")
            % {"method": newest.get_method_display(), "reason": newest.reason}
        )


def go_on(job: Job, now: datetime) -> None:
    """Put the next learners' attempts back, and tell of them once all are."""
    regrade = Regrade.objects.select_related("quiz").get(pk=job.parameters["regrade"])
    if job.cursor.get("phase", PUT_BACK) == PUT_BACK:
        _put_next_back(job, regrade)
    else:
        _tell(job, now)


def _put_next_back(job: Job, regrade: Regrade) -> None:
    rows = regrade.verdicts.filter(attempt__learner__gt=job.cursor.get("after", 0))
    learners = list(rows.order_by("attempt__learner").values_list("attempt__learner", flat=True).distinct()[:TOLD_AT_ONCE])
    if not learners:
        regrade.undone_by, regrade.undone_at = job.asked_by, job.asked_at
        regrade.save(update_fields=["undone_by", "undone_at"])
        note(UNDO_REGRADE, by=job.asked_by, about=regrade, now=job.asked_at)
        job.cursor, job.done, job.total = {"phase": TELL}, 0, sum(len(part.content) for part in job.parts.all())
        return
    hold_all(regrade.quiz, learners)
    verdicts = list(regrade.verdicts.filter(attempt__learner__in=learners).select_related("attempt__quiz").order_by("attempt_id"))
    _put_back(regrade, verdicts, job)
    job.cursor, job.done = {"phase": PUT_BACK, "after": learners[-1]}, min(job.total, job.done + len(verdicts))


def _put_back(regrade: Regrade, verdicts: Sequence[RegradeVerdict], job: Job) -> None:
    """Put these attempts back with their answers, and note which of them anybody has to be told of."""
    attempts = [verdict.attempt for verdict in verdicts]
    set_marks((State.read(line.before), line.slot_id) for line in regrade.lines.filter(slot__attempt__in=attempts))
    before = {attempt.pk: Score.of(attempt) for attempt in attempts}
    for verdict in verdicts:
        _reckon(verdict, now=job.asked_at)
    for (score, graded_at), keys in grouped(((Score.of(one), one.graded_at), one.pk) for one in attempts):
        Attempt.objects.filter(pk__in=keys).update(**score.fields(), graded_at=graded_at)
    JobPart.objects.create(job=job, number=job.slices, content=_settled_again(regrade, before, attempts))


def _reckon(verdict: RegradeVerdict, *, now: datetime) -> None:
    """Give an attempt the score of before, or reckon it anew where it is no longer the one that the regrade left."""
    attempt = verdict.attempt
    left = (verdict.points_after, verdict.most_after, verdict.passed_after)
    if (attempt.points, attempt.max_points, attempt.passed) == left:
        points, attempt.max_points = verdict.points_before, verdict.most_before
    else:
        slots = list(attempt.slots.all())
        points, attempt.max_points = total(slot.points for slot in slots), most_points(slots, rules=attempt.rules)
    judge(attempt, points)
    attempt.graded_at = None if points is None else attempt.graded_at or now


def _settled_again(regrade: Regrade, before: dict[int, Score], attempts: Collection[Attempt]) -> list[int]:
    """Say what counts, now that every score is back; give the keys of those that changed since `before`.

    What the regrade had not changed and the undoing does is added to its
    record: as it is without the regrade, and as it was with it.
    """
    ended = {attempt.pk: attempt for attempt in attempts}
    for attempt in attempts:
        ended.update((one.pk, one) for one in judge_again(window_of(attempt) or ()))
    for pk, attempt in ended.items():
        if pk not in before:
            with_it = Score(attempt.points, attempt.max_points, attempt.passed, not attempt.counts_as_pass)
            verdict_of(regrade, Change(attempt, before=Score.of(attempt), after=with_it)).save(force_insert=True)
    return [pk for pk, attempt in ended.items() if before.get(pk) != Score.of(attempt)]


def _tell(job: Job, now: datetime) -> None:
    """Tell of what the next slice of putting back has changed."""
    part = job.parts.filter(number__gt=job.cursor.get("part", -1)).order_by("number").first()
    if part is None:
        job.finished_at = now
        return
    tell_all(part.content, now=job.asked_at)
    job.cursor, job.done = {"phase": TELL, "part": part.number}, job.done + len(part.content)


KIND: Final = Kind(UNDO, go_on)
