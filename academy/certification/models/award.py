"""Awards: immutable proof, with the holder's name beside it and a chain of events."""

from datetime import date, datetime
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.certification.models.certification import Certification, CertificationVersion
from academy.certification.models.cycle import Cycle
from academy.certification.models.durations import local_day
from academy.certification.models.validity import last_day, renewal_opening
from academy.people.models import may_sign_in, seen_by
from academy.texts import LineField, LocalisedTextField


class AwardStatus(models.TextChoices):
    """Where an award is in its life; derived for an instant, never stored."""

    ACTIVE = "active", _("certified")
    RENEWAL_DUE = "renewal_due", _("expiring")
    EXPIRED = "expired", _("expired")
    SUPERSEDED = "superseded", _("superseded")
    REVOKED = "revoked", _("revoked")


class AwardQuerySet(models.QuerySet["Award"]):
    """Reads of awards."""

    def of(self, learner: Any) -> Self:
        return self.filter(learner=learner)

    def visible_to(self, user: Any) -> Self:
        """The only way awards reach a screen, the API or a PDF: one's own, the own line's, or all with the right."""
        return self.filter(seen_by(user, "learner"))

    def of_people_here(self) -> Self:
        """Those of people who may still sign in."""
        return self.filter(may_sign_in("learner_id"))

    def revocable_by(self, user: Any) -> Self:
        """The only way awards reach whoever would take one back: those of certifications that a user owns, all for administrators."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("academy_people.view_person") and user.has_perm("academy_certification.add_signoff"):
            return self
        return self.filter(certification__owner_id=user.pk)

    def with_serial(self, certification: Certification, serial: str | None) -> "Award | None":
        """The award of a certification with this code."""
        return self.filter(certification=certification, serial=serial).first() if serial else None

    def newest(self) -> Self:
        """The last award of each learner and certification. Rows are only added, so it is the one with the highest key."""
        newer = Award.objects.filter(learner=OuterRef("learner"), certification=OuterRef("certification"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(newer))

    def whole(self) -> Self:
        """Each with its certification, rules, holder and events, in two queries."""
        return self.select_related("certification", "version", "holder").prefetch_related("events")


class Award(models.Model):
    """Proof that a learner met a certification's requirements. Never changed: what happens later is an event.

    A certificate is the PDF drawn from it. `snapshot` holds all that the PDF
    says except the holder's name, which lives in `AwardHolder` so that it can
    be erased; the snapshot holds only a commitment to it.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    serial = models.CharField(_("code"), max_length=13, unique=True)
    series = models.UUIDField(_("series"), default=uuid4, help_text=_("Kept over renewals."))
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_awards", verbose_name=_("learner")
    )
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="awards", verbose_name=_("certification"))
    version = models.ForeignKey(CertificationVersion, on_delete=models.PROTECT, related_name="awards", verbose_name=_("rules"))
    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="award", verbose_name=_("cycle"))
    issued_at = models.DateTimeField(_("issued at"))
    valid_from = models.DateTimeField(_("valid from"))
    valid_until = models.DateTimeField(
        _("valid until"), null=True, blank=True, help_text=_("The first instant at which it is no longer valid; empty means for ever.")
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("supersedes")
    )
    snapshot = models.JSONField(_("snapshot"))
    snapshot_sha256 = models.CharField(_("digest of the snapshot"), max_length=64)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-issued_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=models.F("valid_from")), name="award_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["learner", "certification", "-issued_at"], name="awards_of_a_learner")]

    def __str__(self) -> str:
        return self.serial

    @property
    def time_zone(self) -> str:
        """The time zone its days are counted in, as it was when the award was given."""
        return str(self.snapshot["time_zone"])

    @property
    def issued_on(self) -> date:
        return local_day(self.issued_at, self.time_zone)

    @property
    def last_day(self) -> date | None:
        return None if self.valid_until is None else last_day(self.valid_until, self.time_zone)

    @property
    def renewal_opens_at(self) -> datetime | None:
        return renewal_opening(self.version, ends_at=self.valid_until, time_zone=self.time_zone)

    def event(self, kind: "AwardEvent.Kind") -> "AwardEvent | None":
        """What happened to it of this kind. No query where events are prefetched."""
        return next((event for event in self.events.all() if event.kind == kind), None)

    @property
    def is_revoked(self) -> bool:
        return self.event(AwardEvent.Kind.REVOKED) is not None

    def status(self, at: datetime) -> AwardStatus:
        """Its status at an instant: revoked outranks superseded, that outranks expired."""
        if self.is_revoked:
            return AwardStatus.REVOKED
        if self.event(AwardEvent.Kind.SUPERSEDED) is not None:
            return AwardStatus.SUPERSEDED
        if self.valid_until is not None and at >= self.valid_until:
            return AwardStatus.EXPIRED
        opens = self.renewal_opens_at
        return AwardStatus.RENEWAL_DUE if opens is not None and at >= opens else AwardStatus.ACTIVE


class AwardHolder(models.Model):
    """The holder's name on one award. The only part of an award that erasure removes."""

    class Shown(models.TextChoices):
        """What a stranger reads on the verification page."""

        FULL = "full", _("full name")
        INITIALS = "initials", _("initials")

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="holder", verbose_name=_("award"))
    name = LineField(pgettext_lazy("of a person", "name"), max_length=120, blank=True)
    second_name = LineField(_("name in a second script"), max_length=120, blank=True)
    salt = models.CharField(_("salt"), max_length=32, help_text=_("Of the commitment in the snapshot: HMAC-SHA256 of the name."))
    shown = models.CharField(_("shown to strangers"), max_length=10, choices=Shown.choices, default=Shown.FULL)

    class Meta:
        verbose_name = _("holder of an award")
        verbose_name_plural = _("holders of awards")

    def __str__(self) -> str:
        return self.name


class AwardEvent(models.Model):
    """Something that happened to an award. Rows are only added and chained by digest."""

    class Kind(models.TextChoices):
        """What happened."""

        ISSUED = "issued", _("issued")
        SUPERSEDED = "superseded", _("superseded by renewal")
        REVOKED = "revoked", _("revoked")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="events", verbose_name=_("award"))
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    public_text = LocalisedTextField(_("public text"), blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    previous_sha256 = models.CharField(_("digest of the event before"), max_length=64, blank=True)
    sha256 = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("event of an award")
        verbose_name_plural = _("events of awards")
        ordering = ["award_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="one_award_event_per_number"),
            models.UniqueConstraint(
                fields=["award", "kind"],
                condition=Q(kind__in=["issued", "superseded", "revoked"]),
                name="an_award_is_issued_superseded_and_revoked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.kind}"
