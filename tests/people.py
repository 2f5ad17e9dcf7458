"""People with known rights: a rep and a manager of one team, a PMM, an academy administrator, and a stranger to them all."""

from datetime import UTC, datetime

import pytest

from academy.people.actions import place_team, register_person
from academy.people.models import Person, Team


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def make_person(django_user_model, now):
    """Make a user who is a person of the academy: `make_person("ann", team=team, job_role="pmm")`."""

    def make(username, *, job_role=Person.JobRole.REP, **fields):
        user = django_user_model.objects.create_user(username, f"{username}@example.com", "open sesame")
        name = {"en": username.replace(".", " ").title()}
        register_person(user=user, now=now, job_role=job_role, **{"name": name, **fields})
        return user

    return make


@pytest.fixture
def make_team():
    """Place a team in the tree: `make_team("velocity", manager=manager, parent=sales)`."""

    def make(slug, *, manager=None, parent=None, name=None):
        return place_team(Team(slug=slug, name=name or {"en": slug.title()}, manager=manager), parent=parent)

    return make


@pytest.fixture
def manager(make_person):
    """Manages the rep's team, and belongs to none."""
    return make_person("manager", job_role=Person.JobRole.MANAGER)


@pytest.fixture
def team(make_team, manager):
    """The team of the rep."""
    return make_team("velocity", manager=manager, name={"en": "Velocity", "zh-hans": "快单组"})


@pytest.fixture
def rep(make_person, team):
    """Learns and sells, in the manager's team."""
    return make_person("rep", team=team)


@pytest.fixture
def stranger(make_person, make_team):
    """Learns too, in a team of somebody else."""
    return make_person("stranger", team=make_team("elsewhere"))


@pytest.fixture
def pmm(make_person):
    """Writes capabilities, courses and questions; no superuser."""
    return make_person("pmm", job_role=Person.JobRole.PMM)


@pytest.fixture
def admin(make_person):
    """Runs the academy; no superuser."""
    return make_person("admin", job_role=Person.JobRole.ADMIN)
