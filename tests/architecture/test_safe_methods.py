"""Looking changes nothing: what a GET of ours writes is noted here, and never more than a note."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.architecture.addresses import ROWS, things_of

WRITES = ("INSERT", "UPDATE", "DELETE")
# Coming back to an attempt is noted as evidence, and so is the device it is open on.
NOTED = {
    # Who looked at somebody else's attempt.
    "academy_desk:attempt": {"wagtailcore_modellogentry"},
    "academy_quizzes:attempt": {"academy_quizzes_attemptevent"},
    "academy_api:attempt-detail": {"academy_quizzes_attemptevent", "academy_quizzes_attempt"},
    "academy_quizzes:attempt_question": {"academy_quizzes_attemptevent", "academy_quizzes_attempt"},
    "academy_quizzes:attempt_summary": {"academy_quizzes_attemptevent", "academy_quizzes_attempt"},
}


def tables_written(client, address):
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        client.get(address)
        transaction.set_rollback(True)
    writes = [query["sql"] for query in asked if query["sql"].startswith(WRITES)]
    return {write.split('"')[1] for write in writes} - {"django_session"}


@pytest.mark.parametrize("who", ["ren.qi", "academy.admin"])
def test_a_get_changes_nothing(merrowick, who):
    things, client = things_of(merrowick), Client()
    client.force_login(merrowick(who))

    changed = {}
    for name, row in ROWS.items():
        found = {argument: things[thing] for argument, thing in row.things.items()}
        written = tables_written(client, row.address.format(**found) if row.address else reverse(name, kwargs=found))
        if written - NOTED.get(name, set()):
            changed[name] = written

    assert changed == {}
