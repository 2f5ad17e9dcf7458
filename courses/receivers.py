"""What courses do when a layer below says that something happened. Each receiver calls one action."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from courses import actions
from courses.models import AcademyIndexPage, AcademyPageMixin, DealPolicy, LessonPageMixin
from quizzes.models import Attempt


def quiz_begun(attempt: Attempt, now: datetime, origin: str = "", **kwargs: Any) -> None:
    """Whoever begins the quiz of a course has taken the course up."""
    actions.take_up(attempt=attempt, origin=origin, now=now)


def quiz_decided(attempt: Attempt, now: datetime, **kwargs: Any) -> None:
    """A passed quiz is a step of the learner's courses that it closes."""
    actions.count_passes(attempt=attempt, now=now)


def policy_saved(instance: DealPolicy, raw: bool = False, **kwargs: Any) -> None:
    """Wagtail's settings page knows no action of ours: saving the policy is the edge where time is taken."""
    if not raw:
        actions.apply_deal_policy(instance, by=None, now=timezone.now())


def academy_saved(instance: AcademyIndexPage, raw: bool = False, **kwargs: Any) -> None:
    """However an academy comes to be (written, copied, translated), Wagtail is told at once that it is for people who sign in."""
    if not raw:
        actions.require_sign_in(instance)


def page_renamed(instance: Any, instance_before: Any, **kwargs: Any) -> None:
    """The former address of a course or a lesson leads on, and its other languages follow. Wagtail gives no time: here is the edge."""
    if isinstance(instance, AcademyPageMixin):
        actions.rename(page=instance, before=instance_before, now=timezone.now())


def page_moved(instance: Any, parent_page_before: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """So does the former address of a lesson that was moved to another course."""
    if (
        issubclass(instance.specific_class or Page, LessonPageMixin)
        and parent_page_before.translation_key != parent_page_after.translation_key
    ):
        key, slug, course_key = instance.translation_key, instance.slug, parent_page_before.translation_key
        actions.leave_address(key=key, slug=slug, course_key=course_key, now=timezone.now())


def page_translated(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """A page in another language is closed to the same people."""
    if isinstance(target_obj, AcademyPageMixin):
        actions.keep_privacy(source=source_obj, copied=target_obj)


def page_copied(request: Any, page: Any, copied: Any) -> None:
    """So is a copy."""
    if isinstance(copied.specific, AcademyPageMixin):
        actions.keep_privacy(source=page, copied=copied)
