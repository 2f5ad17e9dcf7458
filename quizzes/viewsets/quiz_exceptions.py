"""The exceptions of a quiz: who may do more than it allows, and why."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages

from quizzes.actions import ActionRefused, grant_override, revoke_override
from quizzes.forms.exceptions import GrantForm
from quizzes.models import Quiz, QuizOverride
from quizzes.reports import exceptions_of
from quizzes.reports.exceptions import cut_off_in_words

RIGHT = "academy_quizzes.add_quizoverride"


class GrantsExceptions:
    """For those who may make exceptions."""

    namespace = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # always mixed into a view

    def address(self, quiz: Quiz) -> str:
        return reverse(f"{self.namespace}:exceptions", args=[quiz.pk])


class ExceptionsView(GrantsExceptions, View):
    """Those of one quiz, and the form that makes more."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        quiz = get_object_or_404(Quiz, pk=pk)
        return self._page(request, quiz, GrantForm(quiz=quiz))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        quiz = get_object_or_404(Quiz, pk=pk)
        form = GrantForm(request.POST, quiz=quiz)
        if not form.is_valid():
            return self._page(request, quiz, form, status=422)
        try:
            made = grant_override(
                quiz=quiz,
                learners=form.cleaned_data["learners"],
                grant=form.grant,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, quiz, form, status=422)
        sentence = ngettext("An exception for %(number)d person was made.", "Exceptions for %(number)d persons were made.", len(made))
        messages.success(request, sentence % {"number": len(made)})
        if said := cut_off_in_words(made):
            messages.warning(request, said)
        return redirect(self.address(quiz))

    def _page(self, request: HttpRequest, quiz: Quiz, form: GrantForm, *, status: int = 200) -> HttpResponse:
        context = {
            "quiz": quiz,
            "form": form,
            "exceptions": exceptions_of(quiz, visitor=request.user),
            "namespace": self.namespace,
            "page_title": _("Exceptions of “%(quiz)s”") % {"quiz": quiz},
            "header_icon": "form",
        }
        return TemplateResponse(request, "academy/quizzes/cms/exceptions.html", context, status=status)


class TakeBackView(GrantsExceptions, View):
    """Takes an exception back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, override: UUID) -> HttpResponse:
        found = get_object_or_404(QuizOverride.objects.visible_to(request.user).select_related("quiz"), quiz=pk, uuid=override)
        try:
            revoke_override(found, by=request.user, now=timezone.now())
            messages.success(request, _("The exception was taken back. An attempt that is open keeps the time it has."))
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
        return redirect(self.address(found.quiz))
