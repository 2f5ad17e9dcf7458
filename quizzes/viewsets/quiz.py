"""Quizzes in the administration."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from academy.editing import RefusesStale
from quizzes.actions import PoolTooSmall, TooFine
from quizzes.forms.presets import all_presets, preset_of
from quizzes.models import Quiz
from quizzes.viewsets.quiz_checks import CoverageView, DryRunView
from quizzes.viewsets.quiz_exceptions import RIGHT, ExceptionsView, TakeBackView
from quizzes.viewsets.quiz_panels import EDITOR


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
        except (PoolTooSmall, TooFine) as refusal:
            form.add_error("state", str(refusal))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]  # the same
        if self.view_name == "create":
            form.instance.pk = None  # it was taken back with the transaction
        return self.form_invalid(form)  # type: ignore[attr-defined]  # the same


class QuizCreateView(AppliesState, CreateView):
    """A new quiz: it begins with the settings that its purpose usually has."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **preset_of(self.request.GET.get("purpose"))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "purposes": Quiz.Purpose.choices, "purpose": self.get_initial()["purpose"], "presets": all_presets()}


class QuizEditView(RefusesStale, AppliesState, EditView):
    """A quiz that exists, with the ways to its dry run and its exceptions."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "may_make_exceptions": self.request.user.has_perm(RIGHT)}


class QuizViewSet(SnippetViewSet):
    """What is asked, how often, how long, and what passes."""

    model = Quiz
    icon = "form"
    menu_label = _("Quizzes")
    add_view_class = QuizCreateView
    edit_view_class = QuizEditView
    create_template_name = "academy/quizzes/cms/quiz_create.html"
    edit_template_name = "academy/quizzes/cms/quiz_edit.html"
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
    edit_handler = EDITOR

    def get_queryset(self, request: Any) -> QuerySet[Quiz]:
        return Quiz.objects.with_question_count().order_by("slug")

    def get_urlpatterns(self) -> list[Any]:
        within = {"namespace": self.url_namespace}
        return [
            *super().get_urlpatterns(),
            path("coverage/", CoverageView.as_view(), name="coverage"),
            path("dry-run/", DryRunView.as_view(http_method_names=["post"]), name="dry_run_of_form"),
            path("dry-run/<int:pk>/", DryRunView.as_view(http_method_names=["get"]), name="dry_run"),
            path("exceptions/<int:pk>/", ExceptionsView.as_view(**within), name="exceptions"),
            path("exceptions/<int:pk>/<uuid:override>/take-back/", TakeBackView.as_view(**within), name="take_back"),
        ]
