"""People with known rights: a rep and a manager of one team, a PMM, an academy administrator, and a stranger to them all.

They stand in the template database that a test gets when one of its fixtures names them (tests/databases.py), all of them
together; where they do not, they are made.
"""

import pytest

from academy.people.models import Person
from tests import contents


@pytest.fixture
def now():
    """A Monday morning."""
    return contents.NOW


@pytest.fixture
def clock_at(monkeypatch):
    """Stop the clock that pages, the API and commands read: `clock_at(now + timedelta(days=30))`."""
    return lambda time: monkeypatch.setattr("django.utils.timezone.now", lambda: time)


@pytest.fixture
def make_person(db, now):
    """Make a user who is a person of the academy: `make_person("ann", team=team, job_role="pmm")`."""
    return lambda username, **fields: contents.make_person(username, **{"now": now, **fields})


@pytest.fixture
def make_team(db):
    """Place a team in the tree: `make_team("velocity", manager=manager, parent=sales)`."""
    return contents.make_team


@pytest.fixture
def manager(db):
    """Manages the rep's team, and belongs to none."""
    return contents.ensure_person("manager", job_role=Person.JobRole.MANAGER)


@pytest.fixture
def team(db, manager):
    """The team of the rep."""
    return contents.ensure_team("velocity", manager=manager, name={"en": "Velocity", "zh-hans": "快单组"})


@pytest.fixture
def rep(db, team):
    """Learns and sells, in the manager's team."""
    return contents.ensure_person("rep", team=team)


@pytest.fixture
def stranger(db):
    """Learns too, in a team of somebody else."""
    return contents.ensure_person("stranger", team=contents.ensure_team("elsewhere"))


@pytest.fixture
def pmm(db):
    """Writes capabilities, courses and questions; no superuser."""
    return contents.ensure_person("pmm", job_role=Person.JobRole.PMM)


@pytest.fixture
def admin(db):
    """Runs the academy; no superuser."""
    return contents.ensure_person("admin", job_role=Person.JobRole.ADMIN)


@pytest.fixture
def merrowick(db):
    """The demo company. Call it with a short name for a user: `merrowick("noah.beck")`."""
    return contents.user_called


@pytest.fixture
def lasting_merrowick(transactional_db):
    """The demo company for a test that commits, in a copy that is made anew after the test."""
    return contents.user_called
