"""Capabilities and the evidence that keeps them honest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from academy.staff import StaffForeignKey
from academy.texts import LocalisedText, LocalisedTextField
from academy.users import called


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One observation as it is shown: from where, what, who noted it and when."""

    source: str
    note: LocalisedText
    by: str
    on: date


class CapabilityQuerySet(models.QuerySet["Capability"]):
    """Reads of capabilities."""

    def visible_to(self, user: Any) -> Self:
        """The only way capabilities reach a screen or the API: drafts and retired ones are for authors."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("academy_courses.change_capability"):
            return self
        return self.exclude(status__in=[Capability.Status.DRAFT, Capability.Status.RETIRED])

    def measured_by(self, banks: Collection[int]) -> Self:
        """Those whose score is the score at one of these banks, but for retired ones."""
        return self.filter(bank__in=banks).exclude(status=Capability.Status.RETIRED)

    def with_evidence(self) -> Self:
        """Each with its evidence, owner and deputy, in two queries."""
        return self.select_related("owner", "deputy").prefetch_related("evidence__by")


class Capability(ClusterableModel, models.Model):
    """Something the front office can do, stated so that a stranger can test it. Everything taught hangs from it."""

    class Kind(models.TextChoices):
        """What sort of capability it is."""

        PRODUCT = "product", _("product")
        INDUSTRY = "industry", _("industry")
        SALES_CRAFT = "sales_craft", _("sales craft")
        TRUST = "trust", _("trust")
        MARKETING = "marketing", _("marketing")

    class Status(models.TextChoices):
        """How far it has been proven."""

        DRAFT = "draft", _("draft")
        FIELD_TESTING = "field_testing", _("field testing")
        VALIDATED = "validated", _("validated")
        RETIRED = "retired", _("retired")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = LocalisedTextField(_("title"))
    statement = LocalisedTextField(_("statement"), long=True, help_text=_("“A rep can …”: a sentence that a stranger can test."))
    owner = StaffForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_owned_capabilities", verbose_name=_("owner")
    )
    deputy = StaffForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deputy")
    )
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.DRAFT)
    review_every_days = models.PositiveSmallIntegerField(
        _("review every"), default=90, validators=[MinValueValidator(1)], help_text=_("Days.")
    )
    last_reviewed = models.DateField(_("last reviewed"), null=True, blank=True)
    bank = models.ForeignKey(
        "academy_quizzes.QuestionBank",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="capabilities",
        verbose_name=_("question bank"),
        help_text=_("The score per bank is the score per capability."),
    )

    objects = CapabilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("capability")
        verbose_name_plural = _("capabilities")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.title) or self.slug

    @property
    def is_taught(self) -> bool:
        """Whether learners may see it: neither a draft nor retired."""
        return self.status in {self.Status.FIELD_TESTING, self.Status.VALIDATED}

    @property
    def evidence_lines(self) -> list["EvidenceLine"]:
        """The evidence as it is shown."""
        return [EvidenceLine(seen.get_source_display(), seen.note, called(seen.by), seen.on) for seen in self.evidence.all()]

    def missing_evidence(self) -> list["Evidence.Source"]:
        """The sources that a validated capability should be heard from and was not."""
        heard = {seen.source for seen in self.evidence.all()}
        return [
            source
            for source in (Evidence.Source.PRODUCT_DESIGN, Evidence.Source.STAR_SELLER, Evidence.Source.SEED_CUSTOMER)
            if source not in heard
        ]

    def days_late(self, today: date) -> int | None:
        """By how many days the review is overdue; negative while there is time, None while it was never reviewed."""
        return None if self.review_due is None else (today - self.review_due).days

    @property
    def review_due(self) -> date | None:
        """The day by which it has to be confirmed again; None while it was never reviewed."""
        return None if self.last_reviewed is None else self.last_reviewed + timedelta(days=self.review_every_days)


class Evidence(Orderable, models.Model):
    """Why we believe a capability: one observation from product design, a star seller, a seed customer or the field."""

    class Source(models.TextChoices):
        """Where the observation comes from."""

        PRODUCT_DESIGN = "product_design", _("product design")
        STAR_SELLER = "star_seller", _("star seller")
        SEED_CUSTOMER = "seed_customer", _("seed customer")
        FIELD_VALIDATION = "field_validation", _("field validation")

    capability = ParentalKey(Capability, on_delete=models.CASCADE, related_name="evidence", verbose_name=_("capability"))
    source = models.CharField(_("source"), max_length=20, choices=Source.choices)
    by = StaffForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noted by"))
    on = models.DateField(_("on"))
    note = LocalisedTextField(_("note"), long=True)

    class Meta(Orderable.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return f"{self.get_source_display()}, {self.on}"
