"""What a regrade would make of the closed attempts of some learners. It only reads: the same is shown in a dry run and applied."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from typing import Any, Self

from django.db.models import Count, QuerySet

from quizzes.actions.grading import Basis, earned, judge, scale
from quizzes.models import Attempt, AttemptSlot, AttemptWindow, QuestionVersion, Quiz, Regrade
from quizzes.models.allowance import together
from quizzes.models.attempt import share_of
from quizzes.models.fields import fits
from quizzes.permissions import may_decide_on

# What a question earned, what it is worth, and whether it is dropped.
Alike = tuple[Fraction | None, Fraction, bool]


@dataclass(frozen=True)
class Plan:
    """What is to be changed in the closed attempts of a quiz: which wordings of questions, and how."""

    quiz: Quiz
    versions: tuple[QuestionVersion, ...]
    method: str
    keeps_higher: bool = True

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """A plan as work that is done in slices keeps it."""
        versions = QuestionVersion.objects.filter(pk__in=stored["versions"]).order_by("pk")
        return cls(Quiz.objects.get(pk=stored["quiz"]), tuple(versions), stored["method"], keeps_higher=stored["keeps_higher"])

    def stored(self) -> dict[str, Any]:
        versions = sorted(version.pk for version in self.versions)
        return {"quiz": self.quiz.pk, "versions": versions, "method": self.method, "keeps_higher": self.keeps_higher}

    @property
    def attempts(self) -> QuerySet[Attempt]:
        """The closed attempts that were asked one of the questions."""
        return Attempt.objects.regradable(self.quiz, self.versions)

    def learners(self, *, after: int, until: int | None = None, most: int | None = None) -> list[int]:
        """Keys of their learners in order, each once: beyond `after`, up to `until`, and no more than `most`."""
        rows = self.attempts.filter(learner__gt=after) if until is None else self.attempts.filter(learner__gt=after, learner__lte=until)
        return list(rows.order_by("learner_id").values_list("learner_id", flat=True).distinct()[:most])


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

    def fields(self) -> dict[str, Any]:
        """As the row of the answer keeps it."""
        return {"points": self.points, "graded_by": self.key, "is_dropped": self.dropped, "is_given": self.given}


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

    @classmethod
    def read(cls, stored: Sequence[Any]) -> Self:
        points, most, passed, counted = stored
        return cls(None if points is None else Fraction(points), Fraction(most), passed, counted)

    def stored(self) -> list[Any]:
        return [None if self.points is None else str(self.points), str(self.most), self.passed, self.counted]

    def fields(self) -> dict[str, Any]:
        """As the row of the attempt keeps it."""
        return {"points": self.points, "max_points": self.most, "passed": self.passed, "counts_as_pass": self.counted}

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

    @property
    def turns(self) -> str:
        """What becomes of the verdict."""
        return turns(self.before, self.after)


def turns(before: Score, after: Score) -> str:
    """Whether a verdict turns better or worse, or stays the same."""
    old, new = ((bool(one.passed), one.counted) for one in (before, after))
    return "same" if old == new else "better" if new > old else "worse"


@dataclass(frozen=True)
class Outcome:
    """All that a plan comes to for some learners."""

    plan: Plan
    lines: list[Line]
    changes: list[Change]
    looked_at: int
    own: int

    @cached_property
    def says(self) -> dict[int, str]:
        """Per learner who is concerned, a digest that only exactly this has."""
        said: dict[int, list[Any]] = defaultdict(list)
        for line in self.lines:
            said[line.slot.attempt.learner_id].append([line.slot.pk, line.before.stored(), line.after.stored()])
        for change in self.changes:
            said[change.attempt.learner_id].append([change.attempt.pk, change.before.stored(), change.after.stored()])
        return {learner: sha256(json.dumps(each).encode()).hexdigest()[:32] for learner, each in said.items()}

    @property
    def leaves_nothing(self) -> bool:
        """Whether an attempt would have no question left that counts."""
        return any(not change.after.most for change in self.changes)

    @property
    def is_too_fine(self) -> bool:
        """Whether a score would come about that cannot be kept."""
        scores = [line.after.points for line in self.lines] + [change.after.points for change in self.changes]
        return not all(fits(points) for points in scores if points is not None)


def outcome_of(plan: Plan, *, learners: Collection[int], by: Any) -> Outcome:
    """Work out a plan for these learners. Attempts of whoever regrades are counted and left as they are.

    Eight queries or so, whatever the number of attempts.
    """
    asked = list(plan.attempts.filter(learner__in=learners).order_by("learner_id", "pk"))
    attempts = {one.pk: one for one in asked if may_decide_on(by, one.learner_id)}
    for attempt in attempts.values():
        attempt.quiz = plan.quiz
    lines = _lines(plan, attempts)
    after = _rescored(plan, attempts, lines)
    kept = [line for line in lines if line.slot.attempt_id in after]
    changes = [*_also_changed(plan, after), *(Change(attempts[pk], Score.of(attempts[pk]), Score.of(one)) for pk, one in after.items())]
    changes.sort(key=lambda change: (change.attempt.learner_id, change.attempt.pk))
    return Outcome(plan, kept, changes, len(attempts), len(asked) - len(attempts))


def _lines(plan: Plan, attempts: Mapping[int, Attempt]) -> list[Line]:
    """What becomes of each answer by itself, where anything does."""
    slots = _answers(plan, attempts)
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


def _answers(plan: Plan, attempts: Mapping[int, Attempt]) -> list[AttemptSlot]:
    """What these attempts were asked of the plan's wordings, with answers and keys; what is dropped stays dropped.

    A version is read once, and not with each of its answers.
    """
    rows = AttemptSlot.objects.filter(attempt__in=list(attempts), version__in=plan.versions, is_dropped=False)
    slots = list(rows.with_answers().defer("layout", "section").order_by("pk"))
    versions = {version.pk: version for version in plan.versions}
    versions |= QuestionVersion.objects.in_bulk({slot.graded_by_id for slot in slots if slot.graded_by_id} - versions.keys())
    for slot in slots:
        slot.attempt, slot.version = attempts[slot.attempt_id], versions[slot.version_id]
        slot.graded_by = versions[slot.graded_by_id] if slot.graded_by_id else None
    return slots


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
    changed: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        changed[line.slot.attempt_id].append(line)
    alike = _alike(changed)
    after: dict[int, Attempt] = {}
    for pk in sorted(changed):
        before, one = attempts[pk], copy(attempts[pk])
        for line in changed[pk]:
            alike[pk][line.before.points, line.slot.max_points, line.before.dropped] -= 1
            alike[pk][line.after.points, line.slot.max_points, line.after.dropped] += 1
        one.max_points = sum((most * often for (_points, most, dropped), often in alike[pk].items() if not dropped), Fraction())
        one.max_points *= scale(one.rules)
        judge(one, _together(alike[pk]))
        if not (plan.keeps_higher and _lost(before, one)):
            after[pk] = one
    return after


def _lost(before: Attempt, after: Attempt) -> bool:
    return before.score is not None and after.score is not None and after.score < before.score


def _alike(attempts: Collection[int]) -> dict[int, Counter[Alike]]:
    """How many questions of each attempt earned the same, are worth the same, and are dropped or not: far fewer rows than questions."""
    alike: dict[int, Counter[Alike]] = defaultdict(Counter)
    rows = AttemptSlot.objects.filter(attempt__in=list(attempts)).order_by().values_list("attempt_id", "points", "max_points", "is_dropped")
    for pk, points, most, dropped, often in rows.annotate(often=Count("pk")):
        alike[pk][points, most, dropped] += often
    return alike


def _together(alike: Counter[Alike]) -> Fraction | None:
    """All points, never below 0; None while one is missing. The same as `grading.total`."""
    if any(points is None for (points, _most, _dropped), often in alike.items() if often):
        return None
    return max(Fraction(0), sum((points * often for (points, _most, _dropped), often in alike.items() if points), Fraction()))


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
