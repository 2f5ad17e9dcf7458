"""Quizzes: what is asked, how often, how long and what passes."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Q, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from academy.texts import LocalisedTextField
from quizzes.models.question import Question, QuestionBank


class QuizQuerySet(models.QuerySet["Quiz"]):
    """Reads of quizzes."""

    def published(self) -> Self:
        return self.filter(published_at__isnull=False, retired_at=None)

    def asking(self, question: Question) -> Self:
        """Quizzes that ask this very question, or may draw it."""
        return self.filter(Q(slots__question=question) | Q(slots__bank_id=question.bank_id)).distinct()

    def with_question_count(self) -> Self:
        """Each quiz with `questions`, the number an attempt has."""
        each = Case(When(slots__bank=None, then=1), default="slots__draw", output_field=models.IntegerField())
        return self.annotate(questions=Coalesce(Sum(each, filter=Q(slots__isnull=False)), 0))

    def visible_to(self, user: Any) -> Self:
        """The only way quizzes reach a learner's screen or the API: published ones. Authors see drafts where they write them."""
        return self.published() if user.is_authenticated else self.none()


class Quiz(ClusterableModel, models.Model):
    """A run of questions with a pass line: practice, the end of a course, or the exam of a certification."""

    class Purpose(models.TextChoices):
        """What a pass is good for."""

        PRACTICE = "practice", _("practice")
        GRADED = "graded", _("course quiz")
        CERTIFICATION = "certification", _("certification exam")

    class Review(models.TextChoices):
        """When the learner may see right answers and explanations."""

        AFTER_SUBMIT = "after_submit", _("after handing in")
        AFTER_PASS = "after_pass", _("after passing")
        NEVER = "never", _("never")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    title = LocalisedTextField(_("title"))
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices, default=Purpose.GRADED)
    pass_percent = models.DecimalField(
        _("pass line"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(80),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("Percent of the points."),
    )
    max_attempts = models.PositiveSmallIntegerField(_("attempts"), default=3, help_text=_("0 means no limit."))
    cooloff_minutes = models.PositiveIntegerField(
        _("cool-off"), default=0, help_text=_("Minutes between two attempts, counted from handing in.")
    )
    time_limit_minutes = models.PositiveIntegerField(_("time limit"), null=True, blank=True, help_text=_("Minutes; empty means no limit."))
    shuffle_questions = models.BooleanField(_("shuffle questions"), default=True)
    shuffle_choices = models.BooleanField(_("shuffle choices"), default=True)
    review = models.CharField(_("review"), max_length=20, choices=Review.choices, default=Review.AFTER_SUBMIT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True, editable=False)

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=Q(pass_percent__gte=0, pass_percent__lte=100), name="quiz_pass_line_is_a_percentage"),
            models.CheckConstraint(condition=Q(time_limit_minutes=None) | Q(time_limit_minutes__gte=1), name="quiz_time_limit_is_positive"),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.slug

    @property
    def is_open(self) -> bool:
        """Whether attempts may begin at all."""
        return self.published_at is not None and self.retired_at is None

    @property
    def pass_line(self) -> Fraction:
        """The share of points that passes, in [0, 1]."""
        return Fraction(self.pass_percent) / 100

    @property
    def time_limit(self) -> timedelta | None:
        return None if self.time_limit_minutes is None else timedelta(minutes=self.time_limit_minutes)

    @property
    def cooloff(self) -> timedelta:
        return timedelta(minutes=self.cooloff_minutes)

    @property
    def question_count(self) -> int:
        """How many questions an attempt has. One query unless slots are prefetched."""
        return sum(slot.draw if slot.bank_id else 1 for slot in self.slots.all())


class QuizSlot(Orderable, models.Model):
    """A place in a quiz: one fixed question, or a number of questions drawn from a bank."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots", verbose_name=_("quiz"))
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("question")
    )
    bank = models.ForeignKey(
        QuestionBank, on_delete=models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("question bank")
    )
    draw = models.PositiveSmallIntegerField(_("draw"), default=1, help_text=_("How many questions are drawn from the bank."))

    class Meta(Orderable.Meta):
        verbose_name = _("part of a quiz")
        verbose_name_plural = _("parts of a quiz")
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, bank=None) | Q(question=None, bank__isnull=False),
                name="quiz_slot_is_fixed_or_drawn",
            ),
            models.CheckConstraint(condition=Q(draw__gte=1), name="quiz_slot_draws_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.draw} × {self.bank}" if self.bank_id else str(self.question)

    def clean(self) -> None:
        if bool(self.question_id) == bool(self.bank_id):
            raise ValidationError({"bank": _("Choose either one question or a bank to draw from.")})
