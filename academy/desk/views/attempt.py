"""One attempt of a person, for whoever leads them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from academy.desk.actions import note_reading
from academy.desk.reports.attempt import read_attempt, result_in_words
from academy.sign_in import login_required
from quizzes.models import Attempt


@require_safe
@login_required
def attempt(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """The result by lesson, and what happened meanwhile. Who is not of the line is noted."""
    shown = get_object_or_404(
        Attempt.objects.led_by(request.user).with_quiz().select_related("learner__academy_person__team"), uuid=attempt
    )
    noted = note_reading(shown, by=request.user)
    kind, word = result_in_words(shown)
    context: dict[str, Any] = {
        "current": "team",
        "page": read_attempt(shown, reader=request.user),
        "attempt": shown,
        "person": getattr(shown.learner, "academy_person", None),
        "kind": kind,
        "word": word,
        "noted": noted,
        "today": timezone.localdate(),
    }
    return render(request, "academy/desk/attempt.html", context)
