"""Who must hold what by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from academy.certification.models.certification import Certification
from academy.certification.models.durations import local_day
from academy.people.models import Membership, Person


class AssignmentRuleQuerySet(models.QuerySet["AssignmentRule"]):
    """Reads of assignment rules."""

    def in_force(self) -> Self:
        """Rules of certifications that people can be certified in today."""
        return self.filter(certification__in=Certification.objects.published())


class AssignmentRule(models.Model):
    """Everyone of a team (and, if named, of a job role) must hold the certification, so many days after it began to ask.

    `asks_since` and `asked_days` are kept by the action that applies the rules.
    """

    certification = ParentalKey(Certification, on_delete=models.CASCADE, related_name="assignment_rules", verbose_name=_("certification"))
    team = models.ForeignKey("academy_people.Team", on_delete=models.PROTECT, related_name="assignment_rules", verbose_name=_("team"))
    job_role = models.CharField(
        _("job role"), max_length=20, choices=Person.JobRole.choices, blank=True, help_text=_("Empty: everyone in the team.")
    )
    due_days = models.PositiveSmallIntegerField(
        _("due after"),
        default=30,
        help_text=_(
            "Days after hiring, joining the team, the launch or the making of this rule, whichever is latest. "
            "When you make them fewer, they are counted anew from that day."
        ),
    )
    asks_since = models.DateField(_("asks since"), null=True, blank=True, editable=False)
    asked_days = models.PositiveSmallIntegerField(_("days asked since then"), null=True, blank=True, editable=False)

    objects = AssignmentRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment rule")
        verbose_name_plural = _("assignment rules")
        constraints = [models.UniqueConstraint(fields=["certification", "team", "job_role"], name="one_assignment_rule_per_team_and_role")]

    def __str__(self) -> str:
        return f"{self.certification_id} {self.team_id} {self.job_role}"

    def covers(self, person: Person) -> bool:
        """Whether it asks this person: of the team or one below it, and of the job role if one is named."""
        of_team = person.team is not None and person.team.path.startswith(self.team.path)
        return of_team and self.job_role in {"", person.job_role}

    @property
    def counts_anew(self) -> bool:
        """Whether it is new, or was made stricter since it was last applied."""
        return self.asks_since is None or self.asked_days is None or self.due_days < self.asked_days


@dataclass(frozen=True)
class Asked:
    """What is asked of a person: by which rule, since when it asks this person, and the last day in time."""

    rule: AssignmentRule
    since: date
    due_on: date


def asked_of(
    person: Person,
    rules: Iterable[AssignmentRule],
    *,
    known: Mapping[int, date],
    memberships: Sequence[Membership],
    now: datetime,
) -> dict[int, Asked]:
    """What rules that have been applied ask of a person, by certification: of several the one that is due first.

    The days of a rule count from the latest of: hired, joined the team, the launch, the making of the rule, and the day
    on which it began to ask this person (`known`, by the key of the rule; today where it is not known). So nobody is
    overdue before the days are over. `memberships` are the person's, newest first, with their teams.
    """
    wanted: dict[int, Asked] = {}
    for rule in rules if person.user.is_active else ():
        if not rule.covers(person):
            continue
        since = known.get(rule.pk) or local_day(now, rule.certification.time_zone)
        days = (person.hired_on, _joined(memberships, rule), rule.certification.launched_on, rule.asks_since, since)
        asked = Asked(rule, since=since, due_on=max(day for day in days if day is not None) + timedelta(days=rule.due_days))
        earlier = wanted.get(rule.certification_id)
        if earlier is None or asked.due_on < earlier.due_on or (asked.due_on == earlier.due_on and rule.pk in known):
            wanted[rule.certification_id] = asked
    return wanted


def _joined(memberships: Sequence[Membership], rule: AssignmentRule) -> date | None:
    """Since when a person has been in the rule's team or in teams inside it without a day between."""
    since: date | None = None
    for membership in memberships:
        ended = since is not None and (membership.until is None or membership.until < since)
        if ended or not membership.team.path.startswith(rule.team.path):
            break
        since = membership.since
    return since
