"""Many requests at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BoundedSemaphore

from django.db import connection

CONNECTIONS = 32  # at a time: a server of PostgreSQL has a hundred, and two processes may be testing


def at_once(*works):
    """Run all of them at the same moment; return what each returned or raised."""
    barrier, connections = Barrier(len(works)), BoundedSemaphore(CONNECTIONS)

    def run(work):
        barrier.wait(timeout=60)
        with connections:
            try:
                return work()
            except Exception as error:  # noqa: BLE001 - what was raised is the result
                return error
            finally:
                connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))
