"""A dry run of an exam: what a hundred papers are like, before anybody gets one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Final
from uuid import UUID

from quizzes.actions import PoolTooSmall
from quizzes.actions.drawing import Pools, draw, pools_of
from quizzes.models import QuestionVersion, Quiz, QuizSlot
from quizzes.question_types import question_type
from quizzes.reports.coverage import PartLine, coverage_of, topic_names
from quizzes.statistics.papers import Asked, Paper, Spread, by_group, exposure, guessing, overlap, passing_by_chance

PAPERS: Final = 100
GUESSERS: Final = 20  # for each paper
SEED: Final = 20260601  # the same parts always give the same run
SHOWN: Final = 5
MOST_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class Exposed:
    """A question and the share of papers it comes on."""

    name: str
    share: Fraction

    @property
    def percent(self) -> float:
        return float(self.share * 100)


@dataclass(frozen=True, slots=True)
class TopicSpread:
    """How many questions of a topic a paper has."""

    heading: str
    title: str
    spread: Spread

    @property
    def average(self) -> float:
        return float(self.spread.mean)


@dataclass(frozen=True, slots=True)
class Simulation:
    """What the papers say. With a `refusal` there are none."""

    refusal: str = ""
    papers: int = 0
    questions: int = 0
    available: int = 0
    guess: Fraction = Fraction(0)
    lucky: Fraction = Fraction(0)
    guessers: int = 0
    common: Fraction = Fraction(0)
    most: tuple[Exposed, ...] = ()
    least: tuple[Exposed, ...] = ()
    never: tuple[str, ...] = ()
    never_count: int = 0
    narrow: tuple[PartLine, ...] = ()
    topics: tuple[TopicSpread, ...] = ()
    seconds: int | None = None  # for each question, where there is a time limit

    @property
    def guess_percent(self) -> float:
        return float(self.guess * 100)

    @property
    def lucky_percent(self) -> float:
        return float(self.lucky * 100)

    @property
    def common_percent(self) -> float:
        return float(self.common * 100)


def simulation(quiz: Quiz, parts: Sequence[QuizSlot]) -> Simulation:
    """Draw the papers and count. Nothing is written; the same parts give the same run."""
    pools = pools_of(parts)
    chance = Random(SEED)  # noqa: S311 - a simulation that can be repeated
    try:
        drawn = [draw(pools, chance, {}) for _paper in range(PAPERS)]
    except PoolTooSmall as refusal:
        return Simulation(refusal=str(refusal))
    versions = _versions(pools)
    papers = [_paper(paper, parts, versions) for paper in drawn]
    seen = exposure(papers)
    names = {version.question_id: str(version.stem) or version.question.external_id for version in versions.values()}
    size = len(papers[0])
    return Simulation(
        papers=PAPERS,
        questions=size,
        available=len(names),
        guess=guessing(papers),
        lucky=passing_by_chance(papers, pass_line=quiz.pass_line, guessers=GUESSERS, chance=chance),
        guessers=PAPERS * GUESSERS,
        common=overlap(papers),
        narrow=tuple(line for line in coverage_of(parts).parts if line.narrow),
        topics=_topics(papers, {version.question_id: version.question.topic for version in versions.values()}),
        seconds=quiz.time_limit_minutes * 60 // size if quiz.time_limit_minutes and size else None,
        **_exposed(seen, names),
    )


def _versions(pools: Pools) -> dict[int, QuestionVersion]:
    wanted = {version for candidates in pools.candidates for version in candidates.values()}
    return {version.pk: version for version in QuestionVersion.objects.filter(pk__in=wanted).select_related("question")}


def _paper(drawn: Sequence[Sequence[int]], parts: Sequence[QuizSlot], versions: Mapping[int, QuestionVersion]) -> Paper:
    return [_asked(versions[pk], Fraction(part.points)) for part, listed in zip(parts, drawn, strict=True) for pk in listed]


def _asked(version: QuestionVersion, points: Fraction) -> Asked:
    kind = question_type(version.kind)
    worth = points if kind.is_asked else Fraction(0)
    return Asked(version.question_id, worth, kind.guess(version.spec) if kind.is_asked else Fraction(0))


def _exposed(seen: Counter[int], names: Mapping[int, str]) -> dict[str, Any]:
    """What comes most, what comes least, and what never comes."""
    listed = sorted(seen, key=lambda question: (-seen[question], names[question]))
    never = sorted(names[question] for question in names if question not in seen)
    return {
        "most": _shares(listed[:SHOWN], seen, names),
        "least": _shares(listed[-SHOWN:][::-1], seen, names),
        "never": tuple(never[:MOST_NAMED]),
        "never_count": len(never),
    }


def _shares(questions: Iterable[int], seen: Counter[int], names: Mapping[int, str]) -> tuple[Exposed, ...]:
    return tuple(Exposed(names[question], Fraction(seen[question], PAPERS)) for question in questions)


def _topics(papers: Sequence[Paper], topics: Mapping[int, UUID | None]) -> tuple[TopicSpread, ...]:
    titles = topic_names(topics.values())
    spreads = by_group(papers, topics)
    listed = [TopicSpread(*titles[key], spread) for key, spread in spreads.items()]
    return tuple(sorted(listed, key=lambda one: (not one.heading, one.heading, one.title)))
