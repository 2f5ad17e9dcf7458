"""Teams in the administration."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from academy.editing import RefusesStale
from academy.people.forms import TeamForm
from academy.people.models import Team
from academy.people.viewsets.names import SaysWhatIsNotPrinted


class TeamCreateView(SaysWhatIsNotPrinted, CreateView):
    """A new team."""


class TeamEditView(RefusesStale, SaysWhatIsNotPrinted, EditView):
    """A team that is there."""


class TeamViewSet(SnippetViewSet):
    """The tree of teams, who manages them and which capabilities they use."""

    model = Team
    icon = "group"
    menu_label = _("Teams")
    add_view_class = TeamCreateView
    edit_view_class = TeamEditView
    list_display = ["__str__", "path", "manager", "deal_type"]
    search_fields = ["slug", "path", "name"]
    ordering = ["path"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            MultiFieldPanel([FieldPanel("parent"), FieldPanel("manager")], heading=_("Line of management")),
            FieldPanel("deal_type"),
            FieldPanel("uses"),
        ],
        base_form_class=TeamForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Team]:
        return Team.objects.select_related("manager")
