"""Marking what no rule can mark."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from academy.audit import audited
from quizzes.actions.errors import ActionRefused, MarkedMeanwhile, OwnMatter
from quizzes.actions.grading import Basis, earned
from quizzes.actions.verdicts import hold_together, settle
from quizzes.conf import MARK
from quizzes.models import AttemptSlot, Mark
from quizzes.models.fields import fits
from quizzes.permissions import may_decide_on
from quizzes.question_types.rubrics import RubricError, chosen_levels, rubric_mark, rubric_of

LONGEST_COMMENT = 4000


@audited(MARK, by="marker", about="slot")
def mark_answer(
    slot: AttemptSlot,
    *,
    marker: Any,
    now: datetime,
    mark: Fraction | None = None,
    levels: Mapping[str, Any] | None = None,
    comment: str = "",
    seen: int | None = None,
) -> Mark:
    """Mark an answer from 0 to 1, or by a level for every row of its rubric.

    The attempt gets its verdict with the last mark that it waits for. A marker
    may think again until then; saying the same twice changes nothing. `seen`
    is the marker's own newest mark when the page was read, 0 for none: with
    it, a page that is behind changes nothing. Raises ActionRefused with a
    sentence, MarkedMeanwhile where somebody was quicker.
    """
    hold_together(slot.attempt)
    slot = AttemptSlot.objects.for_saving().select_related("graded_by").get(pk=slot.pk)
    attempt = slot.attempt
    if attempt.is_open:
        raise ActionRefused(_("This attempt is not handed in yet."))
    if not may_decide_on(marker, attempt.learner_id):
        raise OwnMatter(_("Nobody marks an answer of their own."))
    given = Mark(slot=slot, marker=marker, **_judged(slot, mark=mark, levels=levels), comment=_worded(comment), marked_at=now)

    marks = list(slot.marks.newest().in_order())
    mine = next((one for one in marks if one.marker_id == marker.pk), None)
    if mine is not None and _says_the_same(mine, given):
        return mine
    _refuse_if_behind(slot, marks, mine=mine, seen=seen)

    given.save(force_insert=True)
    slot.points = earned(slot, rules=attempt.rules, basis=Basis.of([slot], rules=attempt.rules))
    _refuse_too_fine(slot, given)
    slot.save(update_fields=["points"])
    settle(attempt, now=now)
    return given


def _judged(slot: AttemptSlot, *, mark: Fraction | None, levels: Mapping[str, Any] | None) -> dict[str, Any]:
    if not rubric_of(slot.spec):
        if mark is None or not 0 <= mark <= 1:
            raise ActionRefused(_("Give a mark between 0 and what the question is worth."))
        return {"mark": mark, "levels": {}}
    try:
        chosen = chosen_levels(slot.spec, levels or {})
    except RubricError as error:
        raise ActionRefused(str(error)) from error
    return {"mark": rubric_mark(slot.spec, chosen), "levels": chosen}


def _worded(comment: str) -> str:
    words = comment.strip()
    if len(words) > LONGEST_COMMENT:
        raise ActionRefused(_("The comment is too long: %(most)d letters at most.") % {"most": LONGEST_COMMENT})
    if "\x00" in words:
        raise ActionRefused(_("The comment holds something that cannot be stored."))
    return words


def _refuse_too_fine(slot: AttemptSlot, given: Mark) -> None:
    """Raise ActionRefused where the points so far could not be kept together with these."""
    own = Fraction(slot.points or 0)
    others = AttemptSlot.objects.filter(attempt=slot.attempt_id, points__isnull=False).exclude(pk=slot.pk)
    together = sum((Fraction(one or 0) for one in others.values_list("points", flat=True)), own)
    if not all(map(fits, (Fraction(given.mark), own, together))):
        raise ActionRefused(_("These points cannot be added to the others exactly. Write simpler ones, such as 2.5 or 2/3."))


def _says_the_same(one: Mark, other: Mark) -> bool:
    return (one.mark, one.levels, one.comment) == (other.mark, other.levels, other.comment)


def _refuse_if_behind(slot: AttemptSlot, marks: list[Mark], *, mine: Mark | None, seen: int | None) -> None:
    if slot.attempt.graded_at is not None:
        raise MarkedMeanwhile(_("This attempt has its verdict; a mark of it changes only by a regrade. Nothing was changed."))
    if mine is None and slot.points is not None:
        raise MarkedMeanwhile
    if mine is None and marks and not slot.attempt.rules.two_markers:
        raise MarkedMeanwhile
    if seen is not None and seen != (mine.pk if mine else 0):
        raise MarkedMeanwhile(_("You marked this answer on another page meanwhile. Nothing was changed; look at it again."))
