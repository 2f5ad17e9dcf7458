"""Regrades: what was changed in closed attempts, by whom, why, and how it was before."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from academy.models import Job, JobQuerySet
from quizzes.conf import APPLY, LOOK, UNDO
from quizzes.models.attempt import Attempt
from quizzes.models.attempt_slot import AttemptSlot
from quizzes.models.fields import FractionField
from quizzes.models.question import QuestionVersion
from quizzes.models.quiz import Quiz


@dataclass(frozen=True)
class Uncovered:
    """Attempts that a regrade did not reach: how many were open when it was applied, how many closed ones it does not
    cover now, and how many it left out because they are of whoever applied it."""

    open_then: int
    handed_in: int
    of_applier: int = 0


class RegradeQuerySet(models.QuerySet["Regrade"]):
    """Reads of regrades."""

    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def of(self, quiz: Quiz) -> Self:
        """The history of a quiz, the newest first."""
        return self.filter(quiz=quiz).with_names().annotate(attempts=Count("verdicts"))

    def with_names(self) -> Self:
        return self.select_related("quiz", "applied_by", "undone_by")

    def being_applied(self) -> Self:
        """Those that have begun and are not at their end."""
        return self.filter(finished_at=None)

    def undoable_by(self, user: Any) -> Self:
        """Whoever may regrade may take a regrade back."""
        return self if user.is_authenticated and user.has_perm("academy_quizzes.add_regrade") else self.none()

    def visible_to(self, user: Any) -> Self:
        """Whoever may regrade sees what was regraded."""
        return self if user.is_authenticated and user.has_perm("academy_quizzes.view_regrade") else self.none()


class Regrade(models.Model):
    """One change of marks that were given already, applied to every attempt it concerns, and reversible."""

    class Method(models.TextChoices):
        """What is changed."""

        NEW_KEY = "new_key", _("mark again with the key of a newer version")
        FULL_MARKS = "full_marks", _("full marks for everybody")
        DROP = "drop", _("drop the question")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="regrades", verbose_name=_("quiz"))
    method = models.CharField(_("method"), max_length=10, choices=Method.choices)
    keeps_higher = models.BooleanField(
        _("nobody loses"), default=True, help_text=_("Where the new mark would be lower, the old one stays.")
    )
    reason = models.CharField(_("reason"), max_length=300)
    versions = models.ManyToManyField(QuestionVersion, related_name="regrades", verbose_name=_("versions"))
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("applied by"))
    applied_at = models.DateTimeField(_("applied at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True, help_text=_("Empty while it is being applied."))
    left_out = models.PositiveIntegerField(
        _("learners left out"), default=0, help_text=_("Whose attempts changed while it was being applied; they were left as they were.")
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = RegradeQuerySet.as_manager()

    class Meta:
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        ordering = ["-applied_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="regrade_is_undone_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.method}"

    def uncovered(self) -> Uncovered:
        """Count the attempts that it left alone and no regrade of the same wordings has reached since. One query."""
        asked = AttemptSlot.objects.filter(attempt__quiz=self.quiz_id, version__in=self.versions.all())
        reached = Regrade.objects.standing().filter(
            quiz=self.quiz_id, versions=OuterRef("version"), applied_at__gte=OuterRef("attempt__submitted_at")
        )
        later = Q(attempt__submitted_at__gt=self.applied_at)
        open_then = Q(attempt__started_at__lte=self.applied_at) & (later | Q(attempt__submitted_at=None))
        handed_in = later & ~Q(attempt__closed_by=Attempt.ClosedBy.ABANDONED) & ~Q(Exists(reached))
        others = reached.filter(pk__gt=self.pk).exclude(applied_by=self.applied_by_id)
        own = Q(attempt__learner=self.applied_by_id, attempt__submitted_at__lte=self.applied_at)
        of_applier = own & ~Q(attempt__closed_by=Attempt.ClosedBy.ABANDONED) & ~Q(Exists(others))
        counts = asked.aggregate(
            open_then=Count("attempt", distinct=True, filter=open_then),
            handed_in=Count("attempt", distinct=True, filter=handed_in),
            of_applier=Count("attempt", distinct=True, filter=of_applier),
        )
        return Uncovered(**counts)

    def changed_one_of(self, user: Any) -> bool:
        """Whether it changed an attempt of this user, who then cannot undo it."""
        return self.verdicts.filter(attempt__learner=user.pk).exists()


class RegradeLine(models.Model):
    """What a regrade made of one answer. Rows are only added."""

    regrade = models.ForeignKey(Regrade, on_delete=models.PROTECT, related_name="lines", verbose_name=_("regrade"))
    slot = models.ForeignKey(AttemptSlot, on_delete=models.PROTECT, related_name="regrade_lines", verbose_name=_("question of an attempt"))
    before = models.JSONField(_("before"), help_text=_("points, key, dropped, given"))
    after = models.JSONField(_("after"), help_text=_("points, key, dropped, given"))

    class Meta:
        verbose_name = _("line of a regrade")
        verbose_name_plural = _("lines of regrades")
        ordering = ["regrade_id", "slot_id"]
        constraints = [models.UniqueConstraint(fields=["regrade", "slot"], name="one_regrade_line_per_slot")]

    def __str__(self) -> str:
        return f"{self.regrade_id}/{self.slot_id}"


class RegradeVerdictQuerySet(models.QuerySet["RegradeVerdict"]):
    """Reads of what became of attempts."""

    def changing(self) -> Self:
        """Those whose score changed, and not only how it comes about."""
        points = Q(points_before=F("points_after")) | Q(points_before=None, points_after=None)
        passed = Q(passed_before=F("passed_after")) | Q(passed_before=None, passed_after=None)
        same = points & passed & Q(most_before=F("most_after"), counted_before=F("counted_after"))
        return self.annotate(is_change=Case(When(same, then=Value(False)), default=Value(True))).filter(is_change=True)

    def by_learner(self) -> Self:
        """In the order in which learners are numbered, with their attempts."""
        return self.select_related("attempt").order_by("attempt__learner_id", "attempt_id")

    def turning(self) -> dict[str, int]:
        """How many verdicts turn `better` and `worse`."""
        was, is_now = Q(passed_before=True), Q(passed_after=True)
        level = (was & is_now) | (~was & ~is_now)
        better = (is_now & ~was) | (level & Q(counted_before=False, counted_after=True))
        worse = (was & ~is_now) | (level & Q(counted_before=True, counted_after=False))
        return self.aggregate(better=Count("pk", filter=better), worse=Count("pk", filter=worse))


class RegradeVerdict(models.Model):
    """What a regrade made of one attempt. Rows are only added."""

    regrade = models.ForeignKey(Regrade, on_delete=models.PROTECT, related_name="verdicts", verbose_name=_("regrade"))
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="regrade_verdicts", verbose_name=_("attempt"))
    points_before = FractionField(_("points before"), null=True)
    points_after = FractionField(_("points after"), null=True)
    most_before = FractionField(_("points to be had before"))
    most_after = FractionField(_("points to be had after"))
    passed_before = models.BooleanField(_("passed before"), null=True)
    passed_after = models.BooleanField(_("passed after"), null=True)
    counted_before = models.BooleanField(_("counted as a pass before"))
    counted_after = models.BooleanField(_("counts as a pass after"))

    objects = RegradeVerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict of a regrade")
        verbose_name_plural = _("verdicts of regrades")
        ordering = ["regrade_id", "attempt_id"]
        constraints = [models.UniqueConstraint(fields=["regrade", "attempt"], name="one_regrade_verdict_per_attempt")]

    def __str__(self) -> str:
        return f"{self.regrade_id}/{self.attempt_id}"


def work_at(quiz: Quiz, user: Any) -> JobQuerySet:
    """Dry runs of a quiz, regrades and their undoing as work that is done in slices, the newest first, for whoever may regrade."""
    every = Job.objects.of_kind(LOOK, APPLY, UNDO).about(quiz)
    return every if user.is_authenticated and user.has_perm("academy_quizzes.add_regrade") else every.none()


def under_way(regrade: Regrade) -> Job | None:
    """The work that applies a regrade or takes it back, while there is any."""
    about = Job.objects.unfinished().about(regrade.quiz)
    undoing = about.of_kind(UNDO).filter(parameters__regrade=regrade.pk).first()
    return undoing or about.of_kind(APPLY).filter(parameters__seen=str(regrade.uuid)).first()


def regrade_named_by(job: Job) -> Regrade | None:
    """The regrade that work applies or takes back; None for a dry run."""
    if job.kind == LOOK:
        return None
    named = {"pk": job.parameters["regrade"]} if job.kind == UNDO else {"uuid": job.parameters["seen"]}
    return Regrade.objects.filter(**named).first()


def look_named(name: UUID, *, held: bool = False) -> Job | None:
    """The dry run of this name, held until the transaction ends where that is asked."""
    found = Job.objects.of_kind(LOOK).filter(uuid=name)
    return (found.select_for_update(of=("self",), no_key=True) if held else found).first()
