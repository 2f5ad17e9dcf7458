"""Coming in: the quizzes that the visitor may open."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import PageViewRestriction

from quizzes.models import Quiz


def quizzes_for(request: HttpRequest) -> Any:
    """Those that are open to the visitor, also by a password that was given."""
    passed = request.session.get(PageViewRestriction.passed_view_restrictions_session_key, ())
    return Quiz.objects.visible_to(request.user, passed=passed)
