"""Loads teams, accounts and people."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from academy.demo.actions.calendar import Calendar
from academy.demo.interchange import Company, Row
from academy.demo.interchange.specs import texts
from academy.people.actions import place_team, register_person
from academy.people.models import Person, Team
from academy.texts import localised
from courses.models import Capability

TIME_ZONES = {"zh-hans": "Asia/Shanghai", "en": "Europe/Berlin"}


@dataclass
class Staff:
    """The demo company's accounts and teams by their short names."""

    users: dict[str, Any] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)

    def manager_of(self, person: Row) -> Any:
        """Who judges a person's practice: the team's manager, for managers and people without a team the administrator."""
        team = self.teams.get(person.get("team") or "")
        manager = team.manager if team else None
        return manager if manager is not None and manager.get_username() != person["u"] else self.users["academy.admin"]


def add_staff(company: Company, *, password: str) -> Staff:
    """Make accounts and teams. One hash serves all: forty would take as many seconds."""
    staff, secret, domain = Staff(), make_password(password), company.site["company"]["domain"]
    users = get_user_model()
    for row in company.people:
        first, _space, last = row["name"].partition(" ")
        staff.users[row["u"]] = users.objects.create(
            username=row["u"], email=f"{row['u']}@{domain}", first_name=first, last_name=last, password=secret
        )
    for row in company.teams:
        team = Team(slug=row["slug"], name=localised(texts(row["name"])), manager=staff.users[row["manager"]], deal_type=row["deal_type"])
        staff.teams[row["slug"]] = place_team(team, parent=None)
    return staff


def add_uses(company: Company, staff: Staff) -> None:
    """Note which team uses which capability."""
    capabilities = Capability.objects.in_bulk(field_name="slug")
    for row in company.capabilities:
        for slug in row["used_by"]:
            staff.teams[slug].uses.add(capabilities[row["slug"]])


def add_person(row: Row, staff: Staff, calendar: Calendar, *, now: datetime) -> Person:
    """Let one person join on the day of hiring."""
    chinese = bool(row.get("zh")) and row["locale"] == "zh-hans"
    return register_person(
        user=staff.users[row["u"]],
        name=localised({"en": row["name"], "zh-hans": row["zh"]} if row.get("zh") else {"en": row["name"]}),
        job_role=row["role"],
        hired_on=calendar.day(row["hired"]),
        locale=row["locale"],
        team=staff.teams.get(row.get("team") or ""),
        time_zone=TIME_ZONES.get(row["locale"], "UTC"),
        certificate_name=row["zh"] if chinese else row["name"],
        certificate_second_name=row["name"] if chinese else row.get("zh", ""),
        now=now,
    )
