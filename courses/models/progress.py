"""What a learner has done. Keys are `translation_key`s, so one course in two languages has one progress."""

from collections.abc import Collection
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from quizzes.models import Attempt, FractionField, QuestionVersion


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Reads of enrolments."""

    def of(self, learner: Any) -> Self:
        return self.filter(learner=learner)

    def visible_to(self, user: Any) -> Self:
        """The only way enrolments reach a screen or the API: a learner's own."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()

    def for_course(self, course_key: UUID) -> Self:
        return self.filter(course_key=course_key)

    def open(self) -> Self:
        return self.filter(completed_at=None)

    def completed(self) -> Self:
        return self.filter(completed_at__isnull=False)

    def lacking_nothing(self, course_key: UUID, steps: Collection[UUID], *, lessons: Collection[UUID]) -> Self:
        """Those for a course of whom all of these steps are done, the lessons among them in whatever course. A course without steps is never done."""
        done_here = Q(course_key=course_key, step_key__in=steps) | Q(step_key__in=lessons)
        mine = StepCompletion.objects.filter(done_here, learner=OuterRef("learner"))
        done = mine.order_by().values("learner").annotate(done=Count("step_key", distinct=True)).values("done")
        enough = self.for_course(course_key).annotate(steps_done=Subquery(done)).filter(steps_done=len(steps))
        return enough if steps else self.none()

    def of_people_here(self) -> Self:
        """Those of people who may still sign in."""
        return self.filter(learner__is_active=True)

    def counted_by_course(self) -> dict[UUID, int]:
        """How many there are, by the key of the course."""
        return dict(self.order_by().values_list("course_key").annotate(count=Count("pk")))


class Enrolment(models.Model):
    """One learner in one course, once for ever."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_enrolments", verbose_name=_("learner")
    )
    course_key = models.UUIDField(_("course"))
    enrolled_at = models.DateTimeField(_("enrolled at"))
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-enrolled_at"]
        constraints = [models.UniqueConstraint(fields=["learner", "course_key"], name="one_enrolment_per_learner_and_course")]
        indexes = [models.Index(fields=["course_key"], name="enrolments_of_a_course")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.course_key}"


class StepCompletionQuerySet(models.QuerySet["StepCompletion"]):
    """Reads of completed steps."""

    def visible_to(self, user: Any) -> Self:
        """The only way completed steps reach a screen or the API: a learner's own."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()

    def missing_passes(self, *, course_key: UUID, step_key: UUID) -> QuerySet[Any]:
        """Learners who passed a quiz, named by its uuid as a step is, of which a course that they have taken up knows nothing."""
        taken = Enrolment.objects.for_course(course_key).filter(learner=OuterRef("pk"))
        passed = Attempt.objects.told_as_pass().filter(quiz__uuid=step_key, learner=OuterRef("pk"))
        noticed = self.filter(course_key=course_key, step_key=step_key, learner=OuterRef("pk"))
        return get_user_model()._default_manager.filter(Exists(taken), Exists(passed), ~Exists(noticed))


class StepCompletion(models.Model):
    """A step that a learner has done: a lesson (its translation key) or the course's quiz (the quiz's uuid)."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_step_completions", verbose_name=_("learner")
    )
    course_key = models.UUIDField(_("course"))
    step_key = models.UUIDField(_("step"))
    completed_at = models.DateTimeField(_("completed at"))

    objects = StepCompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("completed step")
        verbose_name_plural = _("completed steps")
        constraints = [models.UniqueConstraint(fields=["learner", "course_key", "step_key"], name="one_completion_per_learner_and_step")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.step_key}"


class CheckAnswer(models.Model):
    """One answer to a check inside a lesson. Rows are only added; the newest number of a learner is shown."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_check_answers", verbose_name=_("learner")
    )
    lesson_key = models.UUIDField(_("lesson"))
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="check_answers", verbose_name=_("question version"))
    number = models.PositiveIntegerField(_("number"))
    answer = models.JSONField(_("answer"))
    points = FractionField(_("points"))
    answered_at = models.DateTimeField(_("answered at"))

    class Meta:
        verbose_name = _("answer to a check")
        verbose_name_plural = _("answers to checks")
        ordering = ["learner_id", "lesson_key", "number"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson_key", "version", "number"], name="one_check_answer_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="check_answers_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.lesson_key} #{self.number}"
