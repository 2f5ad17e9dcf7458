"""Verbs of people and teams."""

from academy.people.actions.accounts import (
    change_account,
    find_account,
    named,
    new_account,
    normal_name,
    open_account,
    refuse_adopting,
)
from academy.people.actions.groups import add_to_group, ensure_groups, groups_to_join, remove_from_group
from academy.people.actions.media import ensure_media_collection
from academy.people.actions.passwords import send_reset_mails
from academy.people.actions.people import join_team, register_person
from academy.people.actions.refusals import AccountProtected, RoleProtected
from academy.people.actions.teams import place_team
from academy.people.actions.tokens import issue_token
from academy.people.actions.tries import Try, forgive_tries, may_ask_for_mail, take_try
from academy.people.actions.zones import follow_time_zone

__all__ = [
    "AccountProtected",
    "RoleProtected",
    "Try",
    "add_to_group",
    "change_account",
    "ensure_groups",
    "ensure_media_collection",
    "find_account",
    "follow_time_zone",
    "forgive_tries",
    "groups_to_join",
    "issue_token",
    "join_team",
    "may_ask_for_mail",
    "named",
    "new_account",
    "normal_name",
    "open_account",
    "place_team",
    "refuse_adopting",
    "register_person",
    "remove_from_group",
    "send_reset_mails",
    "take_try",
]
