"""Every address of ours, opened by everybody. An address without a row in the table fails."""

import json

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.addresses import ROWS, USERS, Row, things_of

OURS = ("academy/", "v/", "V/")


def walk(patterns, namespaces=()):
    """Names of all patterns below a resolver, with their namespaces."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*namespaces, pattern.name or str(pattern.pattern)))


def our_names():
    roots = [resolver for resolver in get_resolver().url_patterns if isinstance(resolver, URLResolver)]
    return {
        name for root in roots if str(root.pattern) in OURS for name in walk(root.url_patterns, (root.namespace,) if root.namespace else ())
    }


def test_every_address_has_a_row_and_every_row_an_address():
    assert our_names() - set(ROWS) == set()
    assert set(ROWS) - our_names() == set()


# Nothing of a visit stays, so the things that are visited are made once for many addresses.
PARTS = {
    "pages": [name for name in ROWS if not name.startswith("academy_api:")],
    "api": [name for name in ROWS if name.startswith("academy_api:")],
}


@pytest.mark.parametrize("part", PARTS)
def test_every_address_opens_for_those_who_may_and_for_nobody_else(part, merrowick):
    things = things_of(merrowick)

    opened = {name: visits(name, things, merrowick) for name in PARTS[part]}

    assert opened == {name: ROWS[name].statuses for name in PARTS[part]}


def visits(name, things, person) -> dict[str, int]:
    """What each role gets at one address."""
    row = ROWS[name]
    found = {argument: things[thing] for argument, thing in row.things.items()}
    address = row.address.format(**found) if row.address else reverse(name, kwargs=found)
    return {role: visit(row, address, person(who) if who else None) for role, who in {**USERS, "rep": row.rep}.items()}


def visit(row: Row, address: str, user) -> int:
    """What a visitor gets. Nothing of the visit stays."""
    client = Client()
    with transaction.atomic():
        if user is not None:
            client.force_login(user)
        program = "/api/" in address
        answer = client.generic(
            row.method, address, json.dumps(row.body) if program else b"", "application/json" if program else "text/plain"
        )
        transaction.set_rollback(True)
    return answer.status_code
