"""Quizzes in the administration."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from quizzes.actions import PoolTooSmall
from quizzes.forms.quizzes import QuizForm
from quizzes.models import Quiz


class AppliesState:
    """Publishes or retires what was saved; where that is refused, nothing is saved and the form says why."""

    form: Any
    view_name: str
    produced_error_message: Any

    def save_instance(self) -> Quiz:
        quiz: Quiz = super().save_instance()  # type: ignore[misc]  # always mixed into one of Wagtail's views
        self.form.apply_state(quiz, now=timezone.now())
        return quiz

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]  # the same
        except PoolTooSmall as refusal:
            form.add_error("state", str(refusal))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]  # the same
        if self.view_name == "create":
            form.instance.pk = None  # it was taken back with the transaction
        return self.form_invalid(form)  # type: ignore[attr-defined]  # the same


class QuizCreateView(AppliesState, CreateView):
    """A new quiz."""


class QuizEditView(AppliesState, EditView):
    """A quiz that exists."""


class QuizViewSet(SnippetViewSet):
    """What is asked, how often, how long, and what passes."""

    model = Quiz
    icon = "form"
    menu_label = _("Quizzes")
    add_view_class = QuizCreateView
    edit_view_class = QuizEditView
    copy_view_enabled = False
    list_display = (
        "__str__",
        Column("get_purpose_display", label=_("Purpose"), sort_key="purpose"),
        Column("questions", label=_("Questions")),
        Column("pass_percent", label=_("Pass line")),
        BooleanColumn("is_open", label=_("Published")),
    )
    list_filter = ("purpose",)
    search_fields = ("slug",)
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("title"), FieldPanel("slug"), FieldPanel("purpose"), FieldPanel("state")], heading=_("Quiz")),
            InlinePanel(
                "slots",
                heading=_("Questions"),
                label=_("part"),
                help_text=_("Each part is one fixed question, or a number of questions drawn from a bank."),
                panels=[FieldPanel("question"), FieldRowPanel([FieldPanel("bank"), FieldPanel("draw")])],
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("time_limit_minutes")]),
                    FieldRowPanel([FieldPanel("max_attempts"), FieldPanel("cooloff_minutes")]),
                    FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_choices")]),
                    FieldPanel("review"),
                ],
                heading=_("Rules"),
            ),
        ],
        base_form_class=QuizForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Quiz]:
        return Quiz.objects.with_question_count().order_by("slug")
