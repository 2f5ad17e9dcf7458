"""Capabilities in the administration, each with its evidence."""

from typing import Any

from django.contrib import messages
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import MultipleUserFilter, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from academy.editing import RefusesStale
from academy.staff import users_in
from courses.models import Capability


class SaysWhatIsMissing:
    """Saving a validated capability whose evidence is not complete says what is missing, and saves it all the same."""

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)  # type: ignore[misc]  # always mixed into one of Wagtail's views
        missing = form.instance.missing_evidence() if form.instance.status == Capability.Status.VALIDATED else []
        if missing:
            words = _("Validated without evidence from: %(sources)s.") % {"sources": ", ".join(str(source.label) for source in missing)}
            messages.warning(self.request, words)  # type: ignore[attr-defined]  # the same
        return response


class CapabilityCreateView(SaysWhatIsMissing, CreateView):
    """A new capability."""


class CapabilityEditView(RefusesStale, SaysWhatIsMissing, EditView):
    """A capability that exists."""


class CapabilityFilterSet(WagtailFilterSet):
    """Capabilities by what they are, how far they are proven, and by those who keep one true."""

    owner = MultipleUserFilter(
        label=gettext_lazy("Owner"),
        queryset=lambda request: users_in(Capability.objects.values("owner")),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = Capability
        fields = ["kind", "status", "owner"]


class CapabilityViewSet(SnippetViewSet):
    """What the front office can do, by whom it is kept true, and why we believe it."""

    model = Capability
    icon = "clipboard-list"
    menu_label = gettext_lazy("Capabilities")
    add_view_class = CapabilityCreateView
    edit_view_class = CapabilityEditView
    copy_view_enabled = False
    list_display = ["__str__", "kind", "status", "owner", "last_reviewed"]
    filterset_class = CapabilityFilterSet
    search_fields = ["slug", "title", "statement"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("title"), FieldPanel("slug"), FieldPanel("kind"), FieldPanel("statement")], heading=gettext_lazy("What it is")
            ),
            MultiFieldPanel([FieldPanel("owner"), FieldPanel("deputy"), FieldPanel("bank")], heading=gettext_lazy("Who keeps it true")),
            InlinePanel(
                "evidence",
                heading=gettext_lazy("Evidence"),
                label=gettext_lazy("evidence"),
                panels=[
                    FieldPanel("source"),
                    FieldPanel("note"),
                    FieldPanel("by"),
                    FieldPanel("on"),
                ],
            ),
            MultiFieldPanel(
                [FieldPanel("status"), FieldPanel("last_reviewed"), FieldPanel("review_every_days")],
                heading=gettext_lazy("How far it is proven"),
            ),
        ]
    )
