"""People and teams in the administration."""

from academy.people.viewsets.person import PersonViewSet
from academy.people.viewsets.team import TeamViewSet

__all__ = ["PersonViewSet", "TeamViewSet"]
