"""The form of a team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.people.actions import place_team
from academy.people.forms.names import names_of_team, say_at_fields
from academy.people.models import Team


class TeamForm(WagtailAdminModelForm):
    """Places the team in the tree, with everything below it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            say_at_fields(self, self.unprinted())

    def unprinted(self) -> dict[str, str]:
        """By field, what certificates make of a name they cannot print."""
        return names_of_team(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parent: Team | None = cleaned.get("parent")
        if parent is not None and self.instance.pk and parent.path.startswith(self.instance.path):
            self.add_error("parent", forms.ValidationError(_("A team cannot be part of itself."), code="team_inside_itself"))
        return cleaned

    def save(self, commit: bool = True) -> Team:
        team: Team = super().save(commit=False)
        place_team(team, parent=self.cleaned_data.get("parent"))
        self._save_m2m()
        return team
