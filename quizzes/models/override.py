"""Exceptions for one person: more time, more attempts, an earlier start or a later end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from quizzes.models import led
from quizzes.models.quiz import Quiz
from quizzes.models.rules import Rules


class QuizOverrideQuerySet(models.QuerySet["QuizOverride"]):
    """Reads of overrides."""

    def of(self, learner: Any) -> Self:
        return self.filter(learner=learner)

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(revoked_at=None)

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of the people one leads; all with the right to see them."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("academy_quizzes.view_quizoverride"):
            return self
        return self.filter(Q(learner_id=user.pk) | led.by(user, "learner"))

    def revocable_by(self, user: Any) -> Self:
        """Those that this user could have granted: never one's own."""
        if not user.is_authenticated:
            return self.none()
        others = self.exclude(learner=user.pk)
        return others if user.has_perm("academy_quizzes.add_quizoverride") else others.filter(led.by(user, "learner"))

    def with_names(self) -> Self:
        return self.select_related("quiz", "learner", "granted_by", "revoked_by")

    def with_ends(self) -> Self:
        """Each with its quiz and `latest_end`: the latest end that any exception which stands gives its learner at that quiz."""
        standing = self.model.objects.standing().filter(quiz=OuterRef("quiz"), learner=OuterRef("learner"))
        latest = standing.order_by(F("closes_at").desc(nulls_last=True)).values("closes_at")
        return self.select_related("quiz").annotate(latest_end=Subquery(latest[:1]))


def grantable_by(user: Any) -> QuerySet[Any]:
    """The learners for whom this user may make an exception: those led, or with the right to it everybody."""
    everybody: QuerySet[Any] = get_user_model()._default_manager.all()
    return everybody if user.has_perm("academy_quizzes.add_quizoverride") else led.users_led_by(user)


class QuizOverride(models.Model):
    """What one learner may do at one quiz beyond what it allows. Of several that stand, the most generous counts, field by field."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="overrides", verbose_name=_("quiz"))
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_quiz_overrides", verbose_name=_("learner")
    )
    time_factor = models.DecimalField(
        _("time factor"),
        max_digits=4,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(10))],
        help_text=_("1.25 is a quarter more than the time limit."),
    )
    extra_minutes = models.PositiveSmallIntegerField(_("extra minutes"), default=0)
    extra_attempts = models.PositiveSmallIntegerField(_("extra attempts"), default=0)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("granted by"))
    granted_at = models.DateTimeField(_("granted at"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken back by")
    )
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    # Set by `with_ends`, and only by it.
    latest_end: datetime | None

    objects = QuizOverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception for a person")
        verbose_name_plural = _("exceptions for persons")
        ordering = ["-granted_at", "-pk"]
        indexes = [models.Index(fields=["learner", "quiz"], condition=Q(revoked_at=None), name="standing_overrides_of_learner")]
        constraints = [
            models.CheckConstraint(condition=Q(time_factor__gte=1, time_factor__lte=10), name="override_never_takes_time_away"),
            models.CheckConstraint(
                condition=Q(time_factor__gt=1)
                | Q(extra_minutes__gt=0)
                | Q(extra_attempts__gt=0)
                | Q(opens_at__isnull=False)
                | Q(closes_at__isnull=False),
                name="override_grants_something",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="override_is_taken_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.learner_id}"

    @property
    def adds_time(self) -> bool:
        """Whether it makes attempts longer."""
        return self.time_factor > 1 or self.extra_minutes > 0

    @property
    def open_until(self) -> datetime | None:
        """When the quiz closes to this learner, by all that stands; None where it does not. Asked of rows `with_ends`."""
        return self.end_after(self.quiz.closes_at)

    def end_after(self, closes: datetime | None) -> datetime | None:
        """The same, where the quiz closes to everybody at this moment."""
        return None if closes is None else max(closes, self.latest_end or closes)

    @property
    def extra_time_ends_at(self) -> datetime | None:
        """When the closing of the quiz ends the time that it adds; None where nothing does, or where it adds none."""
        return self.open_until if self.adds_time and self.quiz.time_limit else None


@dataclass(frozen=True)
class Terms:
    """What holds for one learner at one quiz: its settings and the most generous of the overrides that stand."""

    opens_at: datetime | None
    closes_at: datetime | None
    time_limit: timedelta | None
    max_attempts: int | None  # None: no limit

    @classmethod
    def of(cls, learner: Any, quiz: Quiz, *, rules: Rules | None = None) -> Self:
        """Read them in one query."""
        return cls.put_together(quiz, QuizOverride.objects.standing().of(learner).filter(quiz=quiz), rules=rules)

    @classmethod
    def put_together(cls, quiz: Quiz, overrides: Iterable[QuizOverride], *, rules: Rules | None = None) -> Self:
        """Field by field, the most generous: the earliest start, the latest end, the longest time, the most attempts.

        With the rules of an attempt, its limit and end are those of its beginning.
        """
        rules = rules or quiz.rules
        standing = [one for one in overrides if one.quiz_id == quiz.pk and one.revoked_at is None]
        opens = [quiz.opens_at, *(one.opens_at for one in standing if one.opens_at)]
        closes = [rules.closes, *(one.closes_at for one in standing if one.closes_at)]
        extra = max((one.extra_attempts for one in standing), default=0)
        return cls(
            opens_at=None if quiz.opens_at is None else min(one for one in opens if one),
            closes_at=None if rules.closes is None else max(one for one in closes if one),
            time_limit=cls._longest(rules.time_limit, standing),
            max_attempts=quiz.max_attempts + extra if quiz.max_attempts else None,
        )

    @staticmethod
    def _longest(limit: timedelta | None, standing: list[QuizOverride]) -> timedelta | None:
        """The limit times the factor plus the minutes, of the override that gives the most. Whole microseconds, never less than due."""
        if limit is None:
            return None
        microseconds = limit // timedelta(microseconds=1)
        lengths = [-(-microseconds * Fraction(one.time_factor) // 1) + one.extra_minutes * 60_000_000 for one in standing]
        return timedelta(microseconds=max([microseconds, *map(int, lengths)]))

    def deadline(self, started_at: datetime) -> datetime | None:
        """When the time of an attempt is up: after the limit, and never after the quiz closes.

        Counted in UTC: adding to local time would go wrong in the nights when clocks change.
        """
        ends = [self.closes_at, started_at.astimezone(UTC) + self.time_limit if self.time_limit else None]
        return min((one for one in ends if one), default=None)

    def not_yet(self, now: datetime) -> bool:
        return self.opens_at is not None and now < self.opens_at

    def over(self, now: datetime) -> bool:
        return self.closes_at is not None and now >= self.closes_at
