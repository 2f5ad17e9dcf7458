"""Verbs of people and teams."""

from academy.people.actions.accounts import change_account, open_account
from academy.people.actions.groups import add_to_group, ensure_groups, remove_from_group
from academy.people.actions.passwords import send_reset_mails
from academy.people.actions.people import join_team, register_person
from academy.people.actions.teams import place_team
from academy.people.actions.tries import Try, forgive_tries, may_ask_for_mail, take_try

__all__ = [
    "Try",
    "add_to_group",
    "change_account",
    "ensure_groups",
    "forgive_tries",
    "join_team",
    "may_ask_for_mail",
    "open_account",
    "place_team",
    "register_person",
    "remove_from_group",
    "send_reset_mails",
    "take_try",
]
