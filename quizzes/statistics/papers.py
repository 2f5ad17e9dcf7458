"""What a stack of simulated papers says about an exam. Pure: no rows, no chance but the one given."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, lcm
from random import Random
from typing import TypeVar

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a paper: which, what it is worth, and what a guess earns of it, from 0 to 1."""

    question: int
    points: Fraction
    guess: Fraction


Paper = Sequence[Asked]


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the mean and the most of a count over all papers."""

    least: int
    mean: Fraction
    most: int


def guessing(papers: Sequence[Paper]) -> Fraction:
    """The share of the points that somebody is to expect who answers by chance: the mean over the papers."""
    shares = []
    for paper in papers:
        worth = sum((one.points for one in paper), Fraction())
        earned = sum((one.points * one.guess for one in paper), Fraction())
        shares.append(earned / worth if worth else Fraction(0))
    return sum(shares, Fraction()) / len(shares) if shares else Fraction(0)


def passing_by_chance(papers: Sequence[Paper], *, pass_line: Fraction, guessers: int, chance: Random) -> Fraction:
    """The share of simulated guessers who reach the pass line.

    Every question is all or nothing for them, right as often as a guess is
    worth: partial credit spreads less, so this is rather too many than too few.
    """
    passed = 0
    for paper in papers:
        needed = pass_line * sum((one.points for one in paper), Fraction())
        weights = _whole([needed, *(one.points for one in paper)])
        likely = [float(one.guess) for one in paper]
        for _guesser in range(guessers):
            earned = sum(weight for weight, right in zip(weights[1:], likely, strict=True) if chance.random() < right)
            passed += earned >= weights[0]
    return Fraction(passed, len(papers) * guessers) if papers and guessers else Fraction(0)


def _whole(numbers: Sequence[Fraction]) -> list[int]:
    """The same numbers times their common denominator: compared exactly, and quickly."""
    common = lcm(*(number.denominator for number in numbers))
    return [int(number * common) for number in numbers]


def exposure(papers: Iterable[Paper]) -> Counter[int]:
    """On how many papers each question comes."""
    return Counter(one.question for paper in papers for one in paper)


def overlap(papers: Sequence[Paper]) -> Fraction:
    """The mean share of its questions that a paper has in common with another one."""
    pairs = comb(len(papers), 2)
    size = Fraction(sum(map(len, papers)), len(papers)) if papers else Fraction(0)
    if not pairs or not size:
        return Fraction(0)
    shared = sum(comb(times, 2) for times in exposure(papers).values())
    return shared / (pairs * size)


def by_group(papers: Sequence[Paper], groups: Mapping[int, Group]) -> dict[Group, Spread]:
    """How many questions of each group a paper has; groups that are never asked are there with 0."""
    counts = [Counter(groups[one.question] for one in paper) for paper in papers]
    return {
        group: Spread(
            least=min((count[group] for count in counts), default=0),
            mean=Fraction(sum(count[group] for count in counts), max(1, len(counts))),
            most=max((count[group] for count in counts), default=0),
        )
        for group in set(groups.values())
    }
