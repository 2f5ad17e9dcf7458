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
from quizzes.models.seams import Notice
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
        **terms_of(allowance, found, attempts, request.user, now, notice),
    }
    return render(request, "academy/quizzes/quiz.html", context)


def terms_of(allowance: Allowance, quiz: Quiz, attempts: list[Attempt], learner: Any, now: Any, notice: Notice | None) -> dict[str, Any]:
    """When the next attempt may begin, and what can be done where none can. Nothing of it matters where the layer above bars the start."""
    is_barred = notice is not None and bool(notice.bars_start)
    may_ask = allowance.may_ask(attempts) and not is_barred
    return {
        "allowance": allowance,
        "terms": allowance.terms,
        "not_yet": allowance.terms.not_yet(now),
        "is_over": allowance.terms.over(now),
        "is_barred": is_barred,
        "cooling_off_until": None if is_barred else allowance.cooling_off_until(now),
        "may_ask": may_ask,
        **(_asked(quiz, learner, allowance) if may_ask else {}),
    }


def _asked(quiz: Quiz, learner: Any, allowance: Allowance) -> dict[str, AttemptRequest]:
    """What the learner asked for, or the answer that declined it."""
    newest = AttemptRequest.objects.of(learner).at(quiz).since(allowance.window).first()
    if newest is None:
        return {}
    return {"asked": newest} if newest.answered_at is None else {"declined": newest} if newest.declined_because else {}
