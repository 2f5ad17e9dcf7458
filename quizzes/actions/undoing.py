"""Taking a regrade back, as a whole."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from academy.audit import audited
from quizzes.actions.errors import ActionRefused, OwnMatter
from quizzes.actions.grading import judge, most_points, total
from quizzes.actions.regrade_refusals import refuse_while_applied
from quizzes.actions.regrading import AT_ONCE, ATTEMPT, SLOT, hold_all, verdict_of
from quizzes.actions.rescoring import Change, Score, State
from quizzes.actions.verdicts import judge_again, tell, window_of
from quizzes.conf import UNDO_REGRADE
from quizzes.models import Attempt, AttemptSlot, Regrade, RegradeVerdict
from quizzes.permissions import may_decide_on


@audited(UNDO_REGRADE, by="by", about="regrade")
def undo_regrade(regrade: Regrade, *, by: Any, now: datetime) -> Regrade:
    """Put back every answer and every attempt as they were before a regrade. Repeating it changes nothing.

    Where markers gave an attempt its verdict since, it is reckoned anew from
    its answers. What counts together with them is judged again, also what came
    since; the record then lists it too. Raises ActionRefused while a later
    regrade of the same attempts stands, OwnMatter where it changed an attempt
    of whoever undoes it.
    """
    hold_all(regrade.quiz, Attempt.objects.filter(regrade_verdicts__regrade=regrade).values("learner"))
    regrade = Regrade.objects.select_for_update(of=("self",), no_key=True).get(pk=regrade.pk)
    if regrade.undone_at is not None:
        return regrade
    refuse_while_applied(regrade.quiz)
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
            verdict_of(regrade, Change(attempt, before=Score.of(attempt), after=with_it)).save(force_insert=True)
        if before.get(pk) != Score.of(attempt):
            tell(attempt, now=now)
