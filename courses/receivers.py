"""What courses do when a layer below says that something happened. Each receiver calls one action, or has its task do it."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from courses import actions
from courses.models import AcademyIndexPage, AcademyPageMixin, DealPolicy, LessonPageMixin, courses_naming, courses_near, courses_of_move
from courses.tasks import follow_courses
from quizzes.models import Attempt, Quiz

MOVE: Final = "wagtail.move"


def quiz_begun(attempt: Attempt, now: datetime, origin: str = "", **kwargs: Any) -> None:
    """Whoever begins the quiz of a course has taken the course up."""
    actions.take_up(attempt=attempt, origin=origin, now=now)


def quiz_decided(attempt: Attempt, now: datetime, **kwargs: Any) -> None:
    """A passed quiz is a step of the learner's courses that it closes."""
    actions.count_passes(attempt=attempt, now=now)


def quiz_changed(quiz: Quiz, now: datetime, **kwargs: Any) -> None:
    """A quiz that is retired or published again changes what its courses ask."""
    _follow(courses_naming(quiz), now=now)


def page_changed(instance: Page, **kwargs: Any) -> None:
    """A page that is published or unpublished changes what its course asks. Wagtail tells no time, so it is taken here."""
    if isinstance(instance, AcademyPageMixin):
        _follow(courses_near(instance), now=timezone.now())


def page_moved(instance: PageLogEntry, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """So does one that is moved, for the course that it left and the one that it came to.

    Told by Wagtail's log of it, which the stamp of the outlines goes by too: when Wagtail's own signal is sent, they
    still are what they were.
    """
    if created and not raw and instance.action == MOVE:
        _follow(courses_of_move(instance), now=timezone.now())


def page_deleted(instance: Page, **kwargs: Any) -> None:
    """And one that is deleted. Its course may have gone with it."""
    _follow(courses_near(instance), now=timezone.now())


def _follow(course_keys: Iterable[UUID], *, now: datetime) -> None:
    keys = sorted({str(key) for key in course_keys})
    if keys:
        transaction.on_commit(partial(follow_courses.enqueue, keys, now.isoformat()), robust=True)


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


def lesson_moved(instance: Any, parent_page_before: Any, parent_page_after: Any, **kwargs: Any) -> None:
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
