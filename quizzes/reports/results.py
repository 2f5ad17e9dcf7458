"""A closed attempt: the verdict, the score by topic, and the review that policy and open exams allow."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from quizzes.models import Attempt, AttemptSlot, Question, Quiz, seams
from quizzes.models.seams import Topic
from quizzes.question_types import question_type


class Verdict(StrEnum):
    """How one question went, or that it is not told now."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    BLANK = "blank"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Item:
    """One question of a closed attempt. `question` is its review, where that may be shown."""

    position: int
    verdict: Verdict
    topic: Topic | None
    question: dict[str, Any] | None = None

    @property
    def withheld(self) -> bool:
        return self.verdict is Verdict.WITHHELD


@dataclass
class TopicLine:
    """How the questions of one topic went, one piece each."""

    topic: Topic | None
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def told(self) -> list[Verdict]:
        return [one for one in self.verdicts if one is not Verdict.WITHHELD]

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
    may_review: bool

    @property
    def wrong(self) -> list[Item]:
        """What did not go right. What is withheld is not among them: its absence must not tell either."""
        return [item for item in self.items if item.verdict not in {Verdict.RIGHT, Verdict.WITHHELD}]

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
            lines.setdefault(item.topic, TopicLine(item.topic)).verdicts.append(item.verdict)
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


def result_of(attempt: Attempt, *, learner: Any, language: str) -> Result:
    """Read a closed attempt: its questions, what is withheld now, and titles of topics."""
    slots = list(attempt.slots.with_answers().select_related("version__question"))
    withheld = set(Question.objects.withheld_from(learner).values_list("pk", flat=True))
    topics = seams.topics({slot.version.question.topic for slot in slots if slot.version.question.topic})
    review = may_review(attempt)
    items = [_item(slot, withheld=withheld, topics=topics, language=language if review else None) for slot in slots]
    return Result(attempt=attempt, items=items, may_review=review)


def may_review(attempt: Attempt) -> bool:
    """Whether the quiz shows right answers for this attempt."""
    policy = attempt.quiz.review
    return policy == Quiz.Review.AFTER_SUBMIT or (policy == Quiz.Review.AFTER_PASS and bool(attempt.passed))


def _item(slot: AttemptSlot, *, withheld: Collection[int], topics: Mapping[UUID, Topic], language: str | None) -> Item:
    question = slot.version.question
    topic = topics.get(question.topic) if question.topic else None
    if question.pk in withheld:
        return Item(slot.position, Verdict.WITHHELD, topic)
    reviewed = None
    if language is not None:
        reviewed = question_type(slot.version.kind).review(slot.version.spec, slot.layout, slot.answer, language=language)
    return Item(slot.position, _verdict(slot), topic, reviewed)


def _verdict(slot: AttemptSlot) -> Verdict:
    if slot.answer is None:
        return Verdict.BLANK
    if slot.points == slot.max_points:
        return Verdict.RIGHT
    return Verdict.PARTLY if slot.points else Verdict.WRONG
