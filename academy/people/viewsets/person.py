"""People in the administration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter  # type: ignore[import-untyped]  # Wagtail's filters
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from academy import users
from academy.editing import RefusesStale
from academy.people.forms import PersonForm
from academy.people.models import Person
from academy.people.models.person import PersonQuerySet
from academy.people.viewsets.names import SaysWhatIsNotPrinted
from academy.people.viewsets.person_lists import PersonChooserViewSet


class PersonCreateView(SaysWhatIsNotPrinted, CreateView):
    """Somebody new."""


class PersonEditView(RefusesStale, SaysWhatIsNotPrinted, EditView):
    """Somebody who is there."""


class PersonFilterSet(WagtailFilterSet):
    """By job role, and by words of the team's name: there may be thousands of teams."""

    team = CharFilter(label=_("Team"), method="of_teams_called")

    class Meta:
        model = Person
        fields = ["job_role"]

    def of_teams_called(self, people: PersonQuerySet, name: str, words: str) -> PersonQuerySet:
        return people.in_teams_called(words.replace("\x00", "").strip())


class PersonViewSet(SnippetViewSet):
    """Everybody of the academy, each with the account that signs in."""

    model = Person
    icon = "user"
    menu_label = _("People")
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    list_display = [
        "__str__",
        "user",
        "job_role",
        "team",
        "hired_on",
        BooleanColumn("may_sign_in", label=_("May sign in"), accessor=lambda person: person.user.is_active),
    ]
    filterset_class = PersonFilterSet
    search_fields = [*users.search_fields("user"), "name", "certificate_name"]
    copy_view_enabled = False
    chooser_viewset_class = PersonChooserViewSet
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [FieldPanel("username"), FieldPanel("email"), FieldPanel("password"), FieldPanel("active")], heading=_("Account")
            ),
            MultiFieldPanel([FieldPanel("job_role"), FieldPanel("team"), FieldPanel("hired_on")], heading=_("Work")),
            MultiFieldPanel([FieldPanel("locale"), FieldPanel("time_zone")], heading=_("Language and time")),
            MultiFieldPanel([FieldPanel("certificate_name"), FieldPanel("certificate_second_name")], heading=_("Certificates")),
        ],
        base_form_class=PersonForm,
    )

    def get_queryset(self, request: Any) -> PersonQuerySet:
        return Person.objects.visible_to(request.user).select_related("user", "team")
