"""What a quiz covers: how many questions there are, by part, by bank and by topic, and how many of them an attempt asks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from quizzes.actions import PoolTooSmall
from quizzes.actions.drawing import Pools, check_parts, pools_of
from quizzes.models import Question, QuizSlot, seams

NARROW: Final = Fraction(3, 2)  # below so many times what is drawn, papers are much alike


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part: what it may give and what it is asked for."""

    name: str
    limits: str
    available: int
    wanted: int

    @property
    def too_small(self) -> bool:
        return self.available < self.wanted

    @property
    def narrow(self) -> bool:
        """Enough, but so few that papers are much alike. A fixed question is meant to be the same."""
        return not self.too_small and bool(self.limits or self.wanted > 1) and self.available < NARROW * self.wanted


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A bank or a topic: questions that can be asked, and how many of them an attempt asks on average."""

    name: str
    available: int
    expected: Fraction

    @property
    def average(self) -> float:
        return float(self.expected)


@dataclass(frozen=True, slots=True)
class TopicCover:
    """The topics under one heading, and those of them that are never asked."""

    heading: str
    lines: tuple[CoverLine, ...]
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a quiz covers, as its parts stand."""

    parts: tuple[PartLine, ...]
    banks: tuple[CoverLine, ...]
    topics: tuple[TopicCover, ...]
    questions: int  # of an attempt
    available: int  # different ones
    refusal: str  # why it could not be published; empty when it could

    @property
    def gaps(self) -> int:
        return sum(len(cover.gaps) for cover in self.topics)


def coverage_of(parts: Sequence[QuizSlot]) -> Coverage:
    """Count what these parts can give; they need not be saved. A fixed number of queries.

    The averages are exact where no two parts share a question.
    """
    pools = pools_of(parts)
    chances = chances_of(pools)
    asked = list(Question.objects.filter(pk__in=chances).select_related("bank"))
    return Coverage(
        parts=tuple(_part_line(part, len(pools.candidates[place]), pools.wanted(place)) for place, part in enumerate(parts)),
        banks=_lines(chances, _bank_names(asked)),
        topics=_topic_covers(chances, {question.pk: question.topic for question in asked}),
        questions=sum(map(pools.wanted, range(len(parts)))),
        available=len(chances),
        refusal=_refusal(pools),
    )


def chances_of(pools: Pools) -> dict[int, Fraction]:
    """How likely each question is to come, by its primary key."""
    chances: dict[int, Fraction] = defaultdict(Fraction)
    for place, candidates in enumerate(pools.candidates):
        for question in candidates:
            share = min(Fraction(1), Fraction(pools.wanted(place), len(candidates)))
            chances[question] = min(Fraction(1), chances[question] + share)
    return dict(chances)


def _refusal(pools: Pools) -> str:
    try:
        check_parts(pools)
    except PoolTooSmall as refusal:
        return str(refusal)
    return ""


def _part_line(part: QuizSlot, available: int, wanted: int) -> PartLine:
    if not part.bank_id:
        return PartLine(name=_("Fixed: %(question)s") % {"question": part.question}, limits="", available=available, wanted=wanted)
    limits = [_("with the banks inside it")] if part.include_children else []
    if part.tags:
        limits.append(f"{part.get_tags_match_display()}: {', '.join(part.tags)}")
    if part.level:
        limits.append(str(part.get_level_display()))
    return PartLine(name=str(part.bank), limits="; ".join(limits), available=available, wanted=wanted)


def _lines(chances: Mapping[int, Fraction], groups: Mapping[int, str]) -> tuple[CoverLine, ...]:
    listed: dict[str, list[Fraction]] = defaultdict(list)
    for question, chance in chances.items():
        listed[groups[question]].append(chance)
    return tuple(CoverLine(name, len(each), sum(each, Fraction())) for name, each in sorted(listed.items()))


def _bank_names(asked: Sequence[Question]) -> dict[int, str]:
    """The bank of every question, after what it stands for where a layer above says so."""
    stands_for = seams.banks({question.bank_id for question in asked})
    named = {question.bank_id: str(question.bank) for question in asked}
    for key in stands_for.keys() & named.keys():
        named[key] = _("%(capability)s (%(bank)s)") % {"capability": stands_for[key], "bank": named[key]}
    return {question.pk: named[question.bank_id] for question in asked}


def topic_names(keys: Iterable[UUID | None]) -> dict[UUID | None, tuple[str, str]]:
    """The heading and title of every key; without a key or a title, words that say so."""
    wanted = set(keys)
    known = seams.topics({key for key in wanted if key})
    gone, without = _("A lesson that is not there any more"), _("Questions without a topic")
    names: dict[UUID | None, tuple[str, str]] = {key: (topic.heading, topic.title) for key, topic in known.items()}
    return {key: names.get(key, ("", gone if key else without)) for key in wanted}


def _topic_covers(chances: Mapping[int, Fraction], topics: Mapping[int, UUID | None]) -> tuple[TopicCover, ...]:
    names = topic_names(topics.values())
    headings: dict[str, dict[int, str]] = defaultdict(dict)
    for question, key in topics.items():
        heading, title = names[key]
        headings[heading][question] = title
    gaps = _gaps({key for key in topics.values() if key}, headings)
    covers = [
        TopicCover(heading, _lines({one: chances[one] for one in groups}, groups), gaps.get(heading, ()))
        for heading, groups in headings.items()
    ]
    return tuple(sorted(covers, key=lambda cover: (not cover.heading, cover.heading)))


def _gaps(covered: Collection[UUID], headings: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Topics that nobody is asked about, under the headings of those that are asked about."""
    return {
        heading: tuple(title for key, title in choices if key not in covered)
        for heading, choices in seams.topic_choices()
        if heading in headings
    }
