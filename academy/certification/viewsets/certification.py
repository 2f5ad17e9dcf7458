"""Certifications in the administration, each with the rules of assignment."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleUserFilter, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from academy.certification.actions import apply_assignments, retire_certification
from academy.certification.forms.certification import CertificationForm, unsigned_by
from academy.certification.models import Certification
from academy.editing import RefusesStale
from academy.staff import users_in


class AssignsWhatIsSaved:
    """Saving a certification gives the people its rules name a standing, at once."""

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)  # type: ignore[misc]  # always mixed into one of Wagtail's views
        now, request = timezone.now(), self.request  # type: ignore[attr-defined]  # always mixed into one of Wagtail's views
        retire_certification(form.instance, retired=form.cleaned_data["retired"], by=request.user, now=now)
        transaction.on_commit(partial(apply_assignments, now=now))
        if unsigned := unsigned_by(form.instance.owner):
            messages.warning(request, unsigned)
        return response


class CertificationCreateView(AssignsWhatIsSaved, CreateView):
    """A new certification."""


class CertificationEditView(RefusesStale, AssignsWhatIsSaved, EditView):
    """A certification that exists."""


class CertificationFilterSet(WagtailFilterSet):
    """Certifications by those who own one."""

    owner = MultipleUserFilter(
        label=_("Owner"),
        queryset=lambda request: users_in(Certification.objects.values("owner")),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = Certification
        fields = ["owner"]


class CertificationViewSet(SnippetViewSet):
    """What people can be certified in, and who must be."""

    model = Certification
    icon = "success"
    menu_label = _("Certifications")
    add_view_class = CertificationCreateView
    edit_view_class = CertificationEditView
    copy_view_enabled = False
    list_display = ["__str__", "code", "owner", "launched_on"]
    filterset_class = CertificationFilterSet
    search_fields = ["slug", "code", "title"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("title"), FieldPanel("code"), FieldPanel("slug"), FieldPanel("proves")], heading=_("What it is")),
            MultiFieldPanel([FieldPanel("unlocks"), FieldPanel("rights")], heading=_("What it unlocks")),
            MultiFieldPanel(
                [FieldPanel("owner"), FieldPanel("launched_on"), FieldPanel("time_zone"), FieldPanel("retired")], heading=_("Who and when")
            ),
            InlinePanel(
                "assignment_rules",
                heading=_("Who must hold it"),
                label=_("assignment rule"),
                panels=[FieldPanel("team"), FieldPanel("job_role"), FieldPanel("due_days")],
            ),
        ],
        base_form_class=CertificationForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Certification]:
        return Certification.objects.visible_to(request.user).select_related("owner")
