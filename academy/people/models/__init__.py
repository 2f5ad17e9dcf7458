"""Rows of people and teams."""

from academy.people.models.led import names, users_led
from academy.people.models.line import Line
from academy.people.models.media import MediaCollection
from academy.people.models.person import Membership, Person, may_sign_in, seen_by
from academy.people.models.rights import groups_without_rights, is_ours, rights_given_by, rights_held_by
from academy.people.models.team import Team

__all__ = [
    "Line",
    "MediaCollection",
    "Membership",
    "Person",
    "Team",
    "groups_without_rights",
    "is_ours",
    "may_sign_in",
    "names",
    "rights_given_by",
    "rights_held_by",
    "seen_by",
    "users_led",
]
