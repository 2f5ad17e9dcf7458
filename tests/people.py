"""People with known rights: a rep and a manager of one team, a PMM, an academy administrator, and a stranger to them all."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group

from academy.people.models import Membership, Person, Team


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def make_person(django_user_model, now):
    """Make a user with a person: `make_person("ann", team=team, job_role="rep", group="Academy PMM")`."""

    def make(username, *, team=None, job_role=Person.JobRole.REP, group=None, **fields):
        user = django_user_model.objects.create_user(username, f"{username}@example.com", "open sesame")
        name = {"en": username.replace(".", " ").title()}
        person = Person.objects.create(user=user, **{"name": name, "job_role": job_role, "team": team, **fields})
        if team is not None:
            Membership.objects.create(person=person, team=team, since=now.date())
        if group is not None:
            user.groups.add(Group.objects.get_or_create(name=group)[0])
        return user

    return make


@pytest.fixture
def manager(make_person):
    """Manages the rep's team, and belongs to none."""
    return make_person("manager", job_role=Person.JobRole.MANAGER, group="Academy manager")


@pytest.fixture
def team(manager):
    """The team of the rep."""
    return Team.objects.create(slug="velocity", path="/velocity/", name={"en": "Velocity", "zh-hans": "快单组"}, manager=manager)


@pytest.fixture
def rep(make_person, team):
    """Learns and sells, in the manager's team."""
    return make_person("rep", team=team)


@pytest.fixture
def stranger(make_person):
    """Learns too, in a team of somebody else."""
    other = Team.objects.create(slug="elsewhere", path="/elsewhere/", name={"en": "Elsewhere"})
    return make_person("stranger", team=other)


@pytest.fixture
def pmm(make_person):
    """Writes capabilities, courses and questions; no superuser."""
    return make_person("pmm", job_role=Person.JobRole.PMM, group="Academy PMM")


@pytest.fixture
def admin(make_person):
    """Runs the academy; no superuser."""
    return make_person("admin", job_role=Person.JobRole.ADMIN, group="Academy admin")
