"""What courses do when a layer below says that something happened. Each receiver calls one action."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from courses import actions
from courses.models import AcademyIndexPage, AcademyPageMixin, DealPolicy
from quizzes.models import Attempt


def quiz_decided(attempt: Attempt, now: datetime, **kwargs: Any) -> None:
    """A passed quiz is a step of the courses that it closes."""
    actions.count_passes(attempt=attempt, now=now)


def policy_saved(instance: DealPolicy, raw: bool = False, **kwargs: Any) -> None:
    """Wagtail's settings page knows no action of ours: saving the policy is the edge where time is taken."""
    if not raw:
        actions.apply_deal_policy(instance, by=None, now=timezone.now())


def academy_saved(instance: AcademyIndexPage, raw: bool = False, **kwargs: Any) -> None:
    """However an academy comes to be (written, copied, translated), Wagtail is told at once that it is for people who sign in."""
    if not raw:
        actions.require_sign_in(instance)


def page_translated(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """A page in another language is closed to the same people."""
    if isinstance(target_obj, AcademyPageMixin):
        actions.keep_privacy(source=source_obj, copied=target_obj)


def page_copied(request: Any, page: Any, copied: Any) -> None:
    """So is a copy."""
    if isinstance(copied.specific, AcademyPageMixin):
        actions.keep_privacy(source=page, copied=copied)
