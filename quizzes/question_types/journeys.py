"""Conversations that branch: their nodes as a graph without circles, and what its paths are worth. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, Self

from django.utils.translation import gettext as _

from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.spec import exact

# More different sums than this are no conversation, and their exact expectation would take too long.
MOST_SUMS: Final = 2_000

NOTHING = Fraction(0)


@dataclass(frozen=True)
class Choice:
    """One thing to say: what it earns or costs, and where it leads; "" is the end."""

    id: str
    points: Fraction
    to: str


@dataclass(frozen=True)
class Journey:
    """What may be said when. Built from a spec whose form is right; `faults` says whether it can be walked."""

    start: str
    nodes: dict[str, tuple[Choice, ...]]

    @classmethod
    def of(cls, spec: dict[str, Any]) -> Self:
        return cls(
            spec["start"],
            {node["id"]: tuple(Choice(one["id"], exact(one["points"]), one["to"]) for one in node["choices"]) for node in spec["nodes"]},
        )

    # Whether it can be walked

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong; the worth of paths is looked at only where all of them lead somewhere."""
        broken = [*self._loose_ends()]
        yield from broken
        if broken:
            return
        circle = self._circle()
        if circle:
            words = _("This step leads back to itself, so the conversation might never end.")
            yield fault(f"{self._at(circle)}.says", _("nodes: “%(id)s” leads back to itself."), words, id=circle)
            return
        for lost in sorted(self.nodes.keys() - self._reached()):
            yield fault(f"{self._at(lost)}.says", _("nodes: no choice leads to “%(id)s”."), _("No choice leads to this step."), id=lost)
        if self.best <= 0:
            words = _("The best way through must earn something: give points to a choice.")
            yield fault(f"{self._at(self.start)}.choices[1].points", _("nodes: the best way through must earn something."), words)
        elif self._sums is None:
            words = _("There are too many different sums of points; give simpler points.")
            sentence = _("nodes: there are too many different sums of points; give simpler points.")
            yield fault(f"{self._at(self.start)}.choices[1].points", sentence, words)

    def _loose_ends(self) -> Iterator[Fault]:
        if self.start not in self.nodes:
            yield fault("start", _("start: there is no node “%(id)s”."), _("The first step is missing."), id=self.start)
        for node, choices in self.nodes.items():
            for place, choice in enumerate(choices, start=1):
                if choice.to and choice.to not in self.nodes:
                    sentence = _("nodes: “%(id)s” leads to “%(to)s”, which does not exist.")
                    words = _("This leads to a step in which nothing is said yet.")
                    yield fault(f"{self._at(node)}.choices[{place}].to", sentence, words, id=node, to=choice.to)

    def _at(self, node: str) -> str:
        return f"nodes[{list(self.nodes).index(node) + 1}]"

    def _circle(self) -> str:
        """A node that can be come back to; "" where none can. Nodes without a way on are taken away until none is left."""
        left = {node: {choice.to for choice in choices if choice.to} for node, choices in self.nodes.items()}
        while left:
            ends = [node for node, ways in left.items() if not ways & left.keys()]
            if not ends:
                return min(left)
            for node in ends:
                del left[node]
        return ""

    def _reached(self) -> set[str]:
        reached, ahead = set(), [self.start]
        while ahead:
            node = ahead.pop()
            if node not in reached:
                reached.add(node)
                ahead += [choice.to for choice in self.nodes[node] if choice.to]
        return reached

    # Walking

    def walk(self, path: Sequence[str]) -> list[tuple[str, Choice]] | None:
        """Each node of a path with the choice made there; None where a step cannot be taken."""
        here, steps = self.start, []
        for made in path:
            choice = next((one for one in self.nodes.get(here, ()) if one.id == made), None)
            if choice is None:
                return None
            steps.append((here, choice))
            here = choice.to
        return steps

    def end_of(self, path: Sequence[str]) -> str:
        """The node that a path has reached; "" at the end."""
        steps = self.walk(path)
        return steps[-1][1].to if steps else self.start

    # What it is worth

    def worth(self, path: Sequence[str]) -> Fraction:
        """The mark of a path from 0 to 1: its sum as a share of the best one."""
        earned = sum((choice.points for _node, choice in self.walk(path) or ()), NOTHING)
        return min(Fraction(1), max(NOTHING, earned / self.best))

    @cached_property
    def best(self) -> Fraction:
        return self._outlook(self.start)

    def _outlook(self, node: str) -> Fraction:
        return self._outlooks[node] if node else NOTHING

    @cached_property
    def _outlooks(self) -> dict[str, Fraction]:
        """The most that can still be earned from each node on."""
        found: dict[str, Fraction] = {}
        for node in self._backwards:
            found[node] = max(choice.points + (found[choice.to] if choice.to else NOTHING) for choice in self.nodes[node])
        return found

    @cached_property
    def _backwards(self) -> list[str]:
        """The nodes in such an order that every way on comes before its node."""
        ordered: dict[str, None] = {}
        while len(ordered) < len(self.nodes):
            for node, choices in self.nodes.items():
                if node not in ordered and all(not choice.to or choice.to in ordered for choice in choices):
                    ordered[node] = None
        return list(ordered)

    def best_choice(self, node: str) -> Choice:
        """The choice from which most can be earned, the first of several."""
        return max(self.nodes[node], key=self.promise)

    def promise(self, choice: Choice) -> Fraction:
        """What a choice earns, and the most that can be earned after it."""
        return choice.points + self._outlook(choice.to)

    def best_path(self, node: str | None = None) -> list[str]:
        """The way on from a node, or from the start, that earns most."""
        here, path = self.start if node is None else node, []
        while here:
            choice = self.best_choice(here)
            path.append(choice.id)
            here = choice.to
        return path

    def worst_path(self) -> list[str]:
        """A way through that earns least, or the beginning of one where every way through earns something."""
        may_stop = self._lows(may_stop=False)[self.start] > 0
        lows = self._lows(may_stop=may_stop)
        here = self.start
        path: list[str] = []
        while here and not (may_stop and path and lows[here] >= 0):
            choice = min(self.nodes[here], key=lambda one: _low(one, lows, may_stop=may_stop))
            path.append(choice.id)
            here = choice.to
        return path

    def _lows(self, *, may_stop: bool) -> dict[str, Fraction]:
        """The least that can be earned from each node on, in one step at least, to the end or to where it is left."""
        lows: dict[str, Fraction] = {}
        for node in self._backwards:
            lows[node] = min(_low(choice, lows, may_stop=may_stop) for choice in self.nodes[node])
        return lows

    @cached_property
    def expected(self) -> Fraction:
        """The mark to be expected of somebody who chooses by chance at every step, exactly."""
        return sum((chance * min(Fraction(1), max(NOTHING, earned / self.best)) for earned, chance in (self._sums or {}).items()), NOTHING)

    @cached_property
    def _sums(self) -> dict[Fraction, Fraction] | None:
        """Every sum that a path through can earn, with its chance; None where there are too many."""
        arriving: dict[str, dict[Fraction, Fraction]] = {node: {} for node in (*self.nodes, "")}
        arriving[self.start][NOTHING] = Fraction(1)
        for node in reversed(self._backwards):
            share = Fraction(1, len(self.nodes[node]))
            for choice in self.nodes[node]:
                there = arriving[choice.to]
                for earned, chance in arriving[node].items():
                    there[earned + choice.points] = there.get(earned + choice.points, NOTHING) + chance * share
            if sum(map(len, arriving.values())) > MOST_SUMS:
                return None
        return arriving[""]


def _low(choice: Choice, lows: dict[str, Fraction], *, may_stop: bool) -> Fraction:
    after = lows.get(choice.to, NOTHING)
    return choice.points + (min(NOTHING, after) if may_stop else after)
