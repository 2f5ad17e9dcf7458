"""What an answer earns: the mark of its type, what tries or a certainty make of it, and what people say of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Self

from quizzes.models import Attempt, AttemptSlot, Behaviour, Mark, Response, Rules
from quizzes.models.attempt import share_of
from quizzes.models.kept import counts_as_pass
from quizzes.models.mark import agreed
from quizzes.question_types import Answer, question_type
from quizzes.question_types.question_type import DEFAULT_PENALTY
from quizzes.question_types.spec import exact
from quizzes.question_types.tries import MOST_BY_CERTAINTY, adaptive, by_certainty, interactive


@dataclass(frozen=True)
class Basis:
    """What grading needs beside a slot and its answer: earlier tries, and what people said."""

    tries: Mapping[int, Sequence[Answer | None]] = field(default_factory=dict)
    marks: Mapping[int, Sequence[Fraction]] = field(default_factory=dict)

    @classmethod
    def of(cls, slots: Collection[AttemptSlot], *, rules: Rules, seen_by_markers: bool = True) -> Self:
        """Read it in no query, one or two, as the questions need. Nobody marks before an attempt is closed."""
        tries: dict[int, list[Answer | None]] = defaultdict(list)
        marks: dict[int, list[Fraction]] = defaultdict(list)
        if rules.takes_tries:
            for response in Response.objects.tries().filter(slot__in=slots):
                tries[response.slot_id].append(response.answer)
        by_hand = [slot for slot in slots if seen_by_markers and question_type(slot.version.kind).is_marked_by_hand]
        if by_hand:
            for mark in Mark.objects.newest().filter(slot__in=by_hand).in_order():
                marks[mark.slot_id].append(mark.mark)
        return cls(tries, marks)


def scale(rules: Rules) -> Fraction:
    """How often the points of a question can be had: three times where certainty counts."""
    return MOST_BY_CERTAINTY if rules.behaviour == Behaviour.CERTAINTY else Fraction(1)


def earned(slot: AttemptSlot, *, rules: Rules, basis: Basis) -> Fraction | None:
    """The exact points of one answer; None while a person has to mark it.

    A dropped question earns nothing and counts for nothing; one that is given
    to all earns everything.
    """
    if slot.is_dropped:
        return Fraction(0)
    if slot.is_given:
        return Fraction(slot.max_points) * scale(rules)
    share = _share(slot, rules=rules, basis=basis)
    return None if share is None else share * slot.max_points


def _share(slot: AttemptSlot, *, rules: Rules, basis: Basis) -> Fraction | None:
    kind, spec = question_type(slot.version.kind), slot.spec
    if not kind.is_asked:
        return Fraction(0)
    if kind.needs_marker(spec, slot.answer):
        mark = agreed(list(basis.marks.get(slot.pk, ())), two_markers=rules.two_markers)
    elif rules.takes_tries:
        mark = _over_tries(slot, basis.tries.get(slot.pk, ()), adapts=rules.behaviour == Behaviour.ADAPTIVE)
    else:
        mark = kind.grade(spec, slot.answer)
    if mark is None or rules.behaviour != Behaviour.CERTAINTY or slot.answer is None:
        return mark
    return by_certainty(mark, slot.certainty)


def _over_tries(slot: AttemptSlot, tried: Sequence[Answer | None], *, adapts: bool) -> Fraction:
    """The tries, and the answer that was saved after the last of them as one more."""
    kind, spec = question_type(slot.version.kind), slot.spec
    answers = [*tried, *([slot.answer] if slot.answer is not None and (not tried or tried[-1] != slot.answer) else [])]
    penalty = exact(spec["penalty"]) if "penalty" in spec else DEFAULT_PENALTY
    if adapts:
        return adaptive([kind.grade(spec, answer) for answer in answers], penalty=penalty)
    return interactive([kind.parts(spec, answer) for answer in answers], penalty=penalty)


def tries_allowed(slot: AttemptSlot) -> int | None:
    """How many tries a question has: one more than it has hints; None where any number costs its penalty."""
    adapts = slot.attempt.rules.behaviour == Behaviour.ADAPTIVE
    return None if adapts else len(slot.version.spec.get("hints", ())) + 1


def tries_left(slot: AttemptSlot, tried: Sequence[Answer | None]) -> int | None:
    """How many tries are left; none once the answer was right."""
    kind, spec = question_type(slot.version.kind), slot.version.spec
    if any(kind.grade(spec, answer) == 1 for answer in tried):
        return 0
    allowed = tries_allowed(slot)
    return None if allowed is None else max(0, allowed - len(tried))


def total(points: Iterable[Fraction | None]) -> Fraction | None:
    """All points together, never below 0; None while one is missing."""
    listed = list(points)
    if any(one is None for one in listed):
        return None
    return max(Fraction(0), sum((one for one in listed if one is not None), Fraction()))


def most_points(slots: Iterable[AttemptSlot], *, rules: Rules) -> Fraction:
    """All points to be had."""
    return sum((slot.counted for slot in slots), Fraction()) * scale(rules)


def passes(points: Fraction, most: Fraction, attempt: Attempt) -> bool:
    """Whether exact points reach the pass line as it was when the attempt began. Nothing is rounded."""
    return share_of(points, most) * 100 >= Fraction(attempt.pass_percent)


def judge(attempt: Attempt, points: Fraction | None, *, window: Sequence[Attempt] | None = None) -> None:
    """Set points and verdict of an attempt; `window` are the attempts that count together, where the quiz keeps not simply the best."""
    attempt.points = points
    if points is None:
        attempt.passed, attempt.counts_as_pass = None, False
        return
    attempt.passed = not attempt.is_abandoned and passes(points, attempt.max_points, attempt)
    attempt.counts_as_pass = counts_as_pass(attempt, [one for one in window or () if not one.is_open])
