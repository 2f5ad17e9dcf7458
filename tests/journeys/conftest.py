"""What the journeys share."""

import pytest

from tests.journeys.server import serving


@pytest.fixture
def server(lasting_merrowick):
    """The site under gunicorn with two workers, on this test's copy of the demo company."""
    with serving() as started:
        yield started
