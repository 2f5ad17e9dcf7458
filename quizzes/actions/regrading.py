"""Regrades: applied as they were looked at, and taken back as a whole."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.audit import audited
from quizzes.actions.errors import ActionRefused, OwnMatter, RegradeOutOfDate
from quizzes.actions.grading import judge, most_points, total
from quizzes.actions.rescoring import Change, Outcome, Plan, Score, State, outcome_of
from quizzes.actions.verdicts import judge_again, tell, window_of
from quizzes.conf import REGRADE, UNDO_REGRADE
from quizzes.models import Attempt, AttemptSlot, QuestionVersion, Regrade, RegradeLine, RegradeVerdict
from quizzes.permissions import may_decide_on
from quizzes.question_types import question_type
from quizzes.question_types.likeness import differences

SLOT: Final = ("points", "graded_by", "is_dropped", "is_given")
ATTEMPT: Final = ("points", "max_points", "passed", "counts_as_pass", "graded_at")
AT_ONCE: Final = 500


def refuse_impossible(plan: Plan) -> None:
    """Raise ActionRefused with a sentence where a plan cannot be carried out, whatever the attempts are."""
    if plan.method not in Regrade.Method.values:
        raise ActionRefused(_("Say what is to be done."))
    if not plan.versions:
        raise ActionRefused(_("Choose at least one question."))
    if plan.method == Regrade.Method.NEW_KEY:
        newest = QuestionVersion.objects.current().filter(question__in=[version.question_id for version in plan.versions])
        keys = {version.question_id: version for version in newest}
        for version in plan.versions:
            validate_can_regrade_with_other_version(version, keys.get(version.question_id))


def validate_can_regrade_with_other_version(asked: QuestionVersion, key: QuestionVersion | None) -> None:
    """Raise ActionRefused unless the key of another version says something about answers to the one that was asked."""
    named = {"question": asked.stem, "number": asked.number, "newest": key.number if key else ""}
    if question_type(asked.kind).is_marked_by_hand:
        raise ActionRefused(_("“%(question)s” is marked by people and has no key. Give full marks, or drop it.") % named)
    if key is None or key.number <= asked.number:
        raise ActionRefused(
            _("“%(question)s” has no version after version %(number)d. Write and publish one with the right key first.") % named
        )
    if key.kind != asked.kind:
        raise ActionRefused(
            _("Version %(newest)s of “%(question)s” is a question of another type than version %(number)d. Give full marks, or drop it.")
            % named
        )
    faults = " ".join([*differences(asked.spec, key.spec), *question_type(asked.kind).unlike(asked.spec, key.spec)])
    if faults:
        refusal = _("The key of version %(newest)s of “%(question)s” does not fit answers to version %(number)d.") % named
        raise ActionRefused(f"{refusal} {faults} {_('Give full marks, or drop it.')}")


@audited(REGRADE, by="by", about="plan.quiz")
def apply_regrade(plan: Plan, *, seen: UUID, reason: str, by: Any, now: datetime) -> Regrade:
    """Change the closed attempts of a quiz exactly as the dry run with the token `seen` said.

    Open attempts are left alone, and so are those of whoever applies it.
    Applying the same dry run twice gives the one regrade. Raises RegradeOutOfDate where the attempts are no longer what was
    looked at, ActionRefused with a sentence where nothing can be done.
    """
    refuse_impossible(plan)
    _lock(Q(quiz=plan.quiz, slots__version__in=plan.versions))
    applied = Regrade.objects.filter(uuid=seen).first()
    if applied is not None and applied.undone_at is None:
        return applied
    outcome = outcome_of(plan, by=by)
    if outcome.token != seen:
        raise RegradeOutOfDate
    refuse_pointless(outcome)
    if not reason.strip():
        raise ActionRefused(_("Say why; it is kept with the regrade."))
    return _write(outcome, reason=reason.strip()[:300], by=by, now=now)


def refuse_pointless(outcome: Outcome) -> None:
    """Raise ActionRefused where a plan changes nothing, or leaves an attempt without a question."""
    if not outcome.lines:
        raise ActionRefused(" ".join(filter(None, [_("This would change nothing."), own_left_out(outcome.own)])))
    if outcome.leaves_nothing:
        raise ActionRefused(_("Some attempts would have no question left that counts. Give full marks instead."))
    if outcome.is_too_fine:
        raise ActionRefused(
            _("The new points could not be added up exactly: the newer version has too odd fractions. Give it simpler ones.")
        )


def own_left_out(own: int) -> str:
    """What is said of attempts of whoever regrades; nothing where there are none."""
    if not own:
        return ""
    sentence = ngettext(
        "Your own attempt (%(number)d) is left as it is; somebody else has to regrade it.",
        "Your own attempts (%(number)d) are left as they are; somebody else has to regrade them.",
        own,
    )
    return sentence % {"number": own}


def _lock(those: Q) -> None:
    """Hold every attempt of the learners concerned at the quiz, in one order, until the transaction ends."""
    learners = Attempt.objects.filter(those).values("learner")
    quizzes = Attempt.objects.filter(those).values("quiz")
    held = Attempt.objects.closed().filter(quiz__in=quizzes, learner__in=learners).order_by("pk")
    list(held.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def _write(outcome: Outcome, *, reason: str, by: Any, now: datetime) -> Regrade:
    plan = outcome.plan
    regrade = Regrade.objects.create(
        uuid=outcome.token,
        quiz=plan.quiz,
        method=plan.method,
        keeps_higher=plan.keeps_higher,
        reason=reason,
        applied_by=by,
        applied_at=now,
    )
    regrade.versions.set(plan.versions)
    RegradeLine.objects.bulk_create(
        [RegradeLine(regrade=regrade, slot=line.slot, before=line.before.stored(), after=line.after.stored()) for line in outcome.lines],
        batch_size=AT_ONCE,
    )
    RegradeVerdict.objects.bulk_create([_verdict(regrade, change) for change in outcome.changes], batch_size=AT_ONCE)
    AttemptSlot.objects.bulk_update([line.after.put(line.slot) for line in outcome.lines], SLOT, batch_size=AT_ONCE)
    changed = [_scored(change.attempt, change.after, now=now) for change in outcome.changes if change.is_one]
    Attempt.objects.bulk_update(changed, ATTEMPT, batch_size=AT_ONCE)
    for attempt in changed:
        tell(attempt, now=now)
    return regrade


def _verdict(regrade: Regrade, change: Change) -> RegradeVerdict:
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


def _scored(attempt: Attempt, score: Score, *, now: datetime) -> Attempt:
    """Set a score; one that had none is graded now, one that has none any more is not."""
    attempt.points, attempt.max_points, attempt.passed, attempt.counts_as_pass = score.points, score.most, score.passed, score.counted
    attempt.graded_at = None if score.points is None else attempt.graded_at or now
    return attempt


@audited(UNDO_REGRADE, by="by", about="regrade")
def undo_regrade(regrade: Regrade, *, by: Any, now: datetime) -> Regrade:
    """Put back every answer and every attempt as they were before a regrade. Repeating it changes nothing.

    Where markers gave an attempt its verdict since, it is reckoned anew from
    its answers. What counts together with them is judged again, also what came
    since; the record then lists it too. Raises ActionRefused while a later
    regrade of the same attempts stands, OwnMatter where it changed an attempt
    of whoever undoes it.
    """
    _lock(Q(regrade_verdicts__regrade=regrade))
    regrade = Regrade.objects.select_for_update(of=("self",), no_key=True).get(pk=regrade.pk)
    if regrade.undone_at is not None:
        return regrade
    verdicts = list(regrade.verdicts.select_related("attempt__quiz").order_by("attempt_id"))
    if not all(may_decide_on(by, verdict.attempt.learner_id) for verdict in verdicts):
        raise OwnMatter(_("This regrade changed an attempt of your own, so somebody else has to undo it."))
    _refuse_if_built_upon(regrade, [verdict.attempt_id for verdict in verdicts])
    slots = [State.read(line.before).put(line.slot) for line in regrade.lines.select_related("slot")]
    AttemptSlot.objects.bulk_update(slots, SLOT, batch_size=AT_ONCE)
    before = {verdict.attempt_id: Score.of(verdict.attempt) for verdict in verdicts}
    for verdict in verdicts:
        _put_back(verdict, now=now)
    _settle_again(regrade, before, [verdict.attempt for verdict in verdicts], now=now)
    regrade.undone_by, regrade.undone_at = by, now
    regrade.save(update_fields=["undone_by", "undone_at"])
    return regrade


def _refuse_if_built_upon(regrade: Regrade, attempts: Collection[int]) -> None:
    later = Regrade.objects.standing().filter(quiz=regrade.quiz_id, pk__gt=regrade.pk, verdicts__attempt__in=attempts)
    newest = later.order_by("-pk").first()
    if newest is not None:
        raise ActionRefused(
            _("A later regrade (%(method)s, “%(reason)s”) changed the same attempts. Undo that one first.")
            % {"method": newest.get_method_display(), "reason": newest.reason}
        )


def _put_back(verdict: RegradeVerdict, *, now: datetime) -> None:
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
    attempt.save(update_fields=ATTEMPT)


def _settle_again(regrade: Regrade, before: dict[int, Score], attempts: Collection[Attempt], *, now: datetime) -> None:
    """Say what counts, now that every score is back, and tell of what changed since `before`.

    What the regrade had not changed and the undoing does is added to its
    record: as it is without the regrade, and as it was with it.
    """
    ended = {attempt.pk: attempt for attempt in attempts}
    for attempt in attempts:
        ended.update((one.pk, one) for one in judge_again(window_of(attempt) or ()))
    for pk, attempt in ended.items():
        if pk not in before:
            counted = attempt.counts_as_pass
            with_it = Score(attempt.points, attempt.max_points, attempt.passed, not counted)
            _verdict(regrade, Change(attempt, before=Score.of(attempt), after=with_it)).save(force_insert=True)
        if before.get(pk) != Score.of(attempt):
            tell(attempt, now=now)
