"""Attempts: pinned rules, one open at a time, closed and graded for good."""

from collections.abc import Collection
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.conf import academy_setting
from quizzes.models import led
from quizzes.models.fields import FractionField
from quizzes.models.quiz import SERIOUS, Quiz
from quizzes.models.rules import OnExpiry, Rules


def network_grace() -> timedelta:
    """How long after the deadline an answer that was on its way still counts."""
    return timedelta(seconds=academy_setting("NETWORK_GRACE_SECONDS"))


class AttemptWindow(models.Model):
    """From when on a learner's attempts at a quiz count against its limit. Opened by the layer above."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="windows", verbose_name=_("quiz"))
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_quiz_windows", verbose_name=_("learner")
    )
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

    def led_by(self, user: Any) -> Self:
        """Attempts of the people whom a user leads, never the user's own: for their results, not for single answers."""
        return self.filter(led.by(user, "learner")).exclude(learner_id=user.pk) if user.is_authenticated else self.none()

    def at(self, quiz: Quiz) -> Self:
        return self.filter(quiz=quiz)

    def with_quiz(self) -> Self:
        return self.select_related("quiz")

    def open(self) -> Self:
        return self.filter(submitted_at=None)

    def waits_for_answers(self, uuid: UUID) -> bool:
        """Whether an attempt of this name is open, whoever's it is."""
        return self.open().filter(uuid=uuid).exists()

    def closed(self) -> Self:
        return self.filter(submitted_at__isnull=False)

    def graded(self) -> Self:
        return self.filter(graded_at__isnull=False)

    def waiting(self) -> Self:
        """Handed in, with answers that a person has yet to mark."""
        return self.closed().filter(graded_at=None)

    def counting_as_pass(self) -> Self:
        """Attempts with which their learner passed the quiz, by what the quiz keeps of several."""
        return self.filter(counts_as_pass=True)

    def overdue(self, now: datetime) -> Self:
        """Open attempts that nobody can hand in any more."""
        return self.open().filter(ends_at__lt=now - network_grace())

    def let_go_by(self, attempt: "Attempt") -> Self:
        """Graded attempts whose scores a closed attempt may have held back while it was open; none for practice, which holds nothing back."""
        if attempt.quiz.purpose not in SERIOUS:
            return self.none()
        return self.of(attempt.learner_id).exclude(pk=attempt.pk).filter(graded_at__gte=attempt.started_at)

    def letting_others_go(self) -> Self:
        """Those for which `let_go_by` finds anything, asked for many at once."""
        others = self.model.objects.filter(learner=OuterRef("learner"), graded_at__gte=OuterRef("started_at")).exclude(pk=OuterRef("pk"))
        return self.filter(Exists(others), quiz__purpose__in=SERIOUS)

    def regradable(self, quiz: Quiz, versions: Collection[Any]) -> Self:
        """Handed in, with one of these wordings of questions. What was never handed in counts for nothing, whatever the key."""
        return self.asked(quiz, versions).closed().exclude(closed_by=Attempt.ClosedBy.ABANDONED)

    def asked(self, quiz: Quiz, versions: Collection[Any]) -> Self:
        """Attempts at a quiz with one of these wordings of questions."""
        return self.at(quiz).filter(Exists(self.model.objects.filter(pk=OuterRef("pk"), slots__version__in=versions)))

    def since(self, moment: datetime | None) -> Self:
        return self if moment is None else self.filter(started_at__gte=moment)

    def with_score_withheld(self) -> Self:
        """Each attempt with `score_withheld`: it was graded while a graded quiz or an exam with one of its questions was open, and still is.

        Its score would say how a question of the open attempt is answered.
        """
        return self.annotate(score_withheld=self._held_back_by())

    def holds_back(self, attempt: "Attempt") -> bool:
        """Whether the score of this attempt may not be told yet. One query."""
        return self.filter(self._held_back_by(), pk=attempt.pk).exists()

    def told_as_pass(self) -> Self:
        """Those that count as a pass and may be told of: what is held back counts upwards once it is not."""
        return self.counting_as_pass().filter(~self._held_back_by())

    def told_as_pass_of(self, learner: Any) -> Self:
        """The same of one learner, asked in two steps: nearly always nothing is open, and planning to compare questions costs most."""
        counting = self.of(learner).counting_as_pass()
        holds = Attempt.objects.of(learner).open().filter(quiz__purpose__in=SERIOUS).exists()
        return counting.told_as_pass() if holds else counting

    def keeping_lessons_back(self, learner: Any) -> Self:
        """This learner's open attempts during which lessons do not tell how their questions are answered: more than practice, and not open book."""
        closed_book = Q(rules_kept__open_book=False) | ~Q(rules_kept__has_key="open_book") | Q(quiz__purpose=Quiz.Purpose.CERTIFICATION)
        return self.of(learner).open().filter(closed_book, quiz__purpose__in=SERIOUS)

    @staticmethod
    def _held_back_by() -> Exists:
        """What counts is when a score came to be, which is after its deadline where the clock closed an attempt."""
        holding = Attempt.objects.open().filter(
            learner=OuterRef("learner"),
            quiz__purpose__in=SERIOUS,
            started_at__lte=Coalesce(OuterRef("graded_at"), OuterRef("submitted_at")),
            slots__version__question__versions__attempt_slots__attempt=OuterRef("pk"),
        )
        return Exists(holding)


class Attempt(models.Model):
    """One learner's try at one quiz: open until submitted, then graded, by itself or by people, and frozen."""

    class ClosedBy(models.TextChoices):
        """Who ended an attempt."""

        LEARNER = "learner", _("handed in")
        DEADLINE = "deadline", _("time was up")
        ABANDONED = "abandoned", _("not handed in")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_quiz_attempts", verbose_name=_("learner")
    )
    number = models.PositiveIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=20, blank=True)
    pass_percent = models.DecimalField(_("pass line"), max_digits=5, decimal_places=2, help_text=_("As it was when the attempt began."))
    rules_kept = models.JSONField(_("rules"), default=dict, help_text=_("As they were when the attempt began."))
    started_at = models.DateTimeField(_("started at"))
    deadline_at = models.DateTimeField(_("deadline"), null=True, blank=True, help_text=_("Until when answers count."))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True, help_text=_("Until when it can be handed in."))
    page = models.PositiveSmallIntegerField(pgettext_lazy("of a quiz", "page"), default=1, help_text=_("The furthest one that was opened."))
    device = models.CharField(_("device"), max_length=32, blank=True, help_text=_("Where it is being taken."))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    closed_by = models.CharField(_("closed by"), max_length=10, choices=ClosedBy.choices, blank=True)
    graded_at = models.DateTimeField(_("graded at"), null=True, blank=True)
    max_points = FractionField(_("points to be had"))
    points = FractionField(_("points"), null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    counts_as_pass = models.BooleanField(_("counts as a pass"), default=False, help_text=_("By what the quiz keeps of several attempts."))

    # Set by `with_score_withheld`, and only by it.
    score_withheld: bool = False

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["ends_at"], condition=Q(submitted_at=None), name="open_attempts_by_end"),
            models.Index(fields=["learner", "quiz", "submitted_at"], name="attempts_of_a_learner"),
            models.Index(
                fields=["quiz", "submitted_at"], condition=Q(submitted_at__isnull=False, graded_at=None), name="attempts_waiting_for_marks"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quiz"], condition=Q(submitted_at=None), name="one_open_attempt_per_learner_and_quiz"
            ),
            models.UniqueConstraint(fields=["quiz", "learner", "number"], name="one_attempt_per_quiz_learner_and_number"),
            models.CheckConstraint(
                condition=Q(graded_at=None, points=None, passed=None, counts_as_pass=False)
                | Q(submitted_at__isnull=False, graded_at__isnull=False, points__isnull=False, passed__isnull=False),
                name="attempt_has_a_verdict_only_when_graded",
            ),
            models.CheckConstraint(condition=Q(ends_at=None) | Q(ends_at__gte=F("deadline_at")), name="attempt_ends_after_its_deadline"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} #{self.number}"

    @cached_property
    def let_go(self) -> "list[Attempt]":
        """What closing this attempt lets be told, read once for all who ask about the same closing."""
        return list(Attempt.objects.let_go_by(self).with_quiz().only("counts_as_pass", "quiz__purpose").order_by())

    @cached_property
    def rules(self) -> Rules:
        return Rules.read(self.rules_kept)

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    @property
    def is_waiting(self) -> bool:
        """Handed in, with answers that a person has yet to mark."""
        return self.submitted_at is not None and self.graded_at is None

    @property
    def is_undecided(self) -> bool:
        """Whether its learner cannot know how it ends: open, waiting for a marker, or with a score that is held back."""
        return self.is_open or self.is_waiting or self.score_withheld

    @property
    def is_abandoned(self) -> bool:
        return self.closed_by == self.ClosedBy.ABANDONED

    def takes_answers(self, now: datetime) -> bool:
        """Whether an answer that is received now counts: until the deadline, and what was on its way then."""
        return self.is_open and (self.deadline_at is None or now <= self.deadline_at + network_grace())

    def is_overdue(self, now: datetime) -> bool:
        """Whether it is over although nobody handed it in."""
        return self.is_open and self.ends_at is not None and now > self.ends_at + network_grace()

    def time_is_up(self, now: datetime) -> bool:
        """Whether the clock stands at 0:00."""
        return self.deadline_at is not None and now >= self.deadline_at

    def closing_time(self, now: datetime) -> datetime:
        """The moment an attempt counts as handed in: its end, when the request came after it."""
        return now if self.ends_at is None else min(now, self.ends_at)

    @property
    def score(self) -> Fraction | None:
        """The exact share of points, in [0, 1]; None until graded."""
        return None if self.points is None else share_of(self.points, self.max_points)

    @property
    def percent(self) -> Decimal | None:
        """The score as a percentage that never contradicts the verdict: rounded, but never across the pass line."""
        return None if self.score is None else shown_percent(self.score, pass_percent=self.pass_percent)


def share_of(points: Fraction, most: Fraction) -> Fraction:
    """Points as a share of those to be had, in [0, 1]; wrong answers may have cost more than right ones earned."""
    return min(Fraction(1), max(Fraction(0), points / most)) if most else Fraction(0)


def shown_percent(score: Fraction, *, pass_percent: Decimal) -> Decimal:
    """Round a share in [0, 1] to a whole percent; where that would cross the pass line, to two digits below it."""
    exact = score * 100
    whole = Decimal(round(exact))
    if (Fraction(whole) >= Fraction(pass_percent)) == (exact >= Fraction(pass_percent)):
        return whole
    return Decimal(int(exact * 100)) / 100


def runs_until(*, deadline: datetime | None, rules: Rules) -> datetime | None:
    """Until when an attempt can be handed in: its deadline, and the time to hand in where its quiz gives any."""
    return deadline + rules.grace if deadline and rules.on_expiry == OnExpiry.GRACE else deadline
