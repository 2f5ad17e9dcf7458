"""Question banks in the administration."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from academy.editing import RefusesStale
from quizzes.models import QuestionBank


def _indented(bank: QuestionBank) -> str:
    """The title of a bank, further in for every bank that it lies in."""
    return "\u2003" * getattr(bank, "depth", 0) + str(bank)


class QuestionBankEditView(RefusesStale, EditView):
    """A bank that exists."""


class QuestionBankViewSet(SnippetViewSet):
    """Pools of questions, one for each capability."""

    model = QuestionBank
    edit_view_class = QuestionBankEditView
    icon = "folder-open-inverse"
    menu_label = _("Question banks")
    list_display = (
        Column("indented", label=_("Question bank"), accessor=_indented),
        "slug",
        Column("in_use", label=_("Questions in use")),
        Column("in_all", label=_("With the banks inside")),
    )
    list_per_page = 100
    search_fields = ("slug",)
    copy_view_enabled = False
    panels = (FieldPanel("title"), FieldPanel("slug"), FieldPanel("parent"))

    def get_queryset(self, request: Any) -> QuerySet[QuestionBank]:
        return QuestionBank.objects.as_tree()
