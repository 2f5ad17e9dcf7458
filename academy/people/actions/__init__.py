"""Verbs of people and teams."""

from academy.people.actions.accounts import change_account, find_account, named, new_account, normal_name, open_account
from academy.people.actions.groups import add_to_group, ensure_groups, remove_from_group
from academy.people.actions.people import join_team, register_person
from academy.people.actions.teams import place_team

__all__ = [
    "add_to_group",
    "change_account",
    "ensure_groups",
    "find_account",
    "join_team",
    "named",
    "new_account",
    "normal_name",
    "open_account",
    "place_team",
    "register_person",
    "remove_from_group",
]
