"""Facts that people make: practice handed in, its reviews, and sign-offs. Rows are only added."""

from collections.abc import Collection
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.certification.models.cycle import Cycle
from academy.certification.models.requirement import Requirement
from academy.people.models import may_sign_in, seen_by


class PracticeSubmissionQuerySet(models.QuerySet["PracticeSubmission"]):
    """Reads of practice handed in."""

    def of(self, learner: Any) -> Self:
        return self.filter(cycle__learner=learner)

    def of_many(self, learners: Collection[int]) -> Self:
        """Those of these learners in order of time, each with its cycle and its review."""
        return self.filter(cycle__learner__in=learners).select_related("cycle", "review").order_by("submitted_at", "pk")

    def waiting(self) -> Self:
        """Submissions of open cycles that nobody has reviewed yet."""
        return self.filter(~Exists(PracticeReview.objects.filter(submission=OuterRef("pk"))), cycle__closed_at=None)

    def of_people_here(self) -> Self:
        """Those of people who may still sign in."""
        return self.filter(may_sign_in("cycle__learner_id"))

    def whole(self) -> Self:
        """Each with its learner, practice, rubric and review, in two queries."""
        names = ("cycle__learner__academy_person", "cycle__certification", "requirement", "review__reviewer__academy_person")
        return self.select_related(*names).prefetch_related("requirement__rubric")

    def visible_to(self, user: Any) -> Self:
        """The only way submissions reach a screen: one's own, the own line of management's, or all with the right."""
        return self.filter(seen_by(user, "cycle__learner"))


class PracticeSubmission(models.Model):
    """A practice that a learner says is ready to be judged."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="practice_submissions", verbose_name=_("cycle"))
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("practice"))
    note = models.TextField(_("note"), blank=True, max_length=4000)
    link = models.URLField(_("link"), blank=True)
    submitted_at = models.DateTimeField(_("handed in at"))

    objects = PracticeSubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice handed in")
        verbose_name_plural = _("practices handed in")
        ordering = ["-submitted_at"]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.submitted_at:%Y-%m-%d}"

    @property
    def judged_rows(self) -> list[tuple[str, int, str]]:
        """Each row of the rubric with the points it was given and what they mean."""
        points = self.review.points if self.review_or_none else {}
        rows = [(row, points[row.slug]) for row in self.requirement.rubric.all() if row.slug in points]
        return [(str(row.title), given, dict(enumerate(row.level_words)).get(given, "")) for row, given in rows]

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to judge it: not yet reviewed, and its cycle open."""
        return self.review_or_none is None and self.cycle.is_open

    @property
    def review_or_none(self) -> "PracticeReview | None":
        """Its review, once there is one."""
        return getattr(self, "review", None)


class PracticeReview(models.Model):
    """What a reviewer saw: points per row of the rubric, and whether that passes."""

    submission = models.OneToOneField(PracticeSubmission, on_delete=models.PROTECT, related_name="review", verbose_name=_("practice"))
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("reviewer"))
    points = models.JSONField(_("points"), help_text=_("Points by short name of the rubric row."))
    total = models.PositiveSmallIntegerField(_("total"))
    passed = models.BooleanField(_("passed"))
    comment = models.TextField(pgettext_lazy("marking", "comment"), blank=True, max_length=4000)
    reviewed_at = models.DateTimeField(_("reviewed at"))

    class Meta:
        verbose_name = _("practice review")
        verbose_name_plural = _("practice reviews")

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.total}"


class SignOff(models.Model):
    """A manager's word for a person, with the sentence as it stood."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="sign_offs", verbose_name=_("cycle"))
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="sign_offs", verbose_name=_("requirement"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("signed by"))
    statement = models.TextField(_("statement"))
    signed_at = models.DateTimeField(_("signed at"))

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        constraints = [models.UniqueConstraint(fields=["cycle", "requirement"], name="one_sign_off_per_cycle_and_requirement")]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.signed_at:%Y-%m-%d}"
