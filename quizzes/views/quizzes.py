"""The page before a quiz."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from quizzes.actions import close_if_overdue
from quizzes.models import Allowance, Attempt, Quiz, seams
from quizzes.reports import borrowed_questions


@require_safe
@login_required
def quiz(request: HttpRequest, quiz: str) -> HttpResponse:
    """Say what is asked, how long it takes, what passes, and what happens when the learner leaves."""
    now = timezone.now()
    found = get_object_or_404(Quiz.objects.visible_to(request.user).with_question_count(), slug=quiz)
    attempts = [close_if_overdue(one, now=now) for one in Attempt.objects.of(request.user).at(found)]
    allowance = Allowance.of(request.user, found, attempts=attempts)
    notice = seams.before(found, request.user, now)
    context = {
        "quiz": found,
        "unfinished": next((one for one in attempts if one.is_open), None),
        "last": next((one for one in attempts if not one.is_open), None),
        "allowance": allowance,
        "cooling_off_until": allowance.cooling_off_until(now),
        "may_start": found.is_open and allowance.may_start(now) and not (notice and notice.bars_start),
        "borrowed": borrowed_questions(found, language=get_language() or ""),
        "notice": notice,
    }
    return render(request, "academy/quizzes/quiz.html", context)
