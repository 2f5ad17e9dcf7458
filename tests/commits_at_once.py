"""What waits for a commit, in tests that never commit.

An ordinary test runs inside a transaction that is rolled back. Here the outermost block of the code under test counts as
committed when it ends, and what it registered with `on_commit` runs then. Tests with real commits have no transaction around
them, and nothing changes for them.
"""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

leave = transaction.Atomic.__exit__
register = BaseDatabaseWrapper.on_commit


def install(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(transaction.Atomic, "__exit__", leave_and_run)
    patch.setattr(BaseDatabaseWrapper, "on_commit", register_and_run)


def leave_and_run(block: transaction.Atomic, exc_type: Any, exc_value: Any, traceback: Any) -> None:
    leave(block, exc_type, exc_value, traceback)
    connection = connections[block.using or "default"]
    if exc_type is None and not block._from_testcase and only_the_test_is_around(connection):
        run_waiting(connection)


def register_and_run(connection: BaseDatabaseWrapper, callback: Callable[[], object], robust: bool = False) -> None:
    register(connection, callback, robust)
    if only_the_test_is_around(connection):
        run_waiting(connection)


def only_the_test_is_around(connection: BaseDatabaseWrapper) -> bool:
    return bool(connection.atomic_blocks) and connection.atomic_blocks[-1]._from_testcase and not connection.needs_rollback


def run_waiting(connection: BaseDatabaseWrapper) -> None:
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _savepoints, callback, robust in waiting:
        try:
            callback()
        except Exception:
            if not robust:
                raise
            logging.getLogger("django.test").exception("%r failed after the commit", callback)
