"""Where each person stands with each certification: one row, read by every screen, export and API.

The state machine is `standing_state`, and nothing else decides a state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, ExpressionWrapper, F, IntegerField, Max, OuterRef, Q, Subquery, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from academy.certification.models.assignment import AssignmentRule
from academy.certification.models.award import Award, AwardEvent
from academy.certification.models.certification import Certification
from academy.certification.models.cycle import Cycle
from academy.certification.models.requirement import Requirement
from academy.people.models import Line, may_sign_in, seen_by
from academy.texts import LocalisedText


class State(models.TextChoices):
    """Where a person stands with a certification."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    FAILED = "failed", _("failed")
    AWAITING_REVIEW = "awaiting_review", _("waiting for review")
    AWAITING_SIGN_OFF = "awaiting_signoff", _("waiting for sign-off")
    CERTIFIED = "certified", _("certified")
    EXPIRING = "expiring", _("expiring")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


CURRENT = (State.CERTIFIED, State.EXPIRING)
HELD = (State.CERTIFIED, State.EXPIRING, State.EXPIRED, State.REVOKED)
ENDING = (State.CERTIFIED, State.EXPIRING, State.EXPIRED)
UNDER_WAY = (State.NOT_STARTED, State.IN_PROGRESS, State.FAILED, State.AWAITING_REVIEW, State.AWAITING_SIGN_OFF)


@dataclass(frozen=True)
class Held:
    """What a state needs to know of the newest award: its end, when renewal opens, and whether it was revoked."""

    valid_until: datetime | None
    renewal_opens_at: datetime | None
    revoked: bool


@dataclass(frozen=True)
class Steps:
    """What a state needs to know of the open cycle."""

    begun: bool = False
    last_exam_failed: bool = False
    review_waiting: bool = False
    only_sign_off_open: bool = False


def standing_state(*, held: Held | None, steps: Steps, at: datetime) -> State:
    """The state of one person and certification (product.md §3.4). A held award outranks the steps of a renewal."""
    if held is not None:
        return _held_state(held, at)
    if steps.only_sign_off_open:
        return State.AWAITING_SIGN_OFF
    if steps.review_waiting:
        return State.AWAITING_REVIEW
    if steps.last_exam_failed:
        return State.FAILED
    return State.IN_PROGRESS if steps.begun else State.NOT_STARTED


def _held_state(held: Held, at: datetime) -> State:
    if held.revoked:
        return State.REVOKED
    if held.valid_until is not None and at >= held.valid_until:
        return State.EXPIRED
    if held.renewal_opens_at is not None and at >= held.renewal_opens_at:
        return State.EXPIRING
    return State.CERTIFIED


class Counts(NamedTuple):
    """Of one certification: of how many people it is required, how many of them are certified and current, how many are overdue."""

    required: int
    current: int
    overdue: int


class People(NamedTuple):
    """Of how many people anything is required, how many of them hold a required certificate that is current, how many are in a state, and how often."""

    required: int
    current: int
    found: int
    rows: int


def _any(condition: Q) -> Max:
    """1 for a learner of whom it is true of any row, else 0."""
    return Max(Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField()))


def _is_overdue(today: date) -> Q:
    return Q(due_on__lt=today, state__in=UNDER_WAY)


def _in_state(word: str, today: date) -> Q:
    match word:
        case "current":
            return Q(due_on__isnull=False, state__in=CURRENT)
        case "overdue":
            return _is_overdue(today)
        case "overdue_or_expired":
            return _is_overdue(today) | Q(state=State.EXPIRED)
        case "waiting":
            return Q(state__in=[State.AWAITING_REVIEW, State.AWAITING_SIGN_OFF])
    return Q(state=word)


class StandingQuerySet(models.QuerySet["Standing"]):
    """Reads of standings. Tiles, lists, exports and the API count through the same methods."""

    def of(self, learner: Any) -> Self:
        return self.filter(learner=learner)

    def visible_to(self, user: Any) -> Self:
        """The only way standings reach a screen or the API: one's own, the own line's, or all with the right."""
        return self.filter(seen_by(user, "learner"))

    def inside(self, line: Line) -> Self:
        """Those of a line, by the team that is written in them."""
        return self.filter(line.inside("team__path"))

    def of_people_here(self) -> Self:
        """Those of people who may still sign in. Whoever left stands nowhere any more; the history keeps it."""
        return self.filter(may_sign_in("learner_id"))

    def in_teams(self, teams: Iterable[Any]) -> Self:
        return self.filter(team__in=teams)

    def narrowed(self, *, today: date, certification: str = "", team: str = "", state: str = "", person: str = "") -> Self:
        """Narrow by slugs (a team with the teams inside it), state and the person's uuid.

        What is empty narrows nothing, what does not exist leaves nothing.
        """
        if any("\x00" in one for one in (certification, team, state)):  # which PostgreSQL refuses to look for
            return self.none()
        rows = self.filter(certification__slug=certification) if certification else self
        rows = rows.filter(team__path__contains=f"/{team}/") if team else rows
        rows = rows.in_state(state, today) if state else rows
        if not person:
            return rows
        try:
            return rows.filter(learner__academy_person__uuid=UUID(person))
        except ValueError:
            return rows.none()

    def in_state(self, word: str, today: date) -> Self:
        """Those in a state, or in what people ask for together: current, overdue, overdue_or_expired, waiting."""
        return self.filter(_in_state(word, today))

    def with_match(self, word: str, today: date) -> Self:
        """Each with `matches`: whether it is in that state."""
        return self.annotate(matches=ExpressionWrapper(_in_state(word, today), output_field=models.BooleanField()))

    def required(self) -> Self:
        return self.filter(due_on__isnull=False)

    def current(self) -> Self:
        """Certified and current: holds a certificate that is neither expired nor revoked."""
        return self.filter(state__in=CURRENT)

    def overdue(self, today: date) -> Self:
        """Due before today and never certified."""
        return self.filter(_is_overdue(today))

    def counted(self, today: date) -> dict[int, "Counts"]:
        """How many are required, current of those, and overdue, by certification. One query; an empty one is left out."""
        rows = (
            self.order_by()
            .values("certification")
            .annotate(
                required=Count("pk", filter=Q(due_on__isnull=False)),
                current=Count("pk", filter=Q(due_on__isnull=False, state__in=CURRENT)),
                overdue=Count("pk", filter=_is_overdue(today)),
            )
        )
        return {row["certification"]: Counts(row["required"], row["current"], row["overdue"]) for row in rows}

    def people_counted(self, word: str, today: date) -> "People":
        """How many people they are of, in four ways. One query. `word` is a state, or what `in_state` understands; empty finds nobody."""
        required, found = Q(due_on__isnull=False), _in_state(word, today)
        each = (
            self.order_by()
            .values("learner")
            .annotate(
                asked=_any(required), holds=_any(required & Q(state__in=CURRENT)), is_found=_any(found), times=Count("pk", filter=found)
            )
        )
        counted = each.aggregate(required=Sum("asked"), current=Sum("holds"), found=Sum("is_found"), rows=Sum("times"))
        return People(**{name: number or 0 for name, number in counted.items()})

    def renewable(self, now: datetime) -> Self:
        """Renewal is open, nobody revoked the certificate, and no run is under way: people still here, certifications still offered."""
        under_way = Cycle.objects.open().filter(learner=OuterRef("learner"), certification=OuterRef("certification"))
        return self.filter(~Exists(under_way), renewal_opens_at__lte=now, learner__is_active=True, certification__retired_at=None).exclude(
            state=State.REVOKED
        )

    def asked_since(self) -> dict[int, date]:
        """Since when each rule that set a due date asks, by its key."""
        return {rule: day for rule, day in self.values_list("asked_by", "asked_on") if rule is not None and day is not None}

    def examined_by(self, quiz: Any) -> Self:
        """Standings with certifications that have this exam in their rules."""
        return self.filter(Exists(Requirement.objects.filter(version__certification=OuterRef("certification"), exam=quiz)))

    def stale(self, now: datetime) -> Self:
        """Standings that time alone has changed since they were written."""
        return self.filter(Q(state=State.CERTIFIED, renewal_opens_at__lte=now) | Q(state__in=CURRENT, valid_until__lte=now))

    def with_revocation(self) -> Self:
        """Each with `revoked_at` and `revoked_because`, the words for the public, of its newest award; None where it stands."""
        told = AwardEvent.objects.filter(award=OuterRef("award"), kind=AwardEvent.Kind.REVOKED)
        return self.annotate(revoked_at=Subquery(told.values("at")[:1]), revoked_because=Subquery(told.values("public_text")[:1]))

    def with_urgency(self, today: date) -> Self:
        """Each with `urgency`, lowest first: overdue, expired, waiting for a manager, failed, expiring, in progress, not started, certified."""
        order = [
            State.EXPIRED,
            State.REVOKED,
            State.AWAITING_REVIEW,
            State.AWAITING_SIGN_OFF,
            State.FAILED,
            State.EXPIRING,
            State.IN_PROGRESS,
            State.NOT_STARTED,
            State.CERTIFIED,
        ]
        urgency = Case(
            When(_is_overdue(today), then=Value(0)),
            *[When(state=state, then=Value(rank)) for rank, state in enumerate(order, start=1)],
            default=Value(99),
            output_field=IntegerField(),
        )
        return self.annotate(urgency=urgency)

    def most_urgent_first(self, today: date) -> Self:
        """In each state by the day that makes it urgent: the end of a certificate where there is one, else the due date."""
        day = Case(When(state__in=ENDING, then=F("expires_on")), default=F("due_on"))
        return self.with_urgency(today).order_by("urgency", day.asc(nulls_last=True), "pk")

    def overdue_first(self, today: date) -> Self:
        """The beginning of the same order: what is overdue, and nothing else."""
        return self.overdue(today).order_by("due_on", "pk")


class Standing(models.Model):
    """One person's standing with one certification. Exists where it is assigned, started or awarded."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_standings", db_index=False, verbose_name=_("learner")
    )
    certification = models.ForeignKey(
        Certification, on_delete=models.PROTECT, related_name="standings", db_index=False, verbose_name=_("certification")
    )
    team = models.ForeignKey(
        "academy_people.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="standings",
        db_index=False,
        verbose_name=_("team"),
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.NOT_STARTED)
    due_on = models.DateField(_("due on"), null=True, blank=True, help_text=_("Set where it is required of the person."))
    asked_by = models.ForeignKey(
        AssignmentRule, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True, help_text=_("When that rule began to ask this person."))
    done = models.PositiveSmallIntegerField(_("requirements met"), default=0)
    total = models.PositiveSmallIntegerField(_("requirements"), default=0)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("newest award"))
    expires_on = models.DateField(_("last day"), null=True, blank=True)
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)
    renewal_opens_at = models.DateTimeField(_("renewal opens at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed at"))

    # Set by `with_revocation`, and only by it.
    revoked_at: datetime | None
    revoked_because: LocalisedText | None

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [models.UniqueConstraint(fields=["learner", "certification"], name="one_standing_per_learner_and_certification")]
        indexes = [
            # Holds all that a page of a team counts and sorts by, so that nothing else is read for it.
            models.Index(fields=["team", "certification", "learner", "state", "due_on", "expires_on", "id"], name="standings_of_a_team"),
            models.Index(fields=["due_on", "id"], condition=Q(state__in=[str(state) for state in UNDER_WAY]), name="standings_by_due_date"),
            models.Index(fields=["renewal_opens_at", "id"], condition=Q(state="certified"), name="standings_that_may_be_renewed"),
            models.Index(fields=["valid_until", "id"], condition=Q(state__in=["certified", "expiring"]), name="standings_that_will_end"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.certification_id}: {self.state}"

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today and self.state in UNDER_WAY
