"""Placing teams in their tree."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from academy.people.models import Team


@transaction.atomic
def place_team(team: Team, *, parent: Team | None) -> Team:
    """Save a team below another one, or at the top, and take everything below it along.

    Also used after a change of slug. Raises ValidationError when the place is
    the team itself or below it.
    """
    if parent is not None:
        parent = Team.objects.select_for_update().get(pk=parent.pk)
        if parent.pk == team.pk or (team.pk and parent.path.startswith(team.path)):
            raise ValidationError(_("A team cannot be part of itself."), code="team_inside_itself")
    team.parent = parent
    below = list(Team.objects.select_for_update().filter(path__startswith=team.path).exclude(pk=team.pk)) if team.pk and team.path else []
    before, team.path = team.path, f"{'/' if parent is None else parent.path}{team.slug}/"
    team.save()
    for child in below:
        child.path = team.path + child.path.removeprefix(before)
    Team.objects.bulk_update(below, ["path"])
    return team
