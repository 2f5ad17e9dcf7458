"""Registering people and moving them between teams."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from academy.audit import audited, note
from academy.people.actions.accounts import refuse_adopting
from academy.people.actions.groups import add_to_group, groups_to_join, remove_from_group
from academy.people.actions.refusals import RoleProtected
from academy.people.actions.zones import move_time_zone
from academy.people.conf import CHANGE_PERSON, CHANGE_ROLE
from academy.people.models import Membership, Person, Team
from academy.people.permissions import may_give_groups
from academy.people.signals import person_changed
from academy.texts import localised


@audited(CHANGE_PERSON, by="by", about="user")
def register_person(
    *,
    user: Any,
    name: str | Mapping[str, str],
    now: datetime,
    job_role: str = Person.JobRole.REP,
    hired_on: date | None = None,
    locale: str = "",
    time_zone: str = "UTC",
    team: Team | None = None,
    joined_on: date | None = None,
    certificate_name: str = "",
    certificate_second_name: str = "",
    by: Any = None,
) -> Person:
    """Make a user known to the academy: who, in which role, since when, in which team.

    Puts the user into the group of the role, and out of that of an earlier one. The team is joined on `joined_on`, else
    when hired. Tells the layers above once, after the commit. Raises AccountProtected and RoleProtected where the
    account or role has more rights than `by`; None is the system.
    """
    before = Person.objects.filter(user=user).first()
    _refuse_beyond_rights(user, before, job_role=job_role, by=by)
    person, _created = Person.objects.update_or_create(
        user=user,
        defaults={
            "name": localised(name),
            "job_role": job_role,
            "hired_on": hired_on,
            "locale": locale,
            "time_zone": time_zone,
            "certificate_name": certificate_name,
            "certificate_second_name": certificate_second_name,
        },
    )
    _move(person, team=team, on=joined_on or hired_on or now.date())
    _follow_change(person, before, by=by, now=now)
    tell_of(person, now=now)
    return person


@transaction.atomic
def join_team(person: Person, *, team: Team | None, on: date, now: datetime) -> Person:
    """Move a person to a team from a day on, or out of all teams. Harmless to repeat.

    Ends the membership before it. Tells the layers above after the commit.
    """
    if _move(person, team=team, on=on):
        tell_of(person, now=now)
    return person


def _refuse_beyond_rights(user: Any, before: Person | None, *, job_role: str, by: Any) -> None:
    if by is None:
        return
    if before is None:
        refuse_adopting(user, by=by)
    if not may_give_groups(by, groups_to_join(user, job_role=job_role)):
        raise RoleProtected


def _follow_change(person: Person, before: Person | None, *, by: Any, now: datetime) -> None:
    """Out of the group of an earlier role, into that of the new one; and into another time zone."""
    if before is not None:
        move_time_zone(person.user, before=before.time_zone, now=person.time_zone)
    if before is not None and before.job_role != person.job_role:
        remove_from_group(before, job_role=before.job_role)
    add_to_group(person)
    if before is None or before.job_role != person.job_role:
        note(CHANGE_ROLE, by=by, about=person.user, now=now)


def tell_of(person: Person, *, now: datetime) -> None:
    """Tell the layers above that a person came or changed, once the change is in the database."""
    transaction.on_commit(partial(person_changed.send_robust, sender=Person, person=person, now=now))


def _move(person: Person, *, team: Team | None, on: date) -> bool:
    """Whether anything changed."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = Membership.objects.filter(person=person, until=None).first()
    if before is not None and team is not None and before.team_id == team.pk:
        return _note_team(person, team)
    if before is not None:
        on = max(on, before.since)
        before.until = on
        before.save(update_fields=["until"])
    if team is not None:
        Membership.objects.create(person=person, team=team, since=on)
    return _note_team(person, team) or before is not None


def _note_team(person: Person, team: Team | None) -> bool:
    wanted = None if team is None else team.pk
    changed = person.team_id != wanted
    person.team = team
    person.save(update_fields=["team"])
    return changed
