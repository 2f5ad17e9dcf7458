"""What the journeys share."""

import pytest
from django.contrib.auth import get_user_model

from tests.company import company_mould
from tests.journeys.server import serving


@pytest.fixture
def lasting_merrowick(transactional_db):
    """The demo company for a test that commits: a copy of its own, which is replaced by the empty mould after the test."""
    company_mould().prepare()
    return lambda name: get_user_model().objects.get(username=name)


@pytest.fixture
def server(lasting_merrowick):
    """The site under gunicorn with two workers, on this test's copy of the demo company."""
    with serving() as started:
        yield started
