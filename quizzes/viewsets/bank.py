"""Question banks in the administration."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from quizzes.models import QuestionBank


class QuestionBankViewSet(SnippetViewSet):
    """Pools of questions, one for each capability."""

    model = QuestionBank
    icon = "folder-open-inverse"
    menu_label = _("Question banks")
    list_display = ("__str__", "slug", Column("in_use", label=_("Questions in use")))
    search_fields = ("slug",)
    copy_view_enabled = False
    panels = (FieldPanel("title"), FieldPanel("slug"), FieldPanel("parent"))

    def get_queryset(self, request: Any) -> QuerySet[QuestionBank]:
        return QuestionBank.objects.with_question_count().order_by("slug")
