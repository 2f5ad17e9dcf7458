"""Pages beside the editor of a quiz that look at it before a learner does: coverage and dry run."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from quizzes.forms.quiz_slots import sent_parts, slot_forms, version_label, versions_of
from quizzes.forms.quizzes import SketchForm
from quizzes.models import Quiz
from quizzes.reports import coverage_of, simulation

FRAGMENT = "X-Academy-Fragment"  # the editor's own module wants no page around it


class QuizCheckView(PermissionCheckedMixin, View):
    """Something an author may look at: a fragment for the editor, or a page."""

    model = Quiz
    any_permission_required = ["add", "change"]
    heading: Any = ""
    fragment = ""

    def answer(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        if FRAGMENT in request.headers:
            return TemplateResponse(request, self.fragment, context)
        page = {"fragment": self.fragment, "page_title": self.heading, "header_icon": "form"}
        return TemplateResponse(request, "academy/quizzes/cms/quiz_check.html", {**context, **page})


class CoverageView(QuizCheckView):
    """What a quiz covers, as the form stands that is sent."""

    http_method_names = ["post"]
    fragment = "academy/quizzes/cms/_coverage.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        self.heading = _("What this quiz covers")
        return self.answer(request, {"coverage": coverage_of(sent_parts(request.POST)), "offered": offered_versions(request.POST)})


class DryRunView(QuizCheckView):
    """A hundred papers of a quiz that is saved, or of the form that is sent."""

    http_method_names = ["get", "post"]
    fragment = "academy/quizzes/cms/_dry_run.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        quiz = get_object_or_404(Quiz, pk=pk)
        self.heading = _("Dry run of “%(quiz)s”") % {"quiz": quiz}
        return self.answer(request, {"run": simulation(quiz, list(quiz.slots.all())), "quiz": quiz})

    def post(self, request: HttpRequest) -> HttpResponse:
        self.heading = _("Dry run")
        return self.answer(request, {"run": simulation(SketchForm(request.POST).sketch(), sent_parts(request.POST))})


def offered_versions(data: Any) -> list[tuple[str, list[Any]]]:
    """For each part that names a question: the id of its list of versions, and what belongs into it."""
    chosen = {prefix: form.chosen_question for prefix, form in slot_forms(data)}
    by_question = versions_of({question for question in chosen.values() if question})
    return [
        (f"id_{prefix}-version", [(one.pk, version_label(one)) for one in by_question.get(question, [])])
        for prefix, question in chosen.items()
        if question
    ]
