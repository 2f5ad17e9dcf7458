"""The page before a quiz."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from academy.sign_in import login_required
from quizzes.actions import close_overdue, refusal_to_begin
from quizzes.models import Allowance, Attempt, AttemptRequest, Quiz, seams
from quizzes.reports import borrowed_questions, counting
from quizzes.views.doors import quizzes_for, tells_withdrawn


@require_safe
@login_required
@tells_withdrawn
def quiz(request: HttpRequest, quiz: str) -> HttpResponse:
    """Say what is asked, how long it takes, what passes, and what happens when the learner leaves."""
    now = timezone.now()
    found = get_object_or_404(quizzes_for(request).with_question_count(), slug=quiz)
    mine = Attempt.objects.of(request.user).at(found).with_quiz().with_score_withheld()
    attempts = list(mine)
    if any(one.is_overdue(now) for one in attempts):
        close_overdue(now=now, learner=request.user)
        attempts = list(mine.all())  # anew: whether a score is held back is known only when there is one
    allowance = Allowance.of(request.user, found, attempts=attempts)
    notice = seams.before(found, request.user, now)
    refusal = refusal_to_begin(request.user, found, allowance, now=now, notice=notice)
    context = {
        "quiz": found,
        "rules": found.rules,
        "unfinished": next((one for one in attempts if one.is_open), None),
        "last": next((one for one in attempts if not one.is_open), None),
        "may_start": refusal is None,
        "refusal": refusal,
        "borrowed": borrowed_questions(found, language=get_language() or ""),
        "notice": notice,
        "origin": request.GET.get("origin", ""),
        "counting": counting(found, attempts, now=now),
        **terms_of(allowance, found, attempts, request.user, now),
    }
    return render(request, "academy/quizzes/quiz.html", context)


def terms_of(allowance: Allowance, quiz: Quiz, attempts: list[Attempt], learner: Any, now: Any) -> dict[str, Any]:
    """When the next attempt may begin, and what can be done where none can."""
    may_ask = allowance.may_ask(attempts)
    return {
        "allowance": allowance,
        "terms": allowance.terms,
        "not_yet": allowance.terms.not_yet(now),
        "is_over": allowance.terms.over(now),
        "cooling_off_until": allowance.cooling_off_until(now),
        "may_ask": may_ask,
        "asked": AttemptRequest.objects.open().of(learner).at(quiz).first() if may_ask else None,
    }
