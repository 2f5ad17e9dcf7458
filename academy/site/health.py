"""Is the process alive, and may it be sent visitors?"""

from datetime import UTC, datetime
from typing import Final

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

LARGEST_CLOCK_DIFFERENCE: Final = 2.0  # seconds; deadlines are computed by the server and compared in the database
EPOCH: Final = {"postgresql": "SELECT extract(epoch FROM clock_timestamp())", "sqlite": "SELECT (julianday('now') - 2440587.5) * 86400.0"}


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    problems = [*database_problems(now=timezone.now()), *cache_problems()]
    return JsonResponse({"ready": not problems, "problems": problems}, status=503 if problems else 200)


def database_problems(*, now: datetime) -> list[str]:
    """Say in plain words what keeps the database from serving this version of the site."""
    try:
        clock = database_clock()
        waiting = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    except DatabaseError:
        return ["The database does not answer."]
    problems = []
    if waiting:
        problems.append(f"{len(waiting)} migration(s) not applied.")
    if clock is not None and abs((clock - now).total_seconds()) > LARGEST_CLOCK_DIFFERENCE:
        problems.append(f"The clocks of server and database differ by {abs((clock - now).total_seconds()):.1f} s.")
    return problems


def cache_problems() -> list[str]:
    """Say whether the cache, in which all limits are counted, can be asked."""
    try:
        cache.get("academy-ready")
    except Exception:  # noqa: BLE001 - every client of a cache raises errors of its own
        return ["The cache does not answer."]
    return []


def database_clock() -> datetime | None:
    """Read the database's own clock; nothing for a database whose question we do not know."""
    question = EPOCH.get(connection.vendor)
    if question is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(question)
        return datetime.fromtimestamp(float(cursor.fetchone()[0]), tz=UTC)
