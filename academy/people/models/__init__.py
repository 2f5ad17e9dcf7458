"""Rows of people and teams."""

from academy.people.models.person import Membership, Person
from academy.people.models.team import Team

__all__ = ["Membership", "Person", "Team"]
