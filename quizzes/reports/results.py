"""A closed attempt: the verdict, the score by topic, and the review that policy and open exams allow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from quizzes.actions.grading import passes, scale
from quizzes.models import Aspect, Attempt, AttemptSlot, Mark, Review, seams
from quizzes.models.seams import Topic
from quizzes.question_types import question_type, without_feedback
from quizzes.reports.disclosure import Disclosure, disclosure_of
from quizzes.reports.figures import points_text


class Verdict(StrEnum):
    """How one question went, or that it is not told now."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    BLANK = "blank"
    WAITING = "waiting"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Item:
    """One question of a closed attempt. `question` is what may be shown of it; `has_key` says whether that holds the key.

    `verdict` is what may be told of it; `counted` is what the lines of topics are made of.
    """

    position: int
    verdict: Verdict
    counted: Verdict
    topic: Topic | None
    question: dict[str, Any] | None = None
    has_key: bool = False
    points: Fraction | None = None
    most: Fraction | None = None
    comments: tuple[str, ...] = ()
    template: str = ""

    @property
    def withheld(self) -> bool:
        return self.counted is Verdict.WITHHELD

    @property
    def has_points(self) -> bool:
        return self.points is not None and self.most is not None

    @property
    def points_said(self) -> str:
        return points_text(self.points) if self.points is not None else ""

    @property
    def most_said(self) -> str:
        return points_text(self.most) if self.most is not None else ""


@dataclass
class TopicLine:
    """How the questions of one topic went, one piece each."""

    topic: Topic | None
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def told(self) -> list[Verdict]:
        return [one for one in self.verdicts if one not in {Verdict.WITHHELD, Verdict.WAITING}]

    @property
    def right(self) -> int:
        return self.told.count(Verdict.RIGHT)

    @property
    def total(self) -> int:
        return len(self.told)

    @property
    def is_weak(self) -> bool:
        return self.right < self.total


@dataclass(frozen=True)
class TopicGroup:
    """The topics of one heading, such as the lessons of a course."""

    heading: str
    lines: list[TopicLine]

    @property
    def right(self) -> int:
        return sum(line.right for line in self.lines)

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)


@dataclass(frozen=True)
class Result:
    """A closed attempt as its learner may see it now."""

    attempt: Attempt
    items: list[Item]
    review: Review
    score_withheld: bool = False
    is_one_short: bool = False  # whether a single question, had it been right, would have made it a pass

    @property
    def may_review(self) -> bool:
        """Whether right answers are shown."""
        return self.review.shows_key

    @property
    def shows_score(self) -> bool:
        """Whether points and verdict may be told: graded, allowed by the quiz, and no help in an exam that is open."""
        return self.attempt.graded_at is not None and not self.score_withheld and self.review.shows(Aspect.MARKS)

    @property
    def to_be_marked(self) -> int:
        """How many answers a person has yet to mark, whatever else is withheld; at least one, so that nothing can be counted."""
        return max(1, self.waiting)

    @property
    def waiting(self) -> int:
        """How many answers a person has yet to mark."""
        return sum(item.counted is Verdict.WAITING for item in self.items)

    @property
    def wrong(self) -> list[Item]:
        """What did not go right. What is withheld is not among them: its absence must not tell either."""
        return [item for item in self.items if item.verdict in {Verdict.PARTLY, Verdict.WRONG, Verdict.BLANK}]

    @property
    def withheld(self) -> int:
        return sum(item.withheld for item in self.items)

    @property
    def pass_points(self) -> Fraction:
        return Fraction(self.attempt.pass_percent) * Fraction(self.attempt.max_points) / 100

    @property
    def groups(self) -> list[TopicGroup]:
        """Topics by heading in the order they were first asked, those nobody knows at the end."""
        lines: dict[Topic | None, TopicLine] = {}
        for item in sorted(self.items, key=lambda item: item.topic is None):
            lines.setdefault(item.topic, TopicLine(item.topic)).verdicts.append(item.counted)
        headings: dict[str, list[TopicLine]] = {}
        for topic, line in lines.items():
            headings.setdefault(topic.heading if topic else "", []).append(line)
        return [TopicGroup(heading, members) for heading, members in headings.items()]

    @property
    def weak(self) -> list[TopicLine]:
        """Topics with something wrong, the weakest first."""
        lines = [line for group in self.groups for line in group.lines if line.is_weak]
        return sorted(lines, key=lambda line: (Fraction(line.right, line.total), -line.total))

    @property
    def strong(self) -> dict[str, int]:
        """How many topics had nothing wrong, and how many questions those were."""
        lines = [line for group in self.groups for line in group.lines if line.total and not line.is_weak]
        return {"topics": len(lines), "total": sum(line.total for line in lines)}


def result_of(attempt: Attempt, *, learner: Any, language: str, now: datetime) -> Result:
    """Read a closed attempt: its questions, what is withheld now, and titles of topics."""
    slots = list(attempt.slots.with_answers().with_keys().select_related("version__question"))
    told = disclosure_of(attempt, now=now)
    topics = seams.topics({slot.version.question.topic for slot in slots if slot.version.question.topic}, reader=learner)
    comments = _comments(slots) if told.review.shows(Aspect.FEEDBACK) else {}
    asked = [slot for slot in slots if question_type(slot.version.kind).is_asked]
    reader = _Reader(told, topics, comments, language)
    return Result(
        attempt=attempt,
        items=[reader.item(slot) for slot in asked],
        review=told.review,
        score_withheld=told.score_withheld,
        is_one_short=_is_one_short(attempt, asked),
    )


def _is_one_short(attempt: Attempt, slots: list[AttemptSlot]) -> bool:
    """Whether the question that cost most, had it been right, would have made a pass of what is none."""
    if attempt.passed is not False or not slots:
        return False
    earned = [Fraction(slot.points or 0) for slot in slots]
    lost = max(slot.counted * scale(attempt.rules) - points for slot, points in zip(slots, earned, strict=True))
    return passes(sum(earned, Fraction()) + lost, attempt.max_points, attempt)


def _comments(slots: list[AttemptSlot]) -> dict[int, tuple[str, ...]]:
    """What markers said, by question."""
    by_hand = [slot.pk for slot in slots if question_type(slot.version.kind).is_marked_by_hand]
    found: dict[int, tuple[str, ...]] = {}
    for mark in Mark.objects.newest().filter(slot__in=by_hand).order_by("pk") if by_hand else ():
        if mark.comment:
            found[mark.slot_id] = (*found.get(mark.slot_id, ()), mark.comment)
    return found


@dataclass(frozen=True)
class _Reader:
    """What a result may say, applied to each of its questions."""

    told: Disclosure
    topics: Mapping[UUID, Topic]
    comments: Mapping[int, tuple[str, ...]]
    language: str

    @property
    def review(self) -> Review:
        return self.told.review

    def item(self, slot: AttemptSlot) -> Item:
        question = slot.version.question
        topic = self.topics.get(question.topic) if question.topic else None
        if not self.told.tells_of(slot):
            return Item(slot.position, Verdict.WITHHELD, Verdict.WITHHELD, topic)
        counted = verdict_of(slot)
        told = counted if self.review.shows(Aspect.CORRECTNESS) or counted is Verdict.WAITING else Verdict.WITHHELD
        return Item(
            slot.position,
            told,
            counted,
            topic,
            question=self._question(slot),
            has_key=self.review.shows_key,
            points=slot.points if self.review.shows(Aspect.MARKS) and self.review.shows_questions else None,
            most=slot.counted if self.review.shows(Aspect.MAX_MARKS) and self.review.shows_questions else None,
            comments=self.comments.get(slot.pk, ()),
            template=question_type(slot.version.kind).template,
        )

    def _question(self, slot: AttemptSlot) -> dict[str, Any] | None:
        if not self.review.shows_questions:
            return None
        kind = question_type(slot.version.kind)
        if not self.review.shows_key:
            return kind.shown(slot.version.spec, slot.layout, language=self.language, answer=slot.answer)
        told = kind.review(slot.spec, slot.layout, slot.answer, language=self.language)
        if not self.review.shows(Aspect.WHY):
            told["why"] = ""
        return told if self.review.shows(Aspect.FEEDBACK) else dict(without_feedback(told))


def verdict_of(slot: AttemptSlot) -> Verdict:
    """How one question went, whoever may know it."""
    if slot.points is None:
        return Verdict.WAITING
    if slot.is_given:
        return Verdict.RIGHT
    if slot.answer is None:
        return Verdict.BLANK
    share = slot.points / slot.max_points if slot.max_points else slot.points
    if share >= 1:
        return Verdict.RIGHT
    return Verdict.PARTLY if share > 0 else Verdict.WRONG
