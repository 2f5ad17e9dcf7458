"""Doors of the desk."""

from academy.desk.views.home import home
from academy.desk.views.person import grant, person
from academy.desk.views.team import team

__all__ = ["grant", "home", "person", "team"]
