"""Wagtail's editor of pages, for pages that are not overwritten with a stale form.

Wagtail asks whether a form is stale for its autosave only; whoever presses a
button overwrites.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.template.loader import select_template
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from academy.editing.differences import Difference, differences
from academy.editing.stale import Refusal
from academy.editing.stored import OVER, digest_of, without_gone_rows

FORM = "page-edit-form"


class RefusesStalePage:
    """Mixed before Wagtail's editor: a page is saved only over the revision that its author has looked at.

    Reading, comparing and saving happen in one transaction that holds the page's row.
    """

    refusal: Refusal | None = None

    def dispatch(self, request: Any, page_id: int, **kwargs: Any) -> HttpResponseBase:
        view: Any = super()
        if request.method != "POST":
            return view.dispatch(request, page_id, **kwargs)  # type: ignore[no-any-return]  # Wagtail has no types
        with transaction.atomic():
            Page._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=page_id).first()
            return view.dispatch(request, page_id, **kwargs)  # type: ignore[no-any-return]  # the same

    @cached_property
    def is_out_of_date(self) -> bool:
        """Whether somebody has saved since. A form that does not say what it was loaded with counts as stale."""
        view: Any = self
        sent = view.request.POST
        if not view.latest_revision or sent.get(OVER) == self._digest:
            return False
        if not (sent.get("overwrite_revision_id") or sent.get("loaded_revision_id")):
            return True
        return bool(super().is_out_of_date)  # type: ignore[misc]  # always mixed into Wagtail's editor

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view: Any = self
        if not view.expects_json_response and not view.page.alias_of_id and self.is_out_of_date:
            found = self._differences()
            if any(one.overwrites for one in found):
                return self._refuse(found)
        return super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]  # the same

    def get_template_names(self) -> list[str]:
        names: list[str] = super().get_template_names()  # type: ignore[misc]  # the same
        return names if self.refusal is None else ["academy/editing/page.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # the same
        if self.refusal is None:
            return context
        return {
            **context,
            "edited_in": select_template(super().get_template_names()),  # type: ignore[misc]  # the same
            "refusal": self.refusal,
            "over_name": OVER,
            # Autosave would save what was refused. What the form says that it was loaded with stays out of date.
            "autosave_enabled": False,
            "loaded_revision_created_at": self.request.POST.get("loaded_revision_created_at", ""),  # type: ignore[attr-defined]  # the same
        }

    @cached_property
    def _digest(self) -> str:
        newest: Any = self.latest_revision  # type: ignore[attr-defined]  # the same
        return digest_of([newest.pk, newest.created_at.isoformat()])

    def _differences(self) -> Sequence[Difference]:
        view: Any = self
        options = {"subscription": view.subscription, "parent_page": view.parent, "for_user": view.request.user}
        stored = view.form_class(instance=view.real_page_record.get_latest_revision_as_object(), **options)
        sent = without_gone_rows(view.request.POST, stored)
        view.form = view.form_class(sent, view.request.FILES, instance=view.page, **options)
        return differences(stored, view.form)

    def _refuse(self, found: Sequence[Difference]) -> HttpResponseBase:
        view: Any = self
        newest = view.latest_revision
        self.refusal = Refusal(found, self._digest, by=newest.user, at=newest.created_at, form_id=FORM)
        view.form.defer_required_fields()
        messages.error(view.request, _("Nothing was saved: this has been changed since you opened it."))
        view.has_unsaved_changes = True
        response: HttpResponseBase = view.render_to_response(view.get_context_data())
        response.status_code = 409
        return response


class PageEditView(RefusesStalePage, EditView):
    """The editor of a page."""


class PageRevertView(RefusesStalePage, RevisionsRevertView):
    """The editor of a page with an older revision in it."""


class GuardedPageViewSet(PageViewSet):
    """Wagtail's pages around one type of page, with the editor of ours. Lists in the explorer stay as they are."""

    edit_view_class = PageEditView
    revisions_revert_view_class = PageRevertView
    parent_models: tuple[Any, ...] = ()
