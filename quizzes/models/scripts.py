"""The questions of one attempt as grading reads them: the same statement each time, so it is compiled once.

Django writes its SQL anew for every query, which costs more than the database needs to answer. Everybody who hands in waits for it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from django.db import connections, router
from django.db.models import Model

from quizzes.models.attempt import Attempt
from quizzes.models.attempt_slot import AttemptSlot, Response
from quizzes.models.question import QuestionVersion

SLOT: Final = ("id", "attempt_id", "version_id", "graded_by_id", "max_points", "is_dropped", "is_given", "points")
VERSION: Final = ("id", "kind", "spec")
ANSWER: Final = ("answer", "certainty")
SOME: Final = -1  # stands for the attempt in what is compiled


def slots_to_grade(attempt: Attempt) -> list[AttemptSlot]:
    """The questions of an attempt with their versions, and with `answer` and `certainty` of the newest response. One query.

    Another key than that of the version (`graded_by`) comes after closing, and is not loaded.
    """
    using = router.db_for_write(AttemptSlot)
    sql, values = _statement(using)
    with connections[using].cursor() as cursor:
        cursor.execute(sql, [attempt.pk if value == SOME else value for value in values])
        return [_slot(attempt, row, using) for row in cursor.fetchall()]


@cache
def _statement(using: str) -> tuple[str, tuple[Any, ...]]:
    newest = AttemptSlot.objects.using(using).filter(attempt=SOME).with_answers().order_by("position")
    rows = newest.values_list(*SLOT, *(f"version__{name}" for name in VERSION), *ANSWER)
    sql, values = rows.query.get_compiler(using=using).as_sql()
    return sql, tuple(values)


def _slot(attempt: Attempt, row: Sequence[Any], using: str) -> AttemptSlot:
    values = [_converted(value, converters, using) for value, converters in zip(row, _converters(using), strict=True)]
    slot = AttemptSlot.from_db(using, SLOT, values[: len(SLOT)])
    slot.version = QuestionVersion.from_db(using, VERSION, values[len(SLOT) : -len(ANSWER)])
    slot.attempt = attempt
    slot.answer, slot.certainty = values[-len(ANSWER) :]
    return slot


def _converted(value: Any, converters: Sequence[Any], using: str) -> Any:
    for convert in converters:
        value = convert(value, None, connections[using])
    return value


@cache
def _converters(using: str) -> list[list[Any]]:
    """How each column is read, as its field says."""
    connection = connections[using]
    models: list[tuple[type[Model], str]] = [
        *((AttemptSlot, name) for name in SLOT),
        *((QuestionVersion, name) for name in VERSION),
        *((Response, name) for name in ANSWER),
    ]
    fields = [{one.attname: one for one in model._meta.concrete_fields}[name] for model, name in models]
    columns = [one.get_col(one.model._meta.db_table) for one in fields]
    return [[*connection.ops.get_db_converters(column), *column.get_db_converters(connection)] for column in columns]
