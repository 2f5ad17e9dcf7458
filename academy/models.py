"""Rows that every app may write: the record of what administrators did or were refused, when tokens end, and long work."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from academy.conf import academy_setting


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Reads of the record."""

    def visible_to(self, user: Any) -> Self:
        """The only way entries reach a screen: all of them for who may see the record."""
        return self if user.is_authenticated and user.has_perm("academy.view_auditentry") else self.none()

    def since(self, moment: datetime) -> Self:
        return self.filter(at__gte=moment)

    def about(self, model: str, key: Any) -> Self:
        return self.filter(object_model=model, object_key=str(key))


class AuditEntry(models.Model):
    """One thing that somebody did, or was refused, with rights over others. Rows are only added.

    It holds keys and no names, so that it can stay when an account is erased.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("by whom"),
    )
    verb = models.CharField(_("what"), max_length=60)
    object_model = models.CharField(_("kind of object"), max_length=100)
    object_key = models.CharField(_("key of the object"), max_length=64)
    refused = models.BooleanField(_("refused"))
    code = models.CharField(_("why it was refused"), max_length=60, blank=True)
    address = models.GenericIPAddressField(_("address"), null=True)
    at = models.DateTimeField(_("when"))

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the record")
        verbose_name_plural = _("entries of the record")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-at", "-id"], name="academy_audit_by_time"),
            models.Index(fields=["object_model", "object_key"], name="academy_audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_model} {self.object_key}"


class TokenTerm(models.Model):
    """When a token of the API ends. A token without one ends by the default lifetime."""

    token = models.OneToOneField("wagtailcore.APIToken", on_delete=models.CASCADE, related_name="academy_term", verbose_name=_("API token"))
    expires_at = models.DateTimeField(_("ends at"))

    class Meta:
        verbose_name = _("term of an API token")
        verbose_name_plural = _("terms of API tokens")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.token_id}"


def expiry_of(token: Any) -> datetime:
    """When a token ends: as was said for it, else the default lifetime after it was made."""
    term: TokenTerm | None = getattr(token, "academy_term", None)
    made: datetime = token.created
    return term.expires_at if term is not None else made + timedelta(days=int(academy_setting("TOKEN_DAYS")))


class JobQuerySet(models.QuerySet["Job"]):
    """Reads of long work."""

    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def about(self, thing: models.Model) -> Self:
        """What is done with one thing, the newest first."""
        return self.filter(object_model=thing._meta.label_lower, object_key=str(thing.pk))

    def finished_before(self, moment: datetime) -> Self:
        return self.filter(finished_at__lt=moment)

    def held(self) -> Self:
        """Locked until the transaction ends, without those that somebody else holds."""
        return self.select_for_update(skip_locked=True, of=("self",), no_key=True)

    def take_turn(self, job: "Job") -> bool:
        """Whether this slice is ours, also where the database locks no rows: nobody else can take the same turn."""
        taken = self.unfinished().filter(pk=job.pk, slices=job.slices).update(slices=F("slices") + 1)
        job.slices += taken
        return bool(taken)


class Job(models.Model):
    """Work that takes longer than a request may. It is done in slices; each moves the cursor in its own transaction."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    object_model = models.CharField(_("kind of object"), max_length=100)
    object_key = models.CharField(_("key of the object"), max_length=64)
    parameters = models.JSONField(_("parameters"), default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked for by"))
    asked_at = models.DateTimeField(_("asked for at"))
    language = models.CharField(_("language"), max_length=20, help_text=_("In which its sentences are written."))
    cursor = models.JSONField(_("cursor"), default=dict, help_text=_("How far it is, as its kind keeps it."))
    done = models.PositiveBigIntegerField(_("done"), default=0)
    total = models.PositiveBigIntegerField(_("in all"), default=0)
    slices = models.PositiveIntegerField(_("slices"), default=0)
    failures = models.PositiveIntegerField(_("failures"), default=0, help_text=_("Since the last slice that was done."))
    worked_at = models.DateTimeField(_("last worked on at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    error_code = models.CharField(_("why it was refused"), max_length=60, blank=True)
    error = models.TextField(_("refusal in words"), blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("long work")
        verbose_name_plural = _("long work")
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(finished_at=None), name="academy_jobs_to_be_done"),
            models.Index(fields=["object_model", "object_key"], name="academy_jobs_by_object"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(error="") | Q(finished_at__isnull=False), name="job_is_refused_once_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_model} {self.object_key}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_done(self) -> bool:
        """Finished, and not refused."""
        return self.is_finished and not self.error_code


class JobPart(models.Model):
    """What one slice of long work came to, for the slices after it and for whoever reads the result."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="parts", verbose_name=_("long work"))
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))

    class Meta:
        verbose_name = _("part of long work")
        verbose_name_plural = _("parts of long work")
        ordering = ["job_id", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="one_job_part_per_number")]

    def __str__(self) -> str:
        return f"{self.job_id}/{self.number}"
