"""The page after a quiz."""

from math import ceil
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.sign_in import login_required
from academy.texts import LocalisedText
from quizzes.actions import close_if_overdue, may_begin
from quizzes.models import Allowance, Aspect, Attempt, seams
from quizzes.reports import Result, counting, line_text, points_text, result_of, told
from quizzes.views.quizzes import terms_of


@require_safe
@never_cache
@login_required
def attempt_result(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Say passed or not, by how much, what now, and what may be told of the questions."""
    now = timezone.now()
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=attempt)
    mine = close_if_overdue(mine, now=now)
    if mine.is_open:
        return redirect("academy_quizzes:attempt", attempt=attempt)
    result = result_of(mine, learner=request.user, language=get_language() or "", now=now)
    attempts = list(Attempt.objects.of(request.user).at(mine.quiz).with_quiz().with_score_withheld())
    allowance = Allowance.of(request.user, mine.quiz, attempts=attempts)
    notice = seams.after(mine, request.user, now)
    context = {
        "attempt": mine,
        "result": result,
        **_figures(result),
        "shows_all": request.GET.get("show") == "all" or not result.wrong,
        "closing_words": _closing_words(result),
        "earlier": told(attempts, now=now),
        "counting": counting(mine.quiz, attempts, now=now),
        **terms_of(allowance, mine.quiz, attempts, request.user, now, notice),
        "may_start": result.shows_score and not mine.passed and may_begin(request.user, mine.quiz, allowance, now=now),
        "notice": notice,
        "now": now,
    }
    return render(request, "academy/quizzes/result.html", context)


def _closing_words(result: Result) -> LocalisedText | None:
    """What the author says to whoever passed, or did not; nothing where the verdict is not told."""
    if not result.shows_score or not result.review.shows(Aspect.OVERALL):
        return None
    quiz = result.attempt.quiz
    words: LocalisedText = quiz.words_passed if result.attempt.passed else quiz.words_failed
    return words


def _figures(result: Result) -> dict[str, Any]:
    """Points and minutes as they are written."""
    attempt = result.attempt
    if attempt.points is None or not result.shows_score:
        return {}
    seconds = ((attempt.submitted_at or attempt.started_at) - attempt.started_at).total_seconds()
    return {
        "points": points_text(attempt.points),
        "most": points_text(attempt.max_points),
        "pass_points": line_text(result.pass_points, reached=bool(attempt.passed)),
        "whole_points": int(attempt.points),
        "whole_most": int(attempt.max_points),
        "minutes_used": ceil(seconds / 60),
        "minutes_given": ceil((attempt.deadline_at - attempt.started_at).total_seconds() / 60) if attempt.deadline_at else None,
    }
