"""The rules of certifications in the administration: drafts are edited, published ones are frozen."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from academy.certification.actions import Refused, apply_assignments, new_version_from, publish_version
from academy.certification.forms.version import VersionForm
from academy.certification.models import CertificationVersion
from academy.editing import RefusesStale


class PublishesOnDemand:
    """With the tick, the saved draft is published, and people are assigned; what is missing is said and the draft kept."""

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)  # type: ignore[misc]  # always mixed into one of Wagtail's views
        if form.cleaned_data.get("publish"):
            now = timezone.now()
            request = self.request  # type: ignore[attr-defined]  # the same
            try:
                publish_version(form.instance, by=request.user, now=now)
                apply_assignments(now=now)
                messages.success(request, _("These rules are in force for everybody who begins from now on."))
            except Refused as refusal:
                messages.error(request, _("Saved as a draft, not published. %(reason)s") % {"reason": refusal})
        return response


class VersionCreateView(PublishesOnDemand, CreateView):
    """The first rules of a certification, or others from scratch."""


class VersionEditView(RefusesStale, PublishesOnDemand, EditView):
    """A draft; of published rules only a reading and the way to a new version."""

    def stored_stamp(self) -> Any:
        return self.object.published_at

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        version = self.object
        if version.published_at is None:
            return super().dispatch(request, *args, **kwargs)
        if request.method == "POST" and "new_version" in request.POST:
            draft = new_version_from(version)
            return redirect(reverse(self.edit_url_name, args=[draft.pk]))
        if request.method == "POST":
            messages.error(request, _("These rules are published and frozen. Make a new version from them."))
        rows = version.requirements.with_names().order_by("path", "sort_order", "pk")
        return render(request, "academy/certification/admin/published.html", {"version": version, "requirements": rows})


class CertificationVersionViewSet(SnippetViewSet):
    """Validity, renewal and requirements of certifications."""

    model = CertificationVersion
    icon = "list-ol"
    menu_label = gettext_lazy("Rules of certifications")
    add_view_class = VersionCreateView
    edit_view_class = VersionEditView
    copy_view_enabled = False
    list_display = ["__str__", "validity", "renewal_opens", "published_at"]
    list_filter = ["certification"]
    edit_handler = ObjectList(
        [
            FieldPanel("certification"),
            MultiFieldPanel(
                [FieldPanel("validity"), FieldPanel("renewal_opens"), FieldPanel("renewal_from")],
                heading=gettext_lazy("Validity and renewal"),
            ),
            InlinePanel(
                "requirements",
                heading=gettext_lazy("Requirements"),
                label=gettext_lazy("requirement"),
                panels=[
                    FieldPanel("path"),
                    FieldPanel("kind"),
                    FieldPanel("course"),
                    FieldPanel("exam"),
                    FieldPanel("once"),
                    MultiFieldPanel(
                        [FieldPanel("title"), FieldPanel("brief"), FieldPanel("pass_points")],
                        heading=gettext_lazy("Practice"),
                        classname="collapsed",
                    ),
                    InlinePanel(
                        "rubric",
                        heading=gettext_lazy("Rubric of the practice"),
                        label=gettext_lazy("row"),
                        panels=[FieldPanel("title"), FieldPanel("slug"), FieldPanel("levels")],
                        classname="collapsed",
                    ),
                    MultiFieldPanel([FieldPanel("statement")], heading=gettext_lazy("Sign-off"), classname="collapsed"),
                ],
            ),
            HelpPanel(gettext_lazy("A renewal without requirements of its own asks for those of the first certificate.")),
            FieldPanel("publish"),
        ],
        base_form_class=VersionForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[CertificationVersion]:
        return CertificationVersion.objects.select_related("certification")
