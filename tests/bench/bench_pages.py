"""What pages of the academy cost, beside an empty Wagtail page and a bare Django view in the same process.

    make bench                                  or, longer and for some pages only:
    python -m tests.bench.bench_pages --rounds 200 course lesson

docs/reference/benchmarks.md says how to read the table.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import django

ROUNDS: Final = 40
REQUESTS: Final = 5  # in a row, per page and round
GOALS: Final = {"course": "≤ 0.7 × Wagtail", "lesson": "≤ 0.7 × Wagtail"}

Ask = Callable[[], int]


class Cost(NamedTuple):
    """CPU milliseconds of a request in one round, and of both pages it is compared with, right before it."""

    own: float
    wagtail: float
    bare: float


def main(arguments: list[str]) -> int:
    given = argparse.ArgumentParser(description="What pages of the academy cost.")
    given.add_argument("--rounds", type=int, default=ROUNDS)
    given.add_argument("pages", nargs="*", help="home, catalogue, course, lesson, quiz, team, verify; all when none is named")
    chosen = given.parse_args(arguments)

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    os.environ.pop("DATABASE_URL", None)  # a copy of the demo company in SQLite, whatever else there is
    django.setup()
    from tests.bench.asking import queries_of
    from tests.bench.pages import BARE, WAGTAIL, demo_company, pages  # models exist from here on

    with demo_company():
        asks = pages()
        names = chosen.pages or [name for name in asks if name not in {WAGTAIL, BARE}]
        costs = measured(asks, names=names, wagtail=asks[WAGTAIL], bare=asks[BARE], rounds=chosen.rounds)
        rounds = [cost for each in costs.values() for cost in each]
        costs = {
            WAGTAIL: [cost._replace(own=cost.wagtail) for cost in rounds],
            BARE: [cost._replace(own=cost.bare) for cost in rounds],
            **costs,
        }
        for line in table(costs, {name: queries_of(asks[name]) for name in costs}):
            sys.stdout.write(f"{line}\n")
    return 0


def measured(asks: dict[str, Ask], *, names: list[str], wagtail: Ask, bare: Ask, rounds: int) -> dict[str, list[Cost]]:
    """Measure by turns: baseline, baseline, page, baseline, baseline, next page. Another program that wakes up meets them all."""
    for ask in asks.values():
        cost_of(ask)  # what is remembered between requests is remembered from here on
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for _round in range(rounds):
        for name in names:
            before, plain = cost_of(wagtail), cost_of(bare)
            costs[name].append(Cost(cost_of(asks[name]), before, plain))
    return costs


def cost_of(ask: Ask) -> float:
    begun = time.process_time()
    for _request in range(REQUESTS):
        ask()
    return (time.process_time() - begun) / REQUESTS * 1000


def table(costs: dict[str, list[Cost]], queries: dict[str, int]) -> Iterator[str]:
    """Medians over the rounds. A ratio is taken inside its round, where the machine was equally busy."""
    yield f"{'page':<20}{'queries':>8}{'CPU ms':>9}{'× Wagtail':>11}{'× bare':>8}   goal"
    for name, rounds in costs.items():
        own = statistics.median(cost.own for cost in rounds)
        to_wagtail = statistics.median(cost.own / cost.wagtail for cost in rounds)
        to_bare = statistics.median(cost.own / cost.bare for cost in rounds)
        yield f"{name:<20}{queries[name]:>8}{own:>9.2f}{to_wagtail:>11.2f}{to_bare:>8.1f}   {GOALS.get(name, '')}".rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
