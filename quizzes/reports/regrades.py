"""A regrade before it is applied, while it is, and afterwards: learner by learner, a page of them at a time, and what rests upon it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NamedTuple, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from academy.models import Job
from quizzes.actions.dry_run import Seen
from quizzes.actions.regrade_refusals import own_left_out
from quizzes.actions.rescoring import Plan, Score, turns
from quizzes.models import Attempt, Quiz, Regrade, seams
from quizzes.models.attempt import shown_percent
from quizzes.models.seams import Affected, VerdictChange
from quizzes.reports.figures import points_text
from quizzes.reports.people import names_for

ON_A_PAGE: Final = 50


@dataclass(frozen=True)
class Side:
    """A score before or after, as it is written."""

    points: str
    percent: Decimal | None
    passed: bool | None
    counted: bool

    @classmethod
    def of(cls, score: Score, attempt: Attempt) -> Self:
        points = "" if score.points is None else f"{points_text(score.points)} / {points_text(score.most)}"
        percent = None if score.share is None else shown_percent(score.share, pass_percent=attempt.pass_percent)
        return cls(points, percent, score.passed, score.counted)


class Changed(NamedTuple):
    """One attempt whose score changes, and the number that its learner goes by where no name may be read."""

    attempt: Attempt
    number: int
    before: Score
    after: Score


@dataclass(frozen=True)
class Row:
    """One attempt before and after."""

    attempt: Attempt
    learner: str
    before: Side
    after: Side
    turns: str


@dataclass(frozen=True)
class Effects:
    """What changes: how much, and a page of it with what the layers above have built upon those verdicts."""

    rows: list[Row]
    affected: list[tuple[Affected, str]]
    changed: int
    better: int
    worse: int
    page: Page[Any]

    @classmethod
    def of(cls, changes: Paginator[Any], number: Any, *, better: int, worse: int, user: Any) -> Self:
        """Learners are named for whoever leads them; for others they are numbered, the same one always alike."""
        page = changes.get_page(number)
        listed: list[Changed] = list(page.object_list)
        names = names_for(user, list({one.attempt.learner_id for one in listed}))
        called = {
            one.attempt.learner_id: names.get(one.attempt.learner_id) or _("Learner %(number)d") % {"number": one.number} for one in listed
        }
        rows = [Row(one.attempt, called[one.attempt.learner_id], *_sides(one), turns=turns(one.before, one.after)) for one in listed]
        touched = seams.affected(_verdicts(listed))
        affected = [(one, called.get(one.learner_id, "") if one.learner_id else "") for one in touched]
        return cls(rows, affected, changes.count, better, worse, page)


def _sides(one: Changed) -> tuple[Side, Side]:
    return Side.of(one.before, one.attempt), Side.of(one.after, one.attempt)


def _verdicts(changes: Iterable[Changed]) -> list[VerdictChange]:
    return [
        VerdictChange(one.attempt.pk, one.attempt.learner_id, counted_before=one.before.counted, counted_after=one.after.counted)
        for one in changes
        if one.before.counted != one.after.counted
    ]


class Looked(Sequence[Changed]):
    """The rows that a dry run left, read part by part."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.counts = [
            (key, int(count)) for key, count in job.parts.order_by("number").annotate(rows=KT("content__count")).values_list("pk", "rows")
        ]

    def __len__(self) -> int:
        return sum(count for _key, count in self.counts)

    def __getitem__(self, wanted: Any) -> Any:
        start, stop = wanted.start or 0, len(self) if wanted.stop is None else wanted.stop
        begins, rows = 0, []
        for key, count in self.counts:
            if begins < stop and start < begins + count:
                content = self.job.parts.get(pk=key).content["rows"]
                rows += content[max(0, start - begins) : stop - begins]
            begins += count
        attempts = Attempt.objects.in_bulk([row[0] for row in rows])
        return [Changed(attempts[key], number, Score.read(before), Score.read(after)) for key, number, before, after in rows]


class Applied(Sequence[Changed]):
    """The rows that a regrade wrote down."""

    def __init__(self, regrade: Regrade) -> None:
        self.rows = regrade.verdicts.changing().by_learner()
        self.length = self.rows.count()

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, wanted: Any) -> Any:
        listed = list(self.rows[wanted])
        if not listed:
            return []
        first = listed[0].attempt.learner_id
        number = self.rows.filter(attempt__learner__lt=first).order_by().values("attempt__learner").distinct().count()
        numbers: dict[int, int] = {}
        for row in listed:
            numbers.setdefault(row.attempt.learner_id, number + len(numbers) + 1)
        return [
            Changed(
                row.attempt,
                numbers[row.attempt.learner_id],
                Score(row.points_before, row.most_before, row.passed_before, row.counted_before),
                Score(row.points_after, row.most_after, row.passed_after, row.counted_after),
            )
            for row in listed
        ]


@dataclass(frozen=True)
class DryRun:
    """What a plan would do. Nothing is written of it."""

    job: Job
    plan: Plan
    effects: Effects
    open: int
    seen: Seen

    @property
    def waiting(self) -> int:
        return self.seen.waiting

    @property
    def untouched(self) -> int:
        """Attempts that were asked one of the questions and stay as they are."""
        return max(0, self.seen.looked_at - self.effects.changed)

    @property
    def own_left_out(self) -> str:
        """What is said of the attempts of whoever looks."""
        return own_left_out(self.seen.own)


def dry_run(job: Job, *, user: Any, page: Any = 1) -> DryRun:
    """What a dry run that is done found, and how many attempts are open now."""
    plan, seen = Plan.read(job.parameters), Seen.read(job.cursor)
    effects = Effects.of(Paginator(Looked(job), ON_A_PAGE), page, better=seen.better, worse=seen.worse, user=user)
    return DryRun(job, plan, effects, Attempt.objects.asked(plan.quiz, plan.versions).open().count(), seen)


def choices_in_address(job: Job) -> str:
    """The choices of a dry run, as the form takes them from the address."""
    plan = Plan.read(job.parameters)
    said = [("versions", str(version.uuid)) for version in plan.versions]
    return urlencode([*said, ("method", plan.method), ("keeps_higher", "on" if plan.keeps_higher else "false")])


def effects_of(regrade: Regrade, *, user: Any, page: Any = 1) -> Effects:
    """What an applied regrade did, as it was written down then."""
    return Effects.of(Paginator(Applied(regrade), ON_A_PAGE), page, **regrade.verdicts.turning(), user=user)


def history_of(quiz: Quiz, *, user: Any) -> list[Regrade]:
    """Every regrade of a quiz, the newest first."""
    return list(Regrade.objects.visible_to(user).of(quiz))
