"""A person's run at a certification, from opening to its outcome."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from academy.certification.models.certification import Certification, CertificationVersion
from academy.certification.models.requirement import Path, Requirement
from academy.people.models import seen_by


class CycleQuerySet(models.QuerySet["Cycle"]):
    """Reads of cycles."""

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def still_open(self, cycle: "Cycle") -> bool:
        """Whether a run is open in the database, whatever the row at hand says."""
        return self.open().filter(pk=cycle.pk).exists()

    def of(self, learner: Any) -> Self:
        return self.filter(learner=learner)

    def of_people_here(self) -> Self:
        """Those of people who may still sign in."""
        return self.filter(learner__is_active=True)

    def examined_by(self, quiz: Any) -> Self:
        """Those whose rules have this exam on the path."""
        return self.filter(Exists(Requirement.objects.filter(version=OuterRef("version"), exam=quiz)))

    def visible_to(self, user: Any) -> Self:
        """The only way cycles reach a screen: one's own, the own line's, or all with the right."""
        return self.filter(seen_by(user, "learner"))


class Cycle(models.Model):
    """One learner's run at one certification by one path. Facts count while it is open, under the version it pins."""

    class Outcome(models.TextChoices):
        """How a cycle ended."""

        AWARDED = "awarded", _("awarded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_cycles", verbose_name=_("learner")
    )
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="cycles", verbose_name=_("certification"))
    version = models.ForeignKey(CertificationVersion, on_delete=models.PROTECT, related_name="cycles", verbose_name=_("rules"))
    path = models.CharField(_("path"), max_length=10, choices=Path.choices, default=Path.INITIAL)
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "certification"], condition=Q(closed_at=None), name="one_open_cycle_per_learner_and_certification"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="cycle_is_open_or_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.certification_id} {self.path}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
