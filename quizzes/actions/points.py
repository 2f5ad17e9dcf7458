"""Writing what the questions of an attempt earned."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connections, router

from quizzes.models import AttemptSlot


def store_points(slots: Sequence[AttemptSlot]) -> None:
    """Write the points of every question in one statement: one branch for each mark, not one for each question.

    Written out, since `Case` takes longer to become SQL than the database takes to run it, and others wait for the lock.
    """
    earning: dict[str | None, list[int]] = defaultdict(list)
    for slot in slots:
        earning[None if slot.points is None else str(slot.points)].append(slot.pk)
    if not earning:
        return
    using = router.db_for_write(AttemptSlot)
    table, key, points = map(connections[using].ops.quote_name, (AttemptSlot._meta.db_table, "id", "points"))
    branches = " ".join(f"WHEN {key} IN ({_places(keys)}) THEN %s" for keys in earning.values())
    every = [one for keys in earning.values() for one in keys]
    sql = f"UPDATE {table} SET {points} = CASE {branches} END WHERE {key} IN ({_places(every)})"  # noqa: S608 - names and places, no values
    values = [value for mark, keys in earning.items() for value in (*keys, mark)]
    with connections[using].cursor() as cursor:
        cursor.execute(sql, [*values, *every])


def _places(keys: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(keys))
