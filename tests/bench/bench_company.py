"""What pages, lists and the nightly work cost in a company of 10,000 or 100,000 people, on the server of DATABASE_URL.

    python -m tests.bench.bench_company 10000                            every page, and the plans of their largest queries
    python -m tests.bench.bench_company 100000 --only "rep's home" tick

docs/reference/benchmarks.md says how to read the table.
"""

import argparse
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import django

SECONDS: Final = 20  # at most, for one page; the first request of it warms up
ROUNDS: Final = 30
STANDINGS: Final = "academy_certification_standing"
SCANS_ALL: Final = re.compile(rf"Seq Scan on {STANDINGS}\b")


def main(arguments: list[str]) -> int:
    given = argparse.ArgumentParser(description="What a large company costs.")
    given.add_argument("people", type=int)
    given.add_argument("--only", nargs="*", default=[])
    chosen = given.parse_args(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    os.environ.setdefault("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    django.setup()
    from tests.bench.company import company  # models exist from here on

    name = company(chosen.people)
    say(f"{chosen.people} people ({name})")
    say(f"{'':<24}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'KB':>8}   scans all standings")
    for title, ask in pages().items():
        if not chosen.only or title in chosen.only:
            say(line_of(title, ask))
    for title, work in nightly().items():
        if not chosen.only or title in chosen.only:
            say(work_of(title, work))
    return 0


def pages() -> dict[str, Callable[[], int]]:
    """Who asks for what. Number 1 leads everybody, 2 a quarter, 6 a two-hundredth or so; the last one is a rep."""
    from django.contrib.auth import get_user_model
    from django.core.wsgi import get_wsgi_application

    from academy.people.models import Person
    from tests.bench.asking import asking, cookie_of

    site = get_wsgi_application()
    led = Person.objects.filter(user__username__startswith="bench-", user__is_active=True)
    rep = led.filter(job_role="rep").select_related("user").latest("pk").user.username
    lowest = get_user_model().objects.filter(academy_managed_teams__people__user__username=rep).get().username
    whole, listed = "/academy/team/", "/academy/api/v1/standings/"
    asked = {
        "rep's home": (rep, "/academy/"),
        "rep's standings": (rep, listed),
        "rep's awards": (rep, "/academy/api/v1/awards/"),
        "team of ten": (lowest, whole),
        "group": ("bench-6", whole),
        "division": ("bench-2", whole),
        "head": ("bench-1", whole),
        "head, page 2": ("bench-1", f"{whole}?page=2"),
        "head, expiring": ("bench-1", f"{whole}?state=expiring"),
        "head, last page": ("bench-1", f"{whole}?page=999999"),
        "administrator": ("academy.admin", whole),
        "group's standings": ("bench-6", listed),
        "head's standings": ("bench-1", listed),
        "head's awards": ("bench-1", "/academy/api/v1/awards/"),
        "group's person": ("bench-6", f"{whole}{_led_by('bench-6')}/"),
    }
    cookies = {name: cookie_of(name) for name in {name for name, _path in asked.values()}}
    return {title: asking(site, path, cookies[name]) for title, (name, path) in asked.items()}


def _led_by(username: str) -> Any:
    from academy.people.models import Person

    return Person.objects.filter(team__manager__username=username, user__is_active=True).latest("pk").uuid


def nightly() -> dict[str, Callable[[], Any]]:
    from django.utils import timezone

    from academy.certification.actions import repair, tick

    return {"tick": lambda: tick(now=timezone.now()), "repair": lambda: repair(now=timezone.now())}


def line_of(title: str, ask: Callable[[], int]) -> str:
    size, times, begun = ask(), [], time.perf_counter()
    while len(times) < ROUNDS and time.perf_counter() - begun < SECONDS:
        at = time.perf_counter()
        ask()
        times.append((time.perf_counter() - at) * 1000)
    ordered = sorted(times) or [(time.perf_counter() - begun) * 1000]
    queries = list(queries_of(ask))
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"{title:<24}{middle:>9.0f}{late:>9.0f}{len(queries):>9}{size / 1024:>8.0f}   {sum(map(scans_all, queries)) or 'no'}"


def work_of(title: str, work: Callable[[], Any]) -> str:
    begun, before = time.perf_counter(), counter()
    with before:
        done = work()
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{title:<24}{seconds:>8.1f} s, {before.queries} queries, at most {memory:.0f} MB: {done}"


class counter:  # noqa: N801 - reads as a word
    """Counts queries without keeping them."""

    def __init__(self) -> None:
        self.queries = 0

    def __enter__(self) -> None:
        from django.db import connection

        self.wrapping = connection.execute_wrapper(self.count)
        self.wrapping.__enter__()

    def __exit__(self, *error: Any) -> None:
        self.wrapping.__exit__(*error)

    def count(self, execute: Any, *arguments: Any) -> Any:
        self.queries += 1
        return execute(*arguments)


def queries_of(ask: Callable[[], int]) -> Iterator[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask()
    return (one["sql"] for one in captured.captured_queries)


def scans_all(statement: str) -> bool:
    """Whether PostgreSQL would look at every standing for it."""
    from django.db import connection

    if STANDINGS not in statement or not statement.startswith("SELECT"):
        return False
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + statement.replace("%", "%%"), [])
        return any(SCANS_ALL.search(line) for (line,) in cursor.fetchall())


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
