"""Certifications and their versions."""

from collections.abc import Collection
from typing import Any, Self
from uuid import UUID, uuid4
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from academy.certification.models.durations import parse_duration
from academy.printing import refuse_unprintable
from academy.staff import StaffForeignKey
from academy.texts import LineField, LocalisedTextField, localised


def is_time_zone(value: str) -> None:
    """Raise ValidationError unless `value` is an IANA time zone."""
    if value not in available_timezones():
        raise ValidationError(_("“%(value)s” is not a time zone. Write one like Asia/Shanghai."), params={"value": value})


def is_duration(value: str) -> None:
    """Raise ValidationError unless `value` is an ISO 8601 duration of whole days, weeks, months or years."""
    if value:
        parse_duration(value)


class CertificationQuerySet(models.QuerySet["Certification"]):
    """Reads of certifications."""

    def published(self) -> Self:
        return self.filter(Exists(CertificationVersion.objects.published().filter(certification=OuterRef("pk"))), retired_at=None)

    def examined_by(self, quiz: Any) -> Self:
        """Those with rules in force that have this exam."""
        return self.filter(versions__in=CertificationVersion.objects.current(), versions__requirements__exam=quiz).distinct()

    def asking_in_force(self, course_keys: Collection[UUID]) -> Self:
        """Those with rules in force that ask for one of these courses."""
        return self.filter(
            versions__in=CertificationVersion.objects.current(), versions__requirements__course__translation_key__in=course_keys
        )

    def asking_for(self, course_keys: Collection[UUID]) -> list[tuple[UUID, str, str, str]]:
        """Course key, code, title and slug wherever the rules in force ask for one of these courses."""
        inside = self.asking_in_force(course_keys)
        rows = inside.order_by("code").values_list("versions__requirements__course__translation_key", "code", "title", "slug").distinct()
        return [(key, code, str(title), slug) for key, code, title, slug in rows]

    def visible_to(self, user: Any) -> Self:
        """The only way certifications reach a screen or the API: published ones and one's own, all of them for authors."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("academy_certification.change_certification"):
            return self
        return self.offered_to(user)

    def offered_to(self, user: Any) -> Self:
        """What a learner meets: published ones, and those he or she has to do with, also once they are retired."""
        return self.filter(
            Q(pk__in=Certification.objects.published().values("pk")) | Q(pk__in=user.academy_standings.values("certification"))
        )


class Certification(ClusterableModel, models.Model):
    """What a person can be certified in. Its rules live in versions; what it is called lives here."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    code = LineField(_("code"), max_length=12, unique=True, help_text=_("Three or four letters for narrow columns, like FDS."))
    title = LocalisedTextField(_("title"))
    proves = LocalisedTextField(_("what it proves"), long=True)
    unlocks = LocalisedTextField(_("what it unlocks"), long=True, blank=True, help_text=_("A line for each right."))
    rights = models.CharField(
        _("rights"), max_length=200, blank=True, help_text=_("Short names of the rights, separated by spaces, like share_standard_kit.")
    )
    owner = StaffForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_owned_certifications", verbose_name=_("owner")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        validators=[is_time_zone],
        help_text=_("A certificate is valid through the end of its last day here."),
    )
    launched_on = models.DateField(_("launched on"), null=True, blank=True)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True, editable=False)

    objects = CertificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.title) or self.slug

    def clean(self) -> None:
        """Refuse a title, or a sentence of what it proves, that the certificate cannot print."""
        super().clean()
        refuse_unprintable(title=localised(self.title), proves=localised(self.proves))


class CertificationVersionQuerySet(models.QuerySet["CertificationVersion"]):
    """Reads of versions."""

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def current(self) -> Self:
        """The newest published version of each certification."""
        newer = CertificationVersion.objects.published().filter(certification=OuterRef("certification"), number__gt=OuterRef("number"))
        return self.published().filter(~Exists(newer))

    def of(self, certification: Any) -> Self:
        return self.filter(certification=certification)

    def next_number(self, certification: Certification) -> int:
        """The number of the version that comes next."""
        return (self.filter(certification=certification).aggregate(newest=Max("number"))["newest"] or 0) + 1


class CertificationVersion(ClusterableModel, models.Model):
    """One set of rules of a certification. Frozen once published."""

    class RenewalFrom(models.TextChoices):
        """From when a renewed certificate runs."""

        OLD_EXPIRY = "old_expiry", _("the end of the old certificate")
        PASS_DATE = "pass_date", _("the day of passing")

    certification = ParentalKey(Certification, on_delete=models.PROTECT, related_name="versions", verbose_name=_("certification"))
    number = models.PositiveIntegerField(_("version"), default=1)
    validity = models.CharField(
        _("valid for"),
        max_length=20,
        blank=True,
        default="P365D",
        validators=[is_duration],
        help_text=_("An ISO 8601 duration: P365D, P1Y, P6M. Empty means for ever."),
    )
    renewal_opens = models.CharField(
        _("renewal opens"),
        max_length=20,
        blank=True,
        default="P45D",
        validators=[is_duration],
        help_text=_("How long before the end, like P45D."),
    )
    renewal_from = models.CharField(
        _("renewed certificates run from"), max_length=20, choices=RenewalFrom.choices, default=RenewalFrom.OLD_EXPIRY
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)

    objects = CertificationVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of a certification")
        verbose_name_plural = _("rules of certifications")
        ordering = ["certification_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["certification", "number"], name="one_certification_version_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="certification_versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.certification.code} v{self.number}"
