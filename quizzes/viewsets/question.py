"""Questions in the administration: a form for each type, and what the learner will see."""

import secrets
from random import Random
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_filters import ModelChoiceFilter  # type: ignore[import-untyped]  # Wagtail's filters
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.log_actions import log
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from academy.editing import RefusesStale
from academy.texts import content_languages
from quizzes.actions import PoolTooSmall
from quizzes.forms.questions import QuestionForm, question_form
from quizzes.models import Question, QuestionTag, QuestionVersion
from quizzes.question_types import kinds, question_type, question_types


class QuestionIndexView(IndexView):
    """All questions by what they ask."""

    def search_queryset(self, queryset: QuerySet[Question]) -> Any:
        return queryset.saying(self.search_query) if self.search_query else queryset  # type: ignore[attr-defined]  # ours


class QuestionCreateView(CreateView):
    """A new question: first its type, then what it asks."""

    def get_panel(self) -> None:
        return None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kind is None:
            return TemplateResponse(request, "academy/quizzes/cms/question_kinds.html", self._kinds())
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]  # Wagtail has no types

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kind is None:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]  # the same

    @property
    def kind(self) -> str | None:
        wanted = self.request.GET.get("kind")
        return wanted if wanted in dict(kinds()) else None

    def _kinds(self) -> dict[str, Any]:
        address = super().get_add_url()
        kinds = [{"name": one.name, "url": f"{address}?{urlencode({'kind': one.kind})}"} for one in question_types()]
        return {
            "kinds": kinds,
            "page_title": _("New question"),
            "breadcrumbs_items": self.get_breadcrumbs_items(),
            "header_icon": self.header_icon,
        }

    def get_form_class(self) -> type[QuestionForm]:
        return question_form(self.kind or "")

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "owner": self.request.user}

    def get_add_url(self) -> str:
        return f"{super().get_add_url()}?{urlencode({'kind': self.kind or ''})}"

    def get_success_url(self) -> Any:
        return self.get_edit_url()

    def save_instance(self) -> Question:
        question: Question = self.form.create(by=self.request.user, now=timezone.now())
        log(instance=question, action="wagtail.create", user=self.request.user)
        return question


class QuestionEditView(RefusesStale, EditView):
    """A question that exists, with a preview of what is saved."""

    def get_panel(self) -> None:
        return None

    def get_form_class(self) -> type[QuestionForm]:
        newest = self._versions.first()
        return question_form(newest.kind if newest else kinds()[0][0])

    def stored_stamp(self) -> Any:
        newest = self._versions.first()
        return newest and (newest.number, newest.made_at)

    def get_success_url(self) -> Any:
        return self.get_edit_url()

    def get_page_subtitle(self) -> str:
        newest = self._versions.first()
        return str(newest) if newest else str(self.object)

    def save_instance(self) -> Question:
        question: Question = self.form.revise(by=self.request.user, now=timezone.now())
        log(instance=question, action="wagtail.edit", user=self.request.user)
        return question

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)
        except PoolTooSmall as refusal:
            form.add_error("retired", str(refusal))
            self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        newest = self._versions.first()
        context["previews"] = previews(newest) if newest else []
        context["versions"] = self._versions.select_related("made_by")
        return context

    @property
    def _versions(self) -> QuerySet[QuestionVersion]:
        return self.object.versions.order_by("-number")  # type: ignore[no-any-return]  # Wagtail has no types


def previews(version: QuestionVersion) -> list[dict[str, Any]]:
    """What a learner sees of a version, in every language of the site."""
    kind = question_type(version.kind)
    layout = kind.lay_out(version.spec, chance=Random(secrets.randbits(64)), shuffle=True)  # noqa: S311 - seeded with secret bits
    return [
        {
            "language": name,
            "id": f"preview-{code}",
            "template": kind.template,
            "question": kind.shown(version.spec, layout, language=code, answer=None),
        }
        for code, name in content_languages()
    ]


class QuestionFilterSet(WagtailFilterSet):
    """Questions by where they belong, how demanding they are, and by their tags."""

    tag = ModelChoiceFilter(field_name="tagged__tag", label=gettext_lazy("Tag"), queryset=lambda request: QuestionTag.in_use())

    class Meta:
        model = Question
        fields = ["bank", "level"]


class QuestionFilterForm(BaseFilterForm):
    """Finds questions by their words."""

    q = forms.CharField(
        label=gettext_lazy("Search term"), required=False, widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Search")})
    )

    def filter(self, objects: Any) -> Any:
        words = self.cleaned_data.get("q")
        self.is_searching, self.search_query = bool(words), words
        return objects.saying(words) if words else objects


class AsksInWords:
    """Lists questions in the chooser by what they ask, with their bank."""

    filter_form_class = QuestionFilterForm

    def get_object_list(self) -> QuerySet[Question]:
        return Question.objects.in_use().with_newest().select_related("bank")

    @property
    def title_column(self) -> Column:
        column: Column = super().title_column  # type: ignore[misc]  # always mixed into one of Wagtail's views
        column.accessor = "asked"
        return column

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("external_id", label=_("Short name")), Column("bank", label=_("Question bank"))]  # type: ignore[misc]  # the same


class QuestionChooseView(AsksInWords, ChooseView):
    """The window in which a question is chosen."""


class QuestionChooseResultsView(AsksInWords, ChooseResultsView):
    """The list inside it."""


class QuestionChooserViewSet(SnippetChooserViewSet):
    """Chooses a question for a quiz or for a check in a lesson."""

    choose_view_class = QuestionChooseView
    choose_results_view_class = QuestionChooseResultsView


class QuestionViewSet(SnippetViewSet):
    """What is asked, in which way, and what is right."""

    model = Question
    icon = "help"
    menu_label = gettext_lazy("Questions")
    add_view_class = QuestionCreateView
    edit_view_class = QuestionEditView
    index_view_class = QuestionIndexView
    chooser_viewset_class = QuestionChooserViewSet
    create_template_name = "academy/quizzes/cms/question_create.html"
    edit_template_name = "academy/quizzes/cms/question_edit.html"
    copy_view_enabled = False
    list_display = (
        "asked",
        "external_id",
        "bank",
        Column(
            "newest_kind",
            label=pgettext_lazy("of a question", "Type"),
            accessor=lambda question: dict(kinds()).get(question.newest_kind, ""),
        ),
        Column("get_level_display", label=gettext_lazy("Level"), sort_key="level"),
        Column("newest_number", label=gettext_lazy("Version")),
        BooleanColumn("in_use", label=gettext_lazy("In use"), accessor=lambda question: question.retired_at is None),
    )
    filterset_class = QuestionFilterSet
    search_fields = ("external_id",)
    list_per_page = 50
    form_fields = ("bank", "external_id")

    def get_queryset(self, request: Any) -> QuerySet[Question]:
        return Question.objects.with_newest().select_related("bank")
