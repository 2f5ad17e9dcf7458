"""Addresses that courses and lessons had before they were renamed or moved. Whoever follows one still finds the page."""

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    """Reads of former addresses: at most one query each."""

    def of_course(self, slug: str) -> UUID | None:
        """The key of the course that was called so last."""
        return self.filter(course_key=None, slug=slug).values_list("key", flat=True).first()

    def of_lesson(self, course_key: UUID, slug: str) -> UUID | None:
        """The key of the lesson that was called so last in this course."""
        return self.filter(course_key=course_key, slug=slug).values_list("key", flat=True).first()


class FormerAddress(models.Model):
    """A slug that led to a page, in its course where it is a lesson's. A page that has the slug now goes before it."""

    course_key = models.UUIDField(_("course"), null=True, blank=True)
    slug = models.SlugField(_("slug"), max_length=255, allow_unicode=True)
    key = models.UUIDField(_("leads to"))
    left_at = models.DateTimeField(_("left at"))

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=Q(course_key=None), name="one_course_per_former_slug"),
            models.UniqueConstraint(fields=["course_key", "slug"], name="one_lesson_per_former_slug_in_a_course"),
        ]

    def __str__(self) -> str:
        return self.slug
