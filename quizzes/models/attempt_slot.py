"""The questions of an attempt and the append-only log of answers."""

from datetime import datetime
from fractions import Fraction
from typing import Any, Self
from uuid import UUID

from django.core.validators import slug_re
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Length
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quizzes.models.attempt import Attempt
from quizzes.models.fields import FractionField, one_point
from quizzes.models.question import QuestionVersion
from quizzes.models.quiz import SERIOUS
from quizzes.question_types import Spec

LETTERS_OF_A_ROW = 200


def is_uuid(text: str) -> bool:
    """Whether a text that came from outside can name anything."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def is_slug(text: str) -> bool:
    """The same of a short name. What holds a NUL is refused by PostgreSQL, not merely unknown to it."""
    return slug_re.match(text) is not None


class AttemptSlotQuerySet(models.QuerySet["AttemptSlot"]):
    """Reads of the questions of an attempt."""

    def visible_to(self, user: Any) -> Self:
        """The only way questions of an attempt reach a screen or the API: those of the learner's own attempts."""
        return self.filter(attempt__learner_id=user.pk) if user.is_authenticated else self.none()

    def of_attempt(self, uuid: UUID) -> Self:
        return self.filter(attempt__uuid=uuid)

    def with_answers(self) -> Self:
        """Each slot with `answer` (JSON or None), `certainty`, `revision` (0 when nothing was saved) and `saved_at` of its newest response.

        What came too late is in the log, but is no answer.
        """
        in_time = Response.objects.filter(slot=OuterRef("pk")).in_time().order_by("-revision")
        newest = FilteredRelation("responses", condition=Q(responses__revision=Subquery(in_time.values("revision")[:1])))
        return self.annotate(
            newest=newest,
            answer=F("newest__answer"),
            revision=F("newest__revision"),
            saved_at=F("newest__received_at"),
            certainty=F("newest__certainty"),
        )

    def with_kinds(self) -> Self:
        """Each slot with `kind`, the type of its question, without reading what it asks."""
        return self.annotate(kind=F("version__kind"))

    def with_keys(self) -> Self:
        """With the version that was asked and, after a regrade, the one whose key counts."""
        return self.select_related("version", "graded_by")

    def held_back_for(self, attempt: Attempt) -> Self:
        """Questions of the learner's other open attempts that are more than practice: this attempt must not tell how they are answered."""
        others = self.filter(attempt__learner=attempt.learner_id, attempt__submitted_at=None, attempt__quiz__purpose__in=SERIOUS)
        return others.exclude(attempt=attempt)

    def kept_back_in_lessons_from(self, learner: Any) -> Self:
        """The questions whose key no lesson tells this learner now."""
        return self.filter(attempt__in=Attempt.objects.keeping_lessons_back(learner))

    def markable_by(self, user: Any) -> Self:
        """The only way answers reach a marker: handed in, of somebody else, and waiting for a person or marked by one."""
        if not user.is_authenticated or not user.has_perm("academy_quizzes.add_mark"):
            return self.none()
        marked = Exists(self.model.objects.filter(pk=OuterRef("pk"), marks__isnull=False))
        return self.filter(Q(points=None) | marked, attempt__submitted_at__isnull=False).exclude(attempt__learner=user.pk)

    def left_to(self, user: Any) -> Self:
        """What this user has still to mark, the oldest first. Whoever marked an answer leaves it to another, should it need one."""
        return self.markable_by(user).filter(points=None).exclude(marks__marker=user.pk).order_by("attempt__submitted_at", "pk")

    def among(self, *, quiz: str = "", question: str = "") -> Self:
        """Only those of a quiz, by its slug, or of a question, by its uuid; what is empty or no name at all limits nothing."""
        chosen = self.filter(attempt__quiz__slug=quiz) if is_slug(quiz) else self
        return chosen.filter(version__question__uuid=question) if is_uuid(question) else chosen

    def beside(self, slot: "AttemptSlot", *, before: bool = False) -> Self:
        """Those after this one by the time of handing in, or before it, the nearest first."""
        at = slot.attempt.submitted_at
        if before:
            earlier = Q(attempt__submitted_at__lt=at) | Q(attempt__submitted_at=at, pk__lt=slot.pk)
            return self.filter(earlier).order_by("-attempt__submitted_at", "-pk")
        return self.filter(Q(attempt__submitted_at__gt=at) | Q(attempt__submitted_at=at, pk__gt=slot.pk))

    def for_marking(self) -> Self:
        """With attempt, quiz, versions and newest answer."""
        return self.select_related("attempt__quiz", "version__question", "graded_by").with_answers()

    def with_attempt_held(self) -> Self:
        """With the attempt, which is locked until the transaction ends."""
        return self.select_related("attempt").select_for_update(of=("attempt",), no_key=True)

    def for_saving(self) -> Self:
        """With attempt, version and newest answer in one query that locks the attempt until the transaction ends.

        Also with `last_revision`, which is that of a late answer where one came after the newest that counts.
        """
        locked = self.with_attempt_held().select_related("attempt__quiz", "version")
        every = Response.objects.filter(slot=OuterRef("pk")).order_by("-revision")
        return locked.with_answers().annotate(last_revision=Subquery(every.values("revision")[:1]))


class AttemptSlot(models.Model):
    """One question of an attempt: the pinned version, the order and tokens it is shown with, and its mark."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="slots", verbose_name=_("attempt"))
    position = models.PositiveSmallIntegerField(_("position"))
    page = models.PositiveSmallIntegerField(pgettext_lazy("of a quiz", "page"), default=1)
    section = models.JSONField(_("section"), default=dict, blank=True, help_text=_("Its title, per language."))
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="attempt_slots", verbose_name=_("question version"))
    graded_by = models.ForeignKey(
        QuestionVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("key of version"),
        help_text=_("After a regrade: the version whose key counts."),
    )
    layout = models.JSONField(_("layout"), help_text=_("Display order and opaque tokens, made at the start."))
    max_points = FractionField(_("points to be had"), default=one_point)
    points = FractionField(_("points"), null=True, blank=True)
    is_dropped = models.BooleanField(_("dropped"), default=False, help_text=_("After a regrade: counts for nobody."))
    is_given = models.BooleanField(_("given to all"), default=False, help_text=_("After a regrade: full marks for everybody."))
    flagged = models.BooleanField(_("flagged"), default=False)

    # Set by `with_answers`, and only by it.
    answer: dict[str, Any] | None
    revision: int | None
    saved_at: datetime | None
    certainty: int | None
    # Set by `for_saving`.
    last_revision: int | None

    # Set by `with_kinds`, and only by it.
    kind: str

    objects = AttemptSlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("question of an attempt")
        verbose_name_plural = _("questions of an attempt")
        ordering = ["attempt_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="one_attempt_slot_per_position"),
            models.UniqueConstraint(fields=["attempt", "version"], name="no_question_twice_in_an_attempt"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"

    @property
    def spec(self) -> Spec:
        """What was asked, with the key that counts."""
        spec: Spec = self.graded_by.spec if self.graded_by is not None else self.version.spec
        return spec

    @property
    def counted(self) -> Fraction:
        """The points to be had here, as the total counts them."""
        return Fraction(0) if self.is_dropped else Fraction(self.max_points)


class ResponseQuerySet(models.QuerySet["Response"]):
    """Reads of saved answers."""

    def with_key(self, slot: AttemptSlot, key: str) -> "Response | None":
        """What was saved under an idempotency key; an empty key names nothing."""
        return self.filter(slot=slot, key=key).first() if key else None

    def in_time(self) -> Self:
        return self.exclude(kind=Response.Kind.LATE)

    def tries(self) -> Self:
        return self.filter(kind=Response.Kind.TRY).order_by("slot_id", "revision")

    def late(self) -> Self:
        return self.filter(kind=Response.Kind.LATE)

    def drafts(self) -> Self:
        """Answers that were saved and nothing more: neither checked nor too late."""
        return self.filter(kind=Response.Kind.SAVE)

    def measured(self) -> Self:
        """Each with `letters`: what its answer takes, and its row beside it."""
        return self.annotate(letters=Coalesce(Length(Cast("answer", models.TextField())), 0) + LETTERS_OF_A_ROW)


class Response(models.Model):
    """One saved answer. Rows are never changed, and deleted only where a long answer was saved very often; the newest revision of a slot that came in time is its answer.

    The unique revision is the guard against stale tabs and races: whoever
    saves says which revision was seen, and only one can write the next.
    """

    class Kind(models.TextChoices):
        """What became of an answer."""

        SAVE = "save", _("saved")
        TRY = "try", _("checked")
        LATE = "late", _("too late")

    slot = models.ForeignKey(AttemptSlot, on_delete=models.PROTECT, related_name="responses", verbose_name=_("question of an attempt"))
    revision = models.PositiveIntegerField(_("revision"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices, default=Kind.SAVE)
    answer = models.JSONField(_("answer"), null=True, help_text=_("In the ids of the version's specification; null means cleared."))
    certainty = models.PositiveSmallIntegerField(_("certainty"), null=True, blank=True, help_text=_("1 low, 2 middle, 3 high."))
    key = models.CharField(_("idempotency key"), max_length=64, blank=True)
    device = models.CharField(_("device"), max_length=32, blank=True)
    received_at = models.DateTimeField(_("received at"))
    client_at = models.DateTimeField(
        _("time on the device"), null=True, blank=True, help_text=_("Information only; nothing depends on it.")
    )

    # Set by `measured`, and only by it.
    letters: int

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["slot_id", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "revision"], name="one_response_per_slot_and_revision"),
            models.UniqueConstraint(fields=["slot", "key"], condition=~Q(key=""), name="one_response_per_slot_and_key"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="response_revisions_count_from_one"),
            models.CheckConstraint(condition=Q(certainty=None) | Q(certainty__range=(1, 3)), name="response_certainty_is_one_to_three"),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} r{self.revision}"
