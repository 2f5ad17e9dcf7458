"""Coming in: the quizzes that the visitor may open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import PageViewRestriction

from quizzes.models import Attempt, Quiz, seams


def quizzes_for(request: HttpRequest) -> Any:
    """Those that are open to the visitor, also by a password that was given."""
    return Quiz.objects.visible_to(request.user, passed=_passed(request))


def tells_withdrawn(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view of one quiz answer 410 with words, rather than 404, where the visitor was under way with a quiz that was retired."""

    @wraps(view)
    def told(request: HttpRequest, quiz: str) -> HttpResponse:
        try:
            return view(request, quiz)
        except Http404:
            page = _withdrawn(request, quiz)
            if page is None:
                raise
            return page

    return told


def _withdrawn(request: HttpRequest, slug: str) -> HttpResponse | None:
    """The page of a retired quiz for whoever took it, or is under way with what it is a step of. Others learn nothing of it."""
    if not request.user.is_authenticated:
        return None
    quiz = Quiz.objects.withdrawn_from(request.user, slug, passed=_passed(request))
    if quiz is None:
        return None
    newest = Attempt.objects.of(request.user).at(quiz).order_by("-started_at", "-pk").first()
    back = seams.way_back(quiz, request.user)
    if newest is None and back is None:
        return None
    context = {"quiz": quiz, "newest": newest, "back": back}
    return render(request, "academy/quizzes/withdrawn.html", context, status=410)


def _passed(request: HttpRequest) -> Any:
    """The restrictions whose password the visitor has given."""
    return request.session.get(PageViewRestriction.passed_view_restrictions_session_key, ())
