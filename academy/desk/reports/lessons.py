"""How the questions of attempts went, by the lesson they are about."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from quizzes.models import Attempt, AttemptSlot
from quizzes.models.seams import Topic, topics


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson: how many of its questions were right, of how many."""

    topic: Topic
    right: int
    asked: int

    @property
    def is_weak(self) -> bool:
        return self.right < self.asked


def by_lesson(attempts: Collection[Attempt], *, reader: Any) -> list[LessonLine]:
    """The weakest first. What is not asked, was dropped or waits for a marker is left out."""
    right: dict[UUID, Fraction] = {}
    asked: dict[UUID, int] = {}
    slots = AttemptSlot.objects.filter(attempt__in=attempts, version__question__topic__isnull=False, is_dropped=False, points__isnull=False)
    for slot in slots.select_related("version__question"):
        topic, most = slot.version.question.topic, slot.max_points
        if topic is None or not most:
            continue
        share = Fraction(1) if slot.is_given else min(Fraction(1), max(Fraction(0), (slot.points or Fraction(0)) / most))
        right[topic] = right.get(topic, Fraction(0)) + share
        asked[topic] = asked.get(topic, 0) + 1
    lines = [LessonLine(topic, int(right[key]), asked[key]) for key, topic in topics(right, reader=reader).items()]
    return sorted(lines, key=lambda line: (Fraction(line.right, line.asked), line.topic.title))
