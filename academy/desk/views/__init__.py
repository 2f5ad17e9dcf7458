"""Doors of the desk."""

from academy.desk.views.attempt import attempt
from academy.desk.views.exceptions import person_exceptions, take_back, team_exceptions
from academy.desk.views.home import home
from academy.desk.views.person import person
from academy.desk.views.requests import decline, grant
from academy.desk.views.team import team

__all__ = ["attempt", "decline", "grant", "home", "person", "person_exceptions", "take_back", "team", "team_exceptions"]
