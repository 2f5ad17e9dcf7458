"""Loads teams, accounts and people."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet

from academy.demo.actions.calendar import Calendar
from academy.demo.interchange import Company, Row
from academy.demo.interchange.specs import texts
from academy.people.actions import place_team, register_person
from academy.people.models import Person, Team
from academy.texts import localised
from academy.users import NAMES, email_field, has_field, login_field, signs_in_with_email
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
        return manager if manager is not None and manager != self.users[person["u"]] else self.users["academy.admin"]


def address_of(company: Company, short_name: str) -> str:
    """The e-mail address of somebody of the demo company."""
    return f"{short_name}@{company.site['company']['domain']}"


def account_name(company: Company, short_name: str) -> str:
    """What somebody of the demo company signs in with: the short name, or the e-mail address where the site asks for that."""
    return address_of(company, short_name) if signs_in_with_email() else short_name


def accounts_of(company: Company) -> QuerySet[Any]:
    """The users of the demo company."""
    names = [account_name(company, row["u"]) for row in company.people]
    return get_user_model()._default_manager.filter(**{f"{login_field()}__in": names})


def add_staff(company: Company, *, password: str) -> Staff:
    """Make accounts and teams. One hash serves all: forty would take as many seconds."""
    staff, secret = Staff(), make_password(password)
    for row in company.people:
        names = zip(NAMES, row["name"].split(" ", 1), strict=False)
        given = {name: value for name, value in names if has_field(name)}
        if email_field():
            given[email_field()] = address_of(company, row["u"])
        given[login_field()] = account_name(company, row["u"])
        staff.users[row["u"]] = get_user_model().objects.create(**given, password=secret)
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
