"""Attempts: pinned questions, an append-only log of answers, and exact points."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from quizzes.models.fields import FractionField
from quizzes.models.question import QuestionVersion
from quizzes.models.quiz import Quiz


def one_point() -> Fraction:
    """What a question is worth unless its quiz says more."""
    return Fraction(1)


class AttemptWindow(models.Model):
    """From when on a learner's attempts at a quiz count against its limit. Opened by the layer above."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="windows", verbose_name=_("quiz"))
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quiz_windows", verbose_name=_("learner"))
    opened_at = models.DateTimeField(_("opened at"))
    extra = models.PositiveSmallIntegerField(_("extra attempts"), default=0)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("attempt window")
        verbose_name_plural = _("attempt windows")
        ordering = ["-opened_at"]
        constraints = [models.UniqueConstraint(fields=["quiz", "learner", "opened_at"], name="one_attempt_window_per_moment")]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.learner_id} {self.opened_at:%Y-%m-%d}"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Reads of attempts."""

    def of(self, learner: Any) -> Self:
        return self.filter(learner=learner)

    def visible_to(self, user: Any) -> Self:
        """The only way attempts reach a screen or the API: a learner's own. Others see results through standings."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()

    def at(self, quiz: Quiz) -> Self:
        return self.filter(quiz=quiz)

    def with_quiz(self) -> Self:
        return self.select_related("quiz")

    def open(self) -> Self:
        return self.filter(submitted_at=None)

    def closed(self) -> Self:
        return self.filter(submitted_at__isnull=False)

    def overdue(self, now: datetime) -> Self:
        """Open attempts whose time is up."""
        return self.open().filter(deadline_at__lte=now)

    def since(self, moment: datetime | None) -> Self:
        return self if moment is None else self.filter(started_at__gte=moment)


class Attempt(models.Model):
    """One learner's try at one quiz: open until submitted, then frozen."""

    class ClosedBy(models.TextChoices):
        """Who ended an attempt."""

        LEARNER = "learner", _("handed in")
        DEADLINE = "deadline", _("time was up")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quiz_attempts", verbose_name=_("learner"))
    number = models.PositiveIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=20, blank=True)
    pass_percent = models.DecimalField(_("pass line"), max_digits=5, decimal_places=2, help_text=_("As it was when the attempt began."))
    started_at = models.DateTimeField(_("started at"))
    deadline_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    closed_by = models.CharField(_("closed by"), max_length=10, choices=ClosedBy.choices, blank=True)
    max_points = FractionField(_("points to be had"))
    points = FractionField(_("points"), null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["deadline_at"], condition=Q(submitted_at=None), name="open_attempts_by_deadline"),
            models.Index(fields=["learner", "quiz", "submitted_at"], name="attempts_of_a_learner"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quiz"], condition=Q(submitted_at=None), name="one_open_attempt_per_learner_and_quiz"
            ),
            models.UniqueConstraint(fields=["quiz", "learner", "number"], name="one_attempt_per_quiz_learner_and_number"),
            models.CheckConstraint(
                condition=Q(submitted_at=None, points=None, passed=None)
                | Q(submitted_at__isnull=False, points__isnull=False, passed__isnull=False),
                name="attempt_is_open_or_scored",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} #{self.number}"

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    def is_overdue(self, now: datetime) -> bool:
        return self.is_open and self.deadline_at is not None and now >= self.deadline_at

    def closing_time(self, now: datetime) -> datetime:
        """The moment an attempt counts as handed in: the deadline, when the request came after it."""
        return now if self.deadline_at is None else min(now, self.deadline_at)

    @property
    def score(self) -> Fraction | None:
        """The exact share of points, in [0, 1]; None while open."""
        return None if self.points is None else (self.points / self.max_points if self.max_points else Fraction(0))

    @property
    def percent(self) -> Decimal | None:
        """The score as a percentage that never contradicts the verdict: rounded, but never across the pass line."""
        return None if self.score is None else shown_percent(self.score, pass_percent=self.pass_percent)


def shown_percent(score: Fraction, *, pass_percent: Decimal) -> Decimal:
    """Round a share in [0, 1] to a whole percent; where that would cross the pass line, to two digits below it."""
    exact = score * 100
    whole = Decimal(round(exact))
    if (Fraction(whole) >= Fraction(pass_percent)) == (exact >= Fraction(pass_percent)):
        return whole
    return Decimal(int(exact * 100)) / 100


class AttemptSlotQuerySet(models.QuerySet["AttemptSlot"]):
    """Reads of the questions of an attempt."""

    def visible_to(self, user: Any) -> Self:
        """The only way questions of an attempt reach a screen or the API: those of the learner's own attempts."""
        return self.filter(attempt__learner_id=user.pk) if user.is_authenticated else self.none()

    def of_attempt(self, uuid: UUID) -> Self:
        return self.filter(attempt__uuid=uuid)

    def with_answers(self) -> Self:
        """Each slot with `answer` (JSON or None) and `revision` (0 when nothing was saved) of its newest response."""
        newest = Response.objects.filter(slot=OuterRef("pk")).order_by("-revision")
        return self.annotate(
            answer=Subquery(newest.values("answer")[:1]),
            revision=Subquery(newest.values("revision")[:1]),
            saved_at=Subquery(newest.values("received_at")[:1]),
        )

    def for_saving(self) -> Self:
        """With attempt, version and newest answer in one query that locks the attempt until the transaction ends."""
        locked = self.select_related("attempt__quiz", "version").select_for_update(of=("attempt",), no_key=True)
        return locked.with_answers()


class AttemptSlot(models.Model):
    """One question of an attempt: the pinned version, the order and tokens it is shown with, and its mark."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="slots", verbose_name=_("attempt"))
    position = models.PositiveSmallIntegerField(_("position"))
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="attempt_slots", verbose_name=_("question version"))
    layout = models.JSONField(_("layout"), help_text=_("Display order and opaque tokens, made at the start."))
    max_points = FractionField(_("points to be had"), default=one_point)
    points = FractionField(_("points"), null=True, blank=True)
    flagged = models.BooleanField(_("flagged"), default=False)

    # Set by `with_answers`, and only by it.
    answer: dict[str, Any] | None
    revision: int | None
    saved_at: datetime | None

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


class ResponseQuerySet(models.QuerySet["Response"]):
    """Reads of saved answers."""

    def with_key(self, slot: AttemptSlot, key: str) -> "Response | None":
        """What was saved under an idempotency key; an empty key names nothing."""
        return self.filter(slot=slot, key=key).first() if key else None


class Response(models.Model):
    """One saved answer. Rows are only added; the newest revision of a slot is its answer.

    The unique revision is the guard against stale tabs and races: whoever
    saves says which revision was seen, and only one can write the next.
    """

    slot = models.ForeignKey(AttemptSlot, on_delete=models.PROTECT, related_name="responses", verbose_name=_("question of an attempt"))
    revision = models.PositiveIntegerField(_("revision"))
    answer = models.JSONField(_("answer"), null=True, help_text=_("In the ids of the version's specification; null means cleared."))
    key = models.CharField(_("idempotency key"), max_length=64, blank=True)
    received_at = models.DateTimeField(_("received at"))

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["slot_id", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "revision"], name="one_response_per_slot_and_revision"),
            models.UniqueConstraint(fields=["slot", "key"], condition=~Q(key=""), name="one_response_per_slot_and_key"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="response_revisions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} r{self.revision}"
