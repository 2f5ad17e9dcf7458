"""Forms of people and teams in the administration."""

from academy.people.forms.person import PersonForm
from academy.people.forms.team import TeamForm

__all__ = ["PersonForm", "TeamForm"]
