"""What a regrade would make of closed attempts. It only reads: the same is shown in a dry run and applied."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Self
from uuid import UUID, uuid5

from quizzes.actions.grading import Basis, earned, judge, most_points, total
from quizzes.models import Attempt, AttemptSlot, AttemptWindow, QuestionVersion, Quiz, Regrade
from quizzes.models.allowance import together
from quizzes.models.attempt import share_of
from quizzes.models.fields import fits
from quizzes.permissions import may_decide_on

NAMESPACE: Final = UUID("7f1d4c1e-6a0c-4a53-9a1f-3f0a5ce0b7d2")


@dataclass(frozen=True)
class Plan:
    """What is to be changed in the closed attempts of a quiz: which wordings of questions, and how."""

    quiz: Quiz
    versions: tuple[QuestionVersion, ...]
    method: str
    keeps_higher: bool = True


@dataclass(frozen=True)
class State:
    """How one answer is marked: its points, the key, and whether it is dropped or given to all."""

    points: Fraction | None
    key: int | None
    dropped: bool
    given: bool

    @classmethod
    def of(cls, slot: AttemptSlot) -> Self:
        return cls(slot.points, slot.graded_by_id, slot.is_dropped, slot.is_given)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        points = stored["points"]
        return cls(None if points is None else Fraction(points), stored["key"], stored["dropped"], stored["given"])

    def stored(self) -> dict[str, Any]:
        points = None if self.points is None else str(self.points)
        return {"points": points, "key": self.key, "dropped": self.dropped, "given": self.given}

    def put(self, slot: AttemptSlot) -> AttemptSlot:
        slot.points, slot.graded_by_id, slot.is_dropped, slot.is_given = self.points, self.key, self.dropped, self.given
        return slot


@dataclass(frozen=True)
class Score:
    """What an attempt came to."""

    points: Fraction | None
    most: Fraction
    passed: bool | None
    counted: bool

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        return cls(attempt.points, attempt.max_points, attempt.passed, attempt.counts_as_pass)

    @property
    def share(self) -> Fraction | None:
        return None if self.points is None else share_of(self.points, self.most)


@dataclass(frozen=True)
class Line:
    """What becomes of one answer."""

    slot: AttemptSlot
    before: State
    after: State


@dataclass(frozen=True)
class Change:
    """What becomes of one attempt."""

    attempt: Attempt
    before: Score
    after: Score

    @property
    def is_one(self) -> bool:
        """Whether its score changes, and not only how it comes about."""
        return self.before != self.after


@dataclass(frozen=True)
class Outcome:
    """All that a plan comes to, and a token that only exactly this has."""

    plan: Plan
    lines: list[Line]
    changes: list[Change]
    looked_at: int
    own: int
    token: UUID

    @property
    def leaves_nothing(self) -> bool:
        """Whether an attempt would have no question left that counts."""
        return any(not change.after.most for change in self.changes)

    @property
    def is_too_fine(self) -> bool:
        """Whether a score would come about that cannot be kept."""
        scores = [line.after.points for line in self.lines] + [change.after.points for change in self.changes]
        return not all(fits(points) for points in scores if points is not None)


def outcome_of(plan: Plan, *, by: Any) -> Outcome:
    """Work out a plan that `possible` has nothing against. Attempts of whoever regrades are counted and left as they are."""
    asked = list(Attempt.objects.regradable(plan.quiz, plan.versions).order_by("pk"))
    attempts = {one.pk: one for one in asked if may_decide_on(by, one.learner_id)}
    for attempt in attempts.values():
        attempt.quiz = plan.quiz
    lines = _lines(plan, attempts)
    after = _rescored(plan, attempts, lines)
    kept = [line for line in lines if line.slot.attempt_id in after]
    others = _also_changed(plan, after)
    changes = [*others, *(Change(attempts[pk], Score.of(attempts[pk]), Score.of(one)) for pk, one in after.items())]
    changes.sort(key=lambda change: change.attempt.pk)
    return Outcome(plan, kept, changes, len(attempts), len(asked) - len(attempts), _token(plan, kept, changes))


def _lines(plan: Plan, attempts: Mapping[int, Attempt]) -> list[Line]:
    """What becomes of each answer by itself, where anything does."""
    rows = AttemptSlot.objects.filter(attempt__quiz=plan.quiz, version__in=plan.versions).with_answers().with_keys().order_by("pk")
    slots = [slot for slot in rows if slot.attempt_id in attempts and not slot.is_dropped]  # what is dropped stays dropped
    keys = {one.question_id: one for one in QuestionVersion.objects.current().filter(question__in=[v.question_id for v in plan.versions])}
    bases = _bases(slots, attempts)
    lines = []
    for slot in slots:
        before, attempt = State.of(slot), attempts[slot.attempt_id]
        _change(slot, plan.method, keys)
        slot.points = earned(slot, rules=attempt.rules, basis=bases[attempt.rules.takes_tries])
        after = State.of(slot)
        if after != before and not (plan.keeps_higher and _loses(plan, attempt, before, after)):
            lines.append(Line(slot, before, after))
    return lines


def _bases(slots: Sequence[AttemptSlot], attempts: Mapping[int, Attempt]) -> dict[bool, Basis]:
    """Earlier tries and marks, read once for the attempts that take tries and once for the others."""
    by_rule: dict[bool, list[AttemptSlot]] = defaultdict(list)
    for slot in slots:
        by_rule[attempts[slot.attempt_id].rules.takes_tries].append(slot)
    return {takes: Basis.of(some, rules=attempts[some[0].attempt_id].rules) for takes, some in by_rule.items()}


def _change(slot: AttemptSlot, method: str, keys: Mapping[int, QuestionVersion]) -> None:
    if method == Regrade.Method.NEW_KEY:
        key = keys[slot.version.question_id]
        slot.graded_by = None if key.pk == slot.version_id else key
    elif method == Regrade.Method.FULL_MARKS:
        slot.is_given = True
    else:
        slot.is_dropped = True


def _loses(plan: Plan, attempt: Attempt, before: State, after: State) -> bool:
    """Whether the change of one answer is known to cost its learner something.

    A dropped question is judged by the whole attempt; where that still waits
    for a person, only what earned nothing can be dropped without a loss.
    """
    if plan.method == Regrade.Method.DROP:
        return attempt.graded_at is None and before.points is not None and before.points > 0
    return before.points is not None and after.points is not None and after.points < before.points


def _rescored(plan: Plan, attempts: Mapping[int, Attempt], lines: Iterable[Line]) -> dict[int, Attempt]:
    """Copies of the attempts that change, with their new scores. Whoever would lose by it is left out where nobody may."""
    changed: dict[int, dict[int, Line]] = defaultdict(dict)
    for line in lines:
        changed[line.slot.attempt_id][line.slot.pk] = line
    by_attempt: dict[int, list[AttemptSlot]] = defaultdict(list)
    for slot in AttemptSlot.objects.filter(attempt__quiz=plan.quiz).order_by("pk"):
        if slot.attempt_id in changed:
            new = changed[slot.attempt_id].get(slot.pk)
            by_attempt[slot.attempt_id].append(new.after.put(slot) if new else slot)
    after: dict[int, Attempt] = {}
    for pk in sorted(changed):
        before, one = attempts[pk], copy(attempts[pk])
        one.max_points = most_points(by_attempt[pk], rules=one.rules)
        judge(one, total(slot.points for slot in by_attempt[pk]))
        lost = before.score is not None and one.score is not None and one.score < before.score
        if not (plan.keeps_higher and lost):
            after[pk] = one
    return after


def _also_changed(plan: Plan, after: dict[int, Attempt]) -> list[Change]:
    """Where several attempts count together: set what counts as a pass, and name others for which that changes."""
    if plan.quiz.keep == Quiz.Keep.HIGHEST or not after:
        return []
    learners = {one.learner_id for one in after.values()}
    windows: dict[int, list[AttemptWindow]] = defaultdict(list)
    for window in AttemptWindow.objects.filter(quiz=plan.quiz, learner__in=learners).order_by("-opened_at", "-pk"):
        windows[window.learner_id].append(window)
    together: dict[int, list[Attempt]] = defaultdict(list)
    for one in Attempt.objects.at(plan.quiz).filter(learner__in=learners).order_by("number"):
        one.quiz = plan.quiz
        together[one.learner_id].append(after.get(one.pk, one))
    return [change for learner, listed in together.items() for change in _judged_together(listed, windows[learner], known=after)]


def _judged_together(listed: list[Attempt], windows: list[AttemptWindow], *, known: Mapping[int, Attempt]) -> list[Change]:
    """Judge the attempts of one learner; give the changes of those that are not known to change."""
    changes = []
    for one in listed:
        if one.points is None:
            continue
        before = Score.of(one)
        judge(one, one.points, window=together(one, listed, windows))
        if one.pk not in known and Score.of(one) != before:
            changes.append(Change(one, before, Score.of(one)))
    return changes


def _token(plan: Plan, lines: Sequence[Line], changes: Sequence[Change]) -> UUID:
    """Name a dry run by all that it says, and by what was regraded before it."""
    earlier = Regrade.objects.filter(quiz=plan.quiz)
    said = [
        [plan.quiz.pk, plan.method, plan.keeps_higher, sorted(version.pk for version in plan.versions)],
        [earlier.count(), earlier.standing().count()],
        [[line.slot.pk, line.before.stored(), line.after.stored()] for line in lines],
        [[change.attempt.pk, repr(change.before), repr(change.after)] for change in changes],
    ]
    return uuid5(NAMESPACE, json.dumps(said))
