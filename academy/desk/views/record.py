"""The record of what was done or refused with rights over others. It is only read."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from academy.desk.reports.record import record_lines
from academy.models import AuditEntry

RIGHT = "academy.view_auditentry"
INDEX, RESULTS = "academy_record", "academy_record_results"


class RecordView(ReportView):
    """Every entry, the newest first."""

    model = AuditEntry
    any_permission_required = ["view"]
    page_title = _("Record of the academy")
    header_icon = "history"
    index_url_name = INDEX
    index_results_url_name = RESULTS
    columns = [
        DateColumn("at", label=_("When")),
        Column("who", label=_("By whom")),
        Column("what", label=_("What")),
        Column("about", label=_("About")),
        Column("outcome", label=_("Outcome")),
        Column("address", label=_("Address")),
    ]

    def get_queryset(self) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.visible_to(self.request.user)

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(record_lines(list(object_list)))


class RecordMenuItem(MenuItem):
    """To the record, for who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


def record_menu_item() -> MenuItem:
    return RecordMenuItem(_("Record of the academy"), reverse(INDEX), name="academy-record", icon_name="history", order=1050)


def record_addresses() -> list[URLPattern]:
    return [
        path("academy/record/", RecordView.as_view(), name=INDEX),
        path("academy/record/results/", RecordView.as_view(results_only=True), name=RESULTS),
    ]
