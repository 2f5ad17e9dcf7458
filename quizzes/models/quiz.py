"""Quizzes: what is asked, how often, how long and what passes."""

from collections.abc import Collection
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, Final, Self
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.models import ClusterableModel

from academy.texts import LocalisedTextField
from quizzes.models.closed import closed_to
from quizzes.models.moments import OUT_OF_RANGE, can_be_kept
from quizzes.models.question import Question, QuestionVersion
from quizzes.models.rules import Behaviour, OnExpiry, Rules
from quizzes.question_types import kinds_not_asked


def questions_to_pass(percent: Decimal, *, questions: int, worths: int, behaviour: str) -> int | None:
    """How many of so many questions have to be right to reach a pass line: the share, rounded up.

    None where points say more than a number of questions: where they are not worth the same, or tries and certainty count.
    """
    if not questions or worths != 1 or behaviour != Behaviour.DEFERRED:
        return None
    return ceil(Fraction(percent) * questions / 100)


class QuizQuerySet(models.QuerySet["Quiz"]):
    """Reads of quizzes."""

    def published(self) -> Self:
        return self.filter(published_at__isnull=False, retired_at=None)

    def asking(self, question: Question) -> Self:
        """Quizzes that ask this very question, or may draw it: also from a bank that its own bank lies in."""
        banks = question.bank.with_ancestors()
        below = Q(slots__bank__in=banks, slots__include_children=True)
        return self.filter(Q(slots__question=question) | Q(slots__bank=question.bank_id) | below).distinct()

    def regradable_by(self, user: Any) -> Self:
        """Quizzes with closed attempts, for whoever may regrade them; each with `closed`, how many those are."""
        if not user.is_authenticated or not user.has_perm("academy_quizzes.add_regrade"):
            return self.none()
        closed = Count("attempts", filter=Q(attempts__submitted_at__isnull=False))
        return self.annotate(closed=closed).filter(closed__gt=0)

    def with_question_count(self) -> Self:
        """Each quiz with `questions`, the number an attempt asks, and `worths`, of how many different numbers of points they are.

        A description that it shows is not a question.
        """
        newest = QuestionVersion.objects.current().filter(question=OuterRef("slots__question"))
        shown: Any = Q(slots__bank=None) & Exists(newest.filter(kind__in=kinds_not_asked()))
        each = Case(When(shown, then=0), When(slots__bank=None, then=1), default="slots__draw", output_field=models.IntegerField())
        worths = Count("slots__points", distinct=True, filter=Q(slots__isnull=False) & ~shown)
        return self.annotate(questions=Coalesce(Sum(each, filter=Q(slots__isnull=False)), 0), worths=worths)

    def visible_to(self, user: Any, *, passed: Collection[int] = ()) -> Self:
        """The only way quizzes reach a learner's screen or the API: published, and not kept from the user by a layer above.

        `passed` is what the visitor has given the password of. Authors see drafts where they write them.
        """
        return self.published().exclude(closed_to(user, passed)) if user.is_authenticated else self.none()

    def withdrawn_from(self, user: Any, slug: str, *, passed: Collection[int] = ()) -> "Quiz | None":
        """The one of this slug, where it was published, is retired, and is not kept from the user otherwise."""
        retired = self.filter(slug=slug, published_at__isnull=False, retired_at__isnull=False)
        return retired.exclude(closed_to(user, passed)).first()


class Quiz(ClusterableModel, models.Model):
    """A run of questions with a pass line: practice, the end of a course, or the exam of a certification."""

    class Purpose(models.TextChoices):
        """What a pass is good for."""

        PRACTICE = "practice", _("practice")
        GRADED = "graded", _("course quiz")
        CERTIFICATION = "certification", _("certification exam")

    class Review(models.TextChoices):
        """What a learner sees of a closed attempt, and when. `models.review` spells each out."""

        PRACTICE = "practice", _("everything, at once")
        GRADED = "graded", _("the score at once; right answers after passing or when the quiz has closed")
        CERTIFICATION = "certification", _("score and weak lessons only")
        EXPERT = "expert", _("as the table below says")

    class Keep(models.TextChoices):
        """Which of several attempts counts."""

        HIGHEST = "highest", _("the best attempt")
        LATEST = "latest", _("the latest attempt")
        FIRST = "first", _("the first attempt")
        AVERAGE = "average", _("the average of all attempts")

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
        help_text=_(
            "Percent of the points. Where all questions are worth the same, it is rounded up to whole questions: 90 % of 8 questions are all 8."
        ),
    )
    keep = models.CharField(_("what counts"), max_length=10, choices=Keep.choices, default=Keep.HIGHEST)

    opens_at = models.DateTimeField(_("opens"), null=True, blank=True, help_text=_("Empty: as soon as it is published."))
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Attempts that are open then end. Empty: it stays open.")
    )
    time_limit_minutes = models.PositiveIntegerField(_("time limit"), null=True, blank=True, help_text=_("Minutes; empty means no limit."))
    on_expiry = models.CharField(_("when the time is up"), max_length=10, choices=OnExpiry.choices, default=OnExpiry.SUBMIT)
    grace_minutes = models.PositiveIntegerField(
        _("time to hand in"),
        default=0,
        help_text=_("Minutes after the time is up in which an attempt can still be handed in, where that is chosen above."),
    )
    max_attempts = models.PositiveSmallIntegerField(_("attempts"), default=3, help_text=_("0 means no limit."))
    cooloff_minutes = models.PositiveIntegerField(
        _("cool-off"), default=0, help_text=_("Minutes between the first attempt and the second, counted from handing in.")
    )
    cooloff_later_minutes = models.PositiveIntegerField(
        _("later cool-off"), null=True, blank=True, help_text=_("Minutes between later attempts; empty means the same.")
    )

    behaviour = models.CharField(_("way of answering"), max_length=12, choices=Behaviour.choices, default=Behaviour.DEFERRED)
    shuffle_questions = models.BooleanField(_("shuffle questions"), default=True, help_text=_("Within each section."))
    shuffle_choices = models.BooleanField(_("shuffle choices"), default=True)
    questions_per_page = models.PositiveSmallIntegerField(_("questions on a page"), default=1, help_text=_("0 means all of a section."))
    one_way = models.BooleanField(_("no way back"), default=False, help_text=_("A page that was left is not shown again."))
    single_device = models.BooleanField(
        _("one device at a time"), default=False, help_text=_("Going on elsewhere has to be asked for, and is noted.")
    )
    open_book = models.BooleanField(
        _("open book"),
        default=False,
        help_text=_("Checks in lessons go on telling what is right. Otherwise a learner sees it once the attempt is handed in."),
    )
    anonymous_marking = models.BooleanField(_("markers see no names"), default=True)
    two_markers = models.BooleanField(_("two people mark each answer"), default=False)

    review = models.CharField(pgettext_lazy("of an attempt", "review"), max_length=20, choices=Review.choices, default=Review.PRACTICE)
    review_table = models.JSONField(_("review in detail"), default=dict, blank=True)
    words_passed = LocalisedTextField(_("said to whoever passed"), blank=True, default=dict)
    words_failed = LocalisedTextField(_("said to whoever did not pass"), blank=True, default=dict)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True, editable=False)

    # Set by `with_question_count`, and only by it.
    questions: int
    worths: int

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=Q(pass_percent__gte=0, pass_percent__lte=100), name="quiz_pass_line_is_a_percentage"),
            models.CheckConstraint(condition=Q(time_limit_minutes=None) | Q(time_limit_minutes__gte=1), name="quiz_time_limit_is_positive"),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")), name="quiz_opens_before_it_closes"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.slug

    def clean(self) -> None:
        far = {name: OUT_OF_RANGE for name in ("opens_at", "closes_at") if (at := getattr(self, name)) and not can_be_kept(at)}
        if far:
            raise ValidationError(far)
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("A quiz has to close after it opens.")})
        if self.open_book and self.purpose == self.Purpose.CERTIFICATION:
            raise ValidationError({"open_book": _("The exam of a certification cannot be open book.")})
        if self.on_expiry == OnExpiry.GRACE and not self.grace_minutes:
            raise ValidationError({"grace_minutes": _("Say how many minutes there are to hand in.")})

    @property
    def is_open(self) -> bool:
        """Whether attempts may begin at all; `opens_at` and `closes_at` are read with a learner's overrides."""
        return self.published_at is not None and self.retired_at is None

    @property
    def pass_line(self) -> Fraction:
        """The share of points that passes, in [0, 1]."""
        return Fraction(self.pass_percent) / 100

    @property
    def questions_to_pass(self) -> int | None:
        """How many of its `questions` have to be right. Of quizzes that were read with their count."""
        return questions_to_pass(self.pass_percent, questions=self.questions, worths=self.worths, behaviour=self.behaviour)

    @property
    def time_limit(self) -> timedelta | None:
        return None if self.time_limit_minutes is None else timedelta(minutes=self.time_limit_minutes)

    def cooloff_after(self, number: int) -> timedelta:
        """The time between the attempt that was the `number`th of a window, from 1, and the next one."""
        later = self.cooloff_minutes if self.cooloff_later_minutes is None else self.cooloff_later_minutes
        return timedelta(minutes=self.cooloff_minutes if number <= 1 else later)

    def has_closed(self, now: datetime) -> bool:
        return self.closes_at is not None and now >= self.closes_at

    @property
    def rules(self) -> Rules:
        """What an attempt that begins now is held to, whatever the author changes later."""
        return Rules(
            behaviour=self.behaviour,
            on_expiry=self.on_expiry,
            grace_minutes=self.grace_minutes if self.on_expiry == OnExpiry.GRACE else 0,
            questions_per_page=self.questions_per_page,
            one_way=self.one_way,
            single_device=self.single_device,
            open_book=self.open_book,
            two_markers=self.two_markers,
            limit_minutes=self.time_limit_minutes,
            closes_at=self.closes_at.isoformat() if self.closes_at else "",
        )


# What is more than practice: while an attempt at such a quiz is open, nothing else tells how its questions are answered.
SERIOUS: Final = (Quiz.Purpose.GRADED, Quiz.Purpose.CERTIFICATION)
