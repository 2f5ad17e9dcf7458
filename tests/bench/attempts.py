"""The measuring itself, in a process that speaks to one database: `bench_attempts` starts it with a plan."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import django

django.setup()

from django.db import connection  # noqa: E402 - models exist from here on
from django.test.utils import CaptureQueriesContext  # noqa: E402 - the same
from django.utils import timezone  # noqa: E402 - the same

from quizzes.actions import start_attempt, submit_attempt  # noqa: E402 - the same
from quizzes.models import QuestionBank, Quiz  # noqa: E402 - the same
from tests.bench import learners  # noqa: E402 - the same
from tests.databases import COMPANY, ROOT, TestDatabases  # noqa: E402 - the same
from tests.journeys.server import Server, serving  # noqa: E402 - the same

CONNECTIONS: Final = 16
SAVES: Final = 20  # per connection and round
QUESTIONS: Final = 20
SIZES: Final = (10, 25, 50)
SPAN: Final = 60  # seconds
AT_LEAST: Final = {"autosave": 0.5, "submit": 0.4}

Lane = list[list[Any]]


class Round(NamedTuple):
    """Requests a second of a bare view, and of ours right after it."""

    bare: float
    ours: float


def main(plan: dict[str, Any]) -> None:
    databases = TestDatabases()
    databases.choose(COMPANY)
    try:
        bank, people = learners.make_bank(), learners.make_learners()
        count_rows()
        say(f"\n{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}")
        if "starts" in plan["tables"]:
            show_starts(bank, people[0])
        with serving(run_by="tests.bench.served") as server:
            if "writes" in plan["tables"]:
                show_writes(server, bank, people, rounds=plan["rounds"])
            if "learners" in plan["tables"]:
                show_learners(server, bank, people)
    finally:
        databases.remove()


def count_rows() -> None:
    """Let the planner know of the rows that have just been made, as a server does by itself within minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def met(yes: bool) -> str:
    return "met" if yes else "not met"


# Saving and handing in


def show_writes(server: Server, bank: QuestionBank, people: list[Any], *, rounds: int) -> None:
    quizzes = [learners.make_quiz(bank, slug, draw=QUESTIONS) for slug in ("bench-bare", "bench-ours")]
    headers = [learners.signed_in(learner) for learner in people[: CONNECTIONS * 4]]
    say(f"{'':<10}{'bare /s':>9}{'ours /s':>9}{'ratio':>8}   goal")
    for name, measure in (("autosave", saving(server, quizzes, people, headers)), ("submit", submitting(server, quizzes, people, headers))):
        measure(0)  # warm
        figures = [measure(number) for number in range(1, rounds + 1)]
        ratio = statistics.median(one.ours / one.bare for one in figures)
        bare, ours = (statistics.median(getattr(one, column) for one in figures) for column in ("bare", "ours"))
        goal = AT_LEAST[name]
        say(f"{name:<10}{bare:>9.0f}{ours:>9.0f}{ratio:>8.2f}   ≥ {goal:.2f}: {met(ratio >= goal)}")


def saving(server: Server, quizzes: list[Quiz], people: list[Any], headers: list[learners.Headers]) -> Callable[[int], Round]:
    """Each connection saves an answer to each of its learner's questions in turn, and in the next round changes them."""
    begun = [learners.begun(people[:CONNECTIONS], quiz) for quiz in quizzes]

    def lane(number: int, base: str, taken: Any, turn: int) -> Lane:
        attempt, slots = taken
        return [
            [headers[number], "PUT", f"{base}/attempts/{attempt.uuid}/answers/{slot.position}/", body(slot, turn), "application/json"]
            for slot in slots
        ]

    def body(slot: Any, turn: int) -> str:
        return json.dumps({"answer": learners.said(slot, turn), "revision": turn, "key": f"{slot.pk}-{turn}"})

    def measure(turn: int) -> Round:
        return Round(
            *(
                rate(server, [lane(number, base, taken, turn) for number, taken in enumerate(each)], expected=200)
                for base, each in zip(("/bench", "/academy/api/v1"), begun, strict=True)
            )
        )

    return measure


def submitting(server: Server, quizzes: list[Quiz], people: list[Any], headers: list[learners.Headers]) -> Callable[[int], Round]:
    """Each connection hands in attempts of four learners; before each round they begin anew and answer everything."""

    def lanes(base: str, quiz: Quiz) -> list[Lane]:
        begun = learners.begun(people[: len(headers)], quiz)
        learners.answered([slot for _attempt, slots in begun for slot in slots])
        count_rows()
        requests = [
            [sent_with, "POST", f"{base}/attempts/{attempt.uuid}/submit/", "", "application/x-www-form-urlencoded"]
            for sent_with, (attempt, _slots) in zip(headers, begun, strict=True)
        ]
        return [requests[number::CONNECTIONS] for number in range(CONNECTIONS)]

    def measure(_turn: int) -> Round:
        if not _turn:
            close_open(people, quizzes)
        planned = [lanes(base, quiz) for base, quiz in zip(("/bench", "/academy"), quizzes, strict=True)]
        return Round(*(rate(server, each, expected=302) for each in planned))

    return measure


def close_open(people: list[Any], quizzes: list[Quiz]) -> None:
    """Hand in what the saving has left open."""
    for learner in people[:CONNECTIONS]:
        for quiz in quizzes:
            submit_attempt(start_attempt(learner=learner, quiz=quiz, now=timezone.now()), now=timezone.now())


def rate(server: Server, lanes: list[Lane], *, expected: int) -> float:
    told = sent({"port": urlsplit(server.address).port, "lanes": lanes})
    wrong = [status for status in told["statuses"] if status != expected]
    if wrong or len(told["statuses"]) != sum(map(len, lanes)):
        raise RuntimeError(f"answered with {wrong[:5]} instead of {expected}")
    return float(len(told["statuses"]) / told["seconds"])


def sent(plan: dict[str, Any]) -> dict[str, Any]:
    """Let another process send it."""
    client = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"], cwd=ROOT, input=json.dumps(plan), capture_output=True, text=True, check=False
    )
    if client.returncode:
        raise RuntimeError(client.stderr[-2000:])
    told: dict[str, Any] = json.loads(client.stdout)
    return told


# Starting


def show_starts(bank: QuestionBank, learner: Any) -> None:
    say(f"{'start':<14}{'queries':>8}{'ms':>8}   goal")
    for size in SIZES:
        quiz = learners.make_quiz(bank, f"bench-{size}", draw=size)
        times, queries = [], 0
        for _again in range(9):
            with CaptureQueriesContext(connection) as captured:
                begun = time.perf_counter()
                attempt = start_attempt(learner=learner, quiz=quiz, now=timezone.now())
                times.append((time.perf_counter() - begun) * 1000)
            queries = len([one for one in captured.captured_queries if one["sql"].split()[0] not in {"BEGIN", "COMMIT"}])
            submit_attempt(attempt, now=timezone.now())
        middle = statistics.median(times)
        goal = f"≤ 200 ms: {met(middle <= 200)}" if size == max(SIZES) else ""
        say(f"{size:>3} of {learners.POOL:<7}{queries:>8}{middle:>8.1f}   {goal}".rstrip())


# 500 learners


def show_learners(server: Server, bank: QuestionBank, people: list[Any]) -> None:
    quiz = learners.make_quiz(bank, "bench-many", draw=QUESTIONS)
    told = sent(
        {
            "port": urlsplit(server.address).port,
            "start": "/academy/api/v1/attempts/",
            "quiz": quiz.slug,
            "span": SPAN,
            "saves": 5,
            "learners": [
                {"at": number * SPAN / len(people), "headers": learners.signed_in(learner)} for number, learner in enumerate(people)
            ],
        }
    )
    for line in in_lines(told):
        say(line)


def in_lines(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['learners']} learners begin within {SPAN} s and hand in within {SPAN} s: {len(told['wrong'])} errors"
    yield f"{'':<10}{'requests':>9}{'p50 ms':>8}{'p95 ms':>8}{'worst':>8}   goal"
    for name, seconds in told["told"].items():
        ordered = sorted(seconds)
        middle, late, worst = (ordered[int(len(ordered) * share)] * 1000 for share in (0.5, 0.95, 0.999999))
        goal = f"p95 < 1 s, 0 errors: {met(late < 1000 and not told['wrong'])}"
        yield f"{name:<10}{len(ordered):>9}{middle:>8.0f}{late:>8.0f}{worst:>8.0f}   {goal}"
    yield from told["wrong"][:5]


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
