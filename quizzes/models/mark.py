"""What people say of an answer that no rule can mark."""

from fractions import Fraction
from typing import Any, Final, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quizzes.models.attempt import AttemptWindow
from quizzes.models.attempt_slot import AttemptSlot
from quizzes.models.fields import FractionField

# Two markers who differ by more need a third, whose mark then counts.
LARGEST_DIFFERENCE: Final = Fraction(1, 4)


class MarkQuerySet(models.QuerySet["Mark"]):
    """Reads of marks."""

    def by(self, marker: Any) -> Self:
        return self.filter(marker=marker)

    def newest(self) -> Self:
        """The last word of each marker on each answer."""
        later = self.model.objects.filter(slot=OuterRef("slot"), marker=OuterRef("marker"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))

    def in_order(self) -> Self:
        """In the order in which the markers came to an answer, however often each of them thought again."""
        own = self.model.objects.filter(slot=OuterRef("slot"), marker=OuterRef("marker")).order_by("pk")
        return self.annotate(came=Subquery(own.values("pk")[:1])).order_by("slot_id", "came")


class Mark(models.Model):
    """One person's mark of one answer. Rows are only added; a marker's newest one counts."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slot = models.ForeignKey(AttemptSlot, on_delete=models.PROTECT, related_name="marks", verbose_name=_("question of an attempt"))
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("marker"))
    mark = FractionField(_("mark"), help_text=_("From 0 to 1."))
    levels = models.JSONField(_("levels of the rubric"), default=dict, blank=True)
    comment = models.TextField(pgettext_lazy("marking", "comment"), blank=True, max_length=4000, help_text=_("The learner reads it."))
    marked_at = models.DateTimeField(_("marked at"))

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["slot_id", "pk"]

    def __str__(self) -> str:
        return f"{self.slot_id}: {self.mark}"


def agreed(marks: list[Fraction], *, two_markers: bool) -> Fraction | None:
    """The mark that several people's marks come to, in the order they were given; None while another person has to mark.

    One marker decides alone. Two decide by their mean, unless they differ by
    more than a quarter: then a third decides.
    """
    if not marks or (two_markers and len(marks) < 2):
        return None
    if not two_markers:
        return marks[-1]
    first, second, *others = marks
    if abs(first - second) <= LARGEST_DIFFERENCE:
        return (first + second) / 2
    return others[-1] if others else None


class AttemptRequestQuerySet(models.QuerySet["AttemptRequest"]):
    """Reads of requests."""

    def open(self) -> Self:
        return self.filter(answered_at=None)

    def of(self, learner: Any) -> Self:
        return self.filter(learner=learner)

    def at(self, quiz: Any) -> Self:
        return self.filter(quiz=quiz)

    def since(self, window: AttemptWindow | None) -> Self:
        """Those asked for while the attempts of this window count; all where there is none."""
        return self if window is None else self.filter(asked_at__gte=window.opened_at)


class AttemptRequest(models.Model):
    """A learner asks for one more attempt; whoever leads the learner sees it until it is granted or declined."""

    quiz = models.ForeignKey("academy_quizzes.Quiz", on_delete=models.PROTECT, related_name="requests", verbose_name=_("quiz"))
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_attempt_requests", verbose_name=_("learner")
    )
    words = models.CharField(_("words"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    declined_because = models.CharField(_("declined because"), max_length=300, blank=True, help_text=_("Empty where it was granted."))

    objects = AttemptRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for an attempt")
        verbose_name_plural = _("requests for attempts")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "learner"], condition=Q(answered_at=None), name="one_open_request_per_learner_and_quiz"
            ),
            models.CheckConstraint(
                condition=Q(declined_because="") | Q(answered_at__isnull=False), name="a_request_that_is_declined_is_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.learner_id}"
