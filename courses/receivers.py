"""What courses do when a layer below says that something happened. Each receiver calls one action."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from courses import actions
from courses.models import DealPolicy
from quizzes.models import Attempt


def quiz_decided(attempt: Attempt, now: datetime, **kwargs: Any) -> None:
    """A passed quiz is a step of the courses that it closes."""
    actions.count_passes(attempt=attempt, now=now)


def policy_saved(instance: DealPolicy, raw: bool = False, **kwargs: Any) -> None:
    """Wagtail's settings page knows no action of ours: saving the policy is the edge where time is taken."""
    if not raw:
        actions.apply_deal_policy(instance, by=None, now=timezone.now())
