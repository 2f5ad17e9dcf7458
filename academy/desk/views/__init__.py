"""Doors of the desk."""

from academy.desk.views.home import home
from academy.desk.views.team import person, team

__all__ = ["home", "person", "team"]
