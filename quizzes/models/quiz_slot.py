"""The parts of a quiz: fixed questions, and pools that are drawn from."""

from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from academy.texts import LocalisedTextField
from quizzes.models.fields import FractionField, one_point
from quizzes.models.question import Question, QuestionBank, QuestionVersion
from quizzes.models.quiz import Quiz


class QuizSlot(Orderable, models.Model):
    """A place in a quiz: one fixed question, or a number of questions drawn from a bank. May begin a section."""

    class Tags(models.TextChoices):
        """How several tags of a pool are meant."""

        ANY = "any", _("any of them")
        ALL = "all", _("all of them")

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots", verbose_name=_("quiz"))
    section = LocalisedTextField(
        _("new section"), blank=True, default=dict, help_text=_("A title here begins a section that goes on until the next title.")
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("question")
    )
    version = models.ForeignKey(
        QuestionVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("version"),
        help_text=_("Empty: always the newest. Chosen: attempts keep getting this wording."),
    )
    bank = models.ForeignKey(
        QuestionBank, on_delete=models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("question bank")
    )
    include_children = models.BooleanField(_("with the banks inside it"), default=False)
    tags = models.JSONField(_("tags"), default=list, blank=True, help_text=_("Only questions with these tags, separated by commas."))
    tags_match = models.CharField(_("tags match"), max_length=3, choices=Tags.choices, default=Tags.ANY)
    level = models.PositiveSmallIntegerField(
        _("level"), choices=Question.Level.choices, null=True, blank=True, help_text=_("Only questions of this level.")
    )
    draw = models.PositiveSmallIntegerField(_("draw"), default=1, help_text=_("How many questions are drawn from the bank."))
    points = FractionField(_("points"), default=one_point, help_text=_("What each question here is worth, such as 1, 2.5 or 1/3."))

    class Meta(Orderable.Meta):
        verbose_name = _("part of a quiz")
        verbose_name_plural = _("parts of a quiz")
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, bank=None) | Q(question=None, bank__isnull=False),
                name="quiz_slot_is_fixed_or_drawn",
            ),
            models.CheckConstraint(condition=Q(version=None) | Q(question__isnull=False), name="quiz_slot_pins_a_version_of_its_question"),
            models.CheckConstraint(condition=Q(draw__gte=1), name="quiz_slot_draws_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.draw} × {self.bank}" if self.bank_id else str(self.question)

    def clean(self) -> None:
        faults: dict[str, Any] = {}
        if bool(self.question_id) == bool(self.bank_id):
            faults["bank"] = _("Choose either one question or a bank to draw from.")
        if self.version_id and self.version and self.version.question_id != self.question_id:
            faults["version"] = _("This is a version of another question.")
        if isinstance(self.points, Fraction) and self.points <= 0:
            faults["points"] = _("A question has to be worth something.")
        if faults:
            raise ValidationError(faults)
