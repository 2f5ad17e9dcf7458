"""The grading desk: what waits for a marker, and one answer as its marker may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, Self

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from academy.texts import LocalisedText, localised
from quizzes.models import AttemptSlot, Mark, QuestionVersion, Quiz
from quizzes.question_types import Answer, question_type
from quizzes.question_types.texts import say
from quizzes.reports.figures import points_text
from quizzes.reports.people import names_for

A_PAGE: Final = 25


@dataclass(frozen=True)
class Heap:
    """Answers that wait together: of one quiz, or of one question."""

    key: str
    title: LocalisedText | str
    waiting: int
    oldest: datetime


@dataclass(frozen=True)
class Waiting:
    """One answer of the queue. The name is empty where the marker may not know it."""

    slot: AttemptSlot
    stem: str
    learner: str


@dataclass(frozen=True)
class Queue:
    """What one marker has to mark, the oldest first."""

    page: Page[AttemptSlot]
    rows: list[Waiting]
    by_quiz: list[Heap]
    by_question: list[Heap]

    @cached_property
    def waiting(self) -> int:
        """All of it, whatever is shown."""
        return sum(heap.waiting for heap in self.by_quiz)

    @property
    def oldest(self) -> datetime | None:
        return min((heap.oldest for heap in self.by_quiz), default=None)


def waiting_for(user: Any) -> int:
    """How many answers this user could mark now. One query; none for whoever marks nothing."""
    return AttemptSlot.objects.left_to(user).count() if user.has_perm("academy_quizzes.add_mark") else 0


def queue_of(user: Any, *, quiz: str = "", question: str = "", page: Any = 1, language: str = "") -> Queue:
    """Read the queue in as many queries whatever its length."""
    left = AttemptSlot.objects.left_to(user)
    by_quiz, by_question = _heaps(left, quiz=quiz, language=language)
    chosen = left.among(quiz=quiz, question=question).select_related("attempt__quiz", "version")
    shown = Paginator(chosen, A_PAGE).get_page(page)
    return Queue(shown, waiting_rows(list(shown), user=user, language=language), by_quiz, by_question)


def waiting_rows(slots: Sequence[AttemptSlot], *, user: Any, language: str) -> list[Waiting]:
    """What the queue says of some answers, whose attempt, quiz and version are loaded."""
    names = names_for(user, {slot.attempt.learner_id for slot in slots if not slot.attempt.quiz.anonymous_marking})
    return [Waiting(slot, _stem(slot.version, language), _name(slot, names)) for slot in slots]


def _name(slot: AttemptSlot, names: dict[int, str]) -> str:
    return "" if slot.attempt.quiz.anonymous_marking else names.get(slot.attempt.learner_id, "")


def _stem(version: QuestionVersion, language: str) -> str:
    kind = question_type(version.kind)
    return say(version.spec["stem"], kind.language_of(version.spec, language)[0])


def _heaps(left: Any, *, quiz: str, language: str) -> tuple[list[Heap], list[Heap]]:
    """By quiz all of them; by question those of the chosen quiz."""
    counts = list(
        left.order_by()
        .values("attempt__quiz", "version__question__uuid")
        .annotate(waiting=Count("pk"), oldest=Min("attempt__submitted_at"), newest=Max("version"))
    )
    quizzes = Quiz.objects.in_bulk({row["attempt__quiz"] for row in counts})
    versions = QuestionVersion.objects.in_bulk({row["newest"] for row in counts})
    by_quiz: dict[str, Heap] = {}
    by_question: dict[str, Heap] = {}
    for row in counts:
        of = quizzes[row["attempt__quiz"]]
        _heap_up(by_quiz, of.slug, localised(of.title), row)
        if quiz in ("", of.slug):
            _heap_up(by_question, str(row["version__question__uuid"]), _stem(versions[row["newest"]], language), row)
    return _oldest_first(by_quiz), _oldest_first(by_question)


def _heap_up(heaps: dict[str, Heap], key: str, title: LocalisedText | str, row: dict[str, Any]) -> None:
    known = heaps.get(key)
    waiting, oldest = row["waiting"], row["oldest"]
    heaps[key] = Heap(key, title, known.waiting + waiting, min(known.oldest, oldest)) if known else Heap(key, title, waiting, oldest)


def _oldest_first(heaps: dict[str, Heap]) -> list[Heap]:
    return sorted(heaps.values(), key=lambda heap: heap.oldest)


@dataclass(frozen=True)
class Around:
    """The answers before and after one in the queue, and how many wait there."""

    before: int | None
    following: int | None
    waiting: int


def neighbours(slot: AttemptSlot, *, user: Any, quiz: str = "", question: str = "") -> Around:
    """Where previous and next lead to. After the last one comes the first that was skipped."""
    left = AttemptSlot.objects.left_to(user).among(quiz=quiz, question=question).exclude(pk=slot.pk)
    following = left.beside(slot).first() or left.first()
    before = left.beside(slot, before=True).first()
    return Around(before.pk if before else None, following.pk if following else None, left.count())


@dataclass(frozen=True)
class Given:
    """A mark that may be shown: the marker's own, and those of others once nobody can be led by them."""

    points: Fraction
    comment: str
    is_mine: bool
    marked_at: datetime

    @property
    def written(self) -> str:
        return points_text(self.points)


@dataclass(frozen=True)
class Script:
    """One answer with all that its marker may see of it."""

    slot: AttemptSlot
    question: dict[str, Any]
    answer: Answer
    why: str
    note: str
    learner: str
    mine: Mark | None
    given: list[Given]

    @property
    def file_name(self) -> str:
        """What a handed-in file is called; its name could tell whose it is, so without names only what it is."""
        name = str(self.answer.get("name") or "")
        if name and not self.slot.attempt.quiz.anonymous_marking:
            return name
        ending = name.rpartition(".")[2].upper()
        return _("Handed-in file (%(ending)s)") % {"ending": ending} if ending.isalnum() else _("Handed-in file")

    @property
    def most(self) -> str:
        return points_text(Fraction(self.slot.max_points))

    @property
    def is_settled(self) -> bool:
        """Whether its attempt has a verdict, so that nothing here can change."""
        return self.slot.attempt.graded_at is not None

    @property
    def may_mark(self) -> bool:
        """Whether this marker can still say something of it."""
        return not self.is_settled and (self.mine is not None or self.slot.points is None)

    @property
    def waits_for_another(self) -> bool:
        return self.mine is not None and self.slot.points is None

    @classmethod
    def of(cls, slot: AttemptSlot, *, user: Any, language: str) -> Self:
        """Read an answer that `for_marking` found."""
        spec, kind = slot.spec, question_type(slot.version.kind)
        marks = list(slot.marks.newest().in_order())
        shown = kind.shown(spec, slot.layout, language=language, answer=slot.answer)
        names = {} if slot.attempt.quiz.anonymous_marking else names_for(user, {slot.attempt.learner_id})
        return cls(
            slot=slot,
            question=shown,
            answer=slot.answer or {},
            why=say(spec.get("why", {}), shown["language"]),
            note=str(localised(spec.get("note", {}))),
            learner=_name(slot, names),
            mine=next((one for one in marks if one.marker_id == user.pk), None),
            given=_given(slot, marks, user=user),
        )


def _given(slot: AttemptSlot, marks: Sequence[Mark], *, user: Any) -> list[Given]:
    """Nobody who has still to mark sees what others gave."""
    has_marked = any(one.marker_id == user.pk for one in marks)
    open_to_all = slot.points is not None or (has_marked and len(marks) > 1)
    shown = [one for one in marks if open_to_all or one.marker_id == user.pk]
    return [Given(one.mark * slot.max_points, one.comment, one.marker_id == user.pk, one.marked_at) for one in shown]
