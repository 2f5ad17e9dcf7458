"""What the template databases hold: nothing but what `migrate` makes, the people of the tests, or the demo company."""

from datetime import UTC, datetime
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from academy.demo.actions import seed_demo
from academy.demo.interchange import read_company
from academy.people.actions import place_team, register_person
from academy.people.models import Person, Team

# A Monday morning.
NOW: Final = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
# Everybody's password in the demo company of the tests.
PASSWORD: Final = "merrowick"


def migrate() -> None:
    call_command("migrate", verbosity=0, run_syncdb=True)


def load_company() -> None:
    seed_demo(read_company(), now=timezone.now(), password=PASSWORD)


def user_called(username: str) -> Any:
    return get_user_model().objects.get(username=username)


def add_people() -> None:
    """The people that fixtures of the same names give to a test (tests/people.py)."""
    manager = ensure_person("manager", job_role=Person.JobRole.MANAGER)
    ensure_person("rep", team=ensure_team("velocity", manager=manager, name={"en": "Velocity", "zh-hans": "快单组"}))
    ensure_person("stranger", team=ensure_team("elsewhere"))
    ensure_person("pmm", job_role=Person.JobRole.PMM)
    ensure_person("admin", job_role=Person.JobRole.ADMIN)


def ensure_person(username: str, **fields: Any) -> Any:
    """The user of this name, who is a person of the academy: the one who is there, or a new one."""
    known = get_user_model().objects.filter(username=username).first()
    return known or make_person(username, **fields)


def make_person(username: str, *, job_role: str = Person.JobRole.REP, now: datetime = NOW, **fields: Any) -> Any:
    """A user who is a person of the academy, with the rights of the job role."""
    user = get_user_model().objects.create_user(username, f"{username}@example.com", "open sesame")
    name = {"en": username.replace(".", " ").title()}
    register_person(user=user, now=now, job_role=job_role, **{"name": name, **fields})
    return user


def ensure_team(slug: str, **fields: Any) -> Team:
    """The team of this slug: the one that is there, or a new one."""
    return Team.objects.filter(slug=slug).first() or make_team(slug, **fields)


def make_team(slug: str, *, manager: Any = None, parent: Team | None = None, name: dict[str, str] | None = None) -> Team:
    """A team in its place in the tree."""
    return place_team(Team(slug=slug, name=name or {"en": slug.title()}, manager=manager), parent=parent)
