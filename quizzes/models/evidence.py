"""What happened during an attempt, and the files that were handed in with it. Evidence only: nobody fails by it."""

from typing import Any, Self
from uuid import uuid4

from django.core.files.storage import FileSystemStorage, InvalidStorageError, Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.conf import academy_setting
from quizzes.models.attempt import Attempt
from quizzes.models.attempt_slot import AttemptSlot

UPLOADS = "academy_uploads"


def upload_storage() -> Storage:
    """Where handed-in files lie: the storage `academy_uploads` of the host, else a folder that no address leads to."""
    try:
        return storages[UPLOADS]
    except InvalidStorageError:
        return FileSystemStorage(location=academy_setting("UPLOAD_ROOT"), base_url=None)


class AttemptEventQuerySet(models.QuerySet["AttemptEvent"]):
    """Reads of what happened."""

    def of_holder(self, attempt: Attempt, device: str) -> Self:
        """What says that the attempt was taken on this device. Coming back alone does not: it may have been refused."""
        kinds = (AttemptEvent.Kind.START, AttemptEvent.Kind.TAKEOVER, AttemptEvent.Kind.DEVICE_CHANGE)
        return self.filter(attempt=attempt, device=device, kind__in=kinds) if device else self.none()


class AttemptEvent(models.Model):
    """Something that happened during an attempt. Rows are only added."""

    class Kind(models.TextChoices):
        """What happened."""

        START = "start", _("begun")
        RESUME = "resume", _("gone on with")
        DEVICE_CHANGE = "device_change", _("gone on with on another device")
        TAKEOVER = "takeover", _("taken over from another device")
        FOCUS_LOST = "focus_lost", _("page left for another window")
        LATE_WRITE = "late_write", _("answer came too late")
        EXTENDED = "extended", _("given more time")
        SUBMIT = "submit", _("handed in")
        TIME_UP = "time_up", _("ended by the clock")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="events", verbose_name=_("attempt"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    at = models.DateTimeField(_("at"))
    device = models.CharField(_("device"), max_length=32, blank=True)
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    objects = AttemptEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of an attempt")
        verbose_name_plural = _("events of attempts")
        ordering = ["attempt_id", "at", "pk"]
        indexes = [models.Index(fields=["attempt", "at"], name="events_of_an_attempt_by_time")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.kind}"


class UploadQuerySet(models.QuerySet["Upload"]):
    """Reads of handed-in files."""

    def visible_to(self, user: Any) -> Self:
        """A learner's own files, and for whoever marks answers those of attempts that were handed in."""
        if not user.is_authenticated:
            return self.none()
        own = Q(slot__attempt__learner_id=user.pk)
        if user.has_perm("academy_quizzes.add_mark"):
            return self.filter(own | Q(slot__attempt__submitted_at__isnull=False))
        return self.filter(own)


class Upload(models.Model):
    """A file that a learner handed in for one question. Kept as it came; an answer names it by its uuid."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slot = models.ForeignKey(AttemptSlot, on_delete=models.PROTECT, related_name="uploads", verbose_name=_("question of an attempt"))
    file = models.FileField(_("file"), storage=upload_storage, upload_to="attempts", max_length=200)
    name = models.CharField(_("name"), max_length=120)
    size = models.PositiveBigIntegerField(_("bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"))

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("handed-in file")
        verbose_name_plural = _("handed-in files")
        ordering = ["slot_id", "uploaded_at"]
        indexes = [models.Index(fields=["slot", "sha256"], name="uploads_of_a_slot_by_digest")]

    def __str__(self) -> str:
        return self.name

    def name_for(self, user: Any) -> str:
        """What the file is called when it is saved: for a marker who may not know whose it is, without the name that it came with."""
        if self.slot.attempt.learner_id == user.pk or not self.slot.attempt.quiz.anonymous_marking:
            return self.name
        _stem, dot, ending = self.name.rpartition(".")
        return f"answer.{ending}" if dot and ending.isalnum() else "answer"
