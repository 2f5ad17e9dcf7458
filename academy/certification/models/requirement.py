"""What has to be met: courses, an exam, practice, a sign-off."""

from typing import Any, Self
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from academy.certification.models.certification import CertificationVersion
from academy.texts import LocalisedTextField
from quizzes.models import Quiz
from quizzes.models.quiz import questions_to_pass


class Path(models.TextChoices):
    """How a person comes to a certificate."""

    INITIAL = "initial", _("first certificate")
    RENEWAL = "renewal", _("renewal")


class RequirementQuerySet(models.QuerySet["Requirement"]):
    """Reads of requirements."""

    def with_names(self) -> Self:
        """Each with the course or exam it names, in the order of its version."""
        return self.select_related("course", "exam").order_by("version_id", "sort_order", "pk")

    def with_pass_lines(self) -> Self:
        """Each exam with `exam_questions` and `exam_worths`, so that its pass line can be said as a number of questions. No query more."""
        counted: Any = Quiz.objects.filter(pk=OuterRef("exam")).order_by().with_question_count()  # the types know no annotations
        return self.annotate(exam_questions=Subquery(counted.values("questions")[:1]), exam_worths=Subquery(counted.values("worths")[:1]))

    def of_version(self, version: Any) -> Self:
        return self.filter(version=version)

    def practices_of(self, cycle: Any) -> Self:
        """The practices that a cycle asks for."""
        return self._asked_by(cycle).filter(kind=Requirement.Kind.PRACTICE)

    def sign_offs_of(self, cycle: Any) -> Self:
        """The sign-offs that a cycle asks for."""
        return self._asked_by(cycle).filter(kind=Requirement.Kind.SIGN_OFF)

    def _asked_by(self, cycle: Any) -> Self:
        own = self.filter(version=cycle.version_id, path=cycle.path)
        return own if own.exists() else self.filter(version=cycle.version_id, path=Path.INITIAL)


class Requirement(ClusterableModel, Orderable, models.Model):
    """One thing that has to be met on a path. All requirements of the path must hold."""

    class Kind(models.TextChoices):
        """What sort of fact meets it."""

        COURSE = "course", _("course")
        EXAM = "exam", _("exam")
        PRACTICE = "practice", _("practice")
        SIGN_OFF = "sign_off", _("sign-off")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = ParentalKey(CertificationVersion, on_delete=models.CASCADE, related_name="requirements", verbose_name=_("rules"))
    path = models.CharField(_("path"), max_length=10, choices=Path.choices, default=Path.INITIAL)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    course = models.ForeignKey(
        "academy_courses.CoursePage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("course"),
        help_text=_("In any language: progress is the same."),
    )
    exam = models.ForeignKey(
        "academy_quizzes.Quiz", on_delete=models.PROTECT, null=True, blank=True, related_name="requirements", verbose_name=_("exam")
    )
    once = models.BooleanField(
        _("once for ever"), default=False, help_text=_("Also counts what was done before this certification was begun.")
    )
    title = LocalisedTextField(_("title"), blank=True, help_text=_("Of a practice; courses and exams have their own."))
    brief = LocalisedTextField(_("brief"), long=True, blank=True, help_text=_("Of a practice: what to prepare."))
    statement = LocalisedTextField(_("statement"), long=True, blank=True, help_text=_("Of a sign-off: what the manager says by signing."))
    pass_points = models.PositiveSmallIntegerField(_("points to pass"), null=True, blank=True, help_text=_("Of a practice."))

    # Set by `with_pass_lines`, and only by it.
    exam_questions: int | None = None
    exam_worths: int | None = None

    objects = RequirementQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="course", course__isnull=False, exam=None)
                    | Q(kind="exam", exam__isnull=False, course=None)
                    | Q(kind="practice", course=None, exam=None, pass_points__isnull=False)
                    | Q(kind="sign_off", course=None, exam=None)
                ),
                name="requirement_names_what_it_asks_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    def clean(self) -> None:
        """Ask for exactly what the kind needs. A course is finished once for ever, so it always counts: nobody could finish it again."""
        super().clean()
        self.once = self.once or self.kind == self.Kind.COURSE
        needs = (
            {self.Kind.COURSE: "course", self.Kind.EXAM: "exam", self.Kind.PRACTICE: "pass_points"}.get(self.Kind(self.kind))
            if self.kind
            else None
        )
        if needs is not None and getattr(self, needs) is None:
            raise ValidationError({needs: _("A requirement of this kind needs this.")})
        for name in ("course", "exam"):
            if self.kind and name != needs and getattr(self, name) is not None:
                raise ValidationError({name: _("Leave this empty for a requirement of this kind.")})

    @property
    def course_key(self) -> UUID | None:
        """The key of the course, the same in all its languages."""
        return None if self.course is None else self.course.translation_key

    @property
    def questions_to_pass(self) -> int | None:
        """How many questions of the exam have to be right, where its pass line means that."""
        if self.exam is None or not self.exam_questions:
            return None
        return questions_to_pass(
            self.exam.pass_percent, questions=self.exam_questions, worths=self.exam_worths or 0, behaviour=self.exam.behaviour
        )

    @property
    def name(self) -> str:
        """What the requirement is called on screens."""
        if self.kind == self.Kind.COURSE and self.course is not None:
            return str(self.course.title)
        if self.kind == self.Kind.EXAM and self.exam is not None:
            return str(self.exam.title)
        return str(self.title) or str(self.get_kind_display())


class RubricRow(Orderable, models.Model):
    """One row of a practice's rubric: four levels in words, worth 0 to 3 points."""

    requirement = ParentalKey(Requirement, on_delete=models.CASCADE, related_name="rubric", verbose_name=_("practice"))
    slug = models.SlugField(_("short name"), max_length=40)
    title = LocalisedTextField(_("title"))
    levels = LocalisedTextField(_("levels"), long=True, help_text=_("A line for each level, the lowest (0 points) first."))

    class Meta(Orderable.Meta):
        verbose_name = _("row of a rubric")
        verbose_name_plural = _("rubric")
        constraints = [models.UniqueConstraint(fields=["requirement", "slug"], name="one_rubric_row_per_short_name")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def level_words(self) -> list[str]:
        """The levels in the reader's language, lowest first; the index is the points."""
        return [line.strip() for line in str(self.levels).splitlines() if line.strip()]

    @property
    def most_points(self) -> int:
        """The points of the highest level, in whichever language has the most levels."""
        return max((sum(bool(line.strip()) for line in text.splitlines()) for text in self.levels.values()), default=0) - 1
