"""Who must hold what by when."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from academy.certification.models.certification import Certification
from academy.people.models import Person


class AssignmentRuleQuerySet(models.QuerySet["AssignmentRule"]):
    """Reads of assignment rules."""

    def in_force(self) -> Self:
        """Rules of certifications that people can be certified in today."""
        return self.filter(certification__in=Certification.objects.published())


class AssignmentRule(models.Model):
    """Everyone of a team (and, if named, of a job role) must hold the certification, so many days after joining."""

    certification = ParentalKey(Certification, on_delete=models.CASCADE, related_name="assignment_rules", verbose_name=_("certification"))
    team = models.ForeignKey("academy_people.Team", on_delete=models.PROTECT, related_name="assignment_rules", verbose_name=_("team"))
    job_role = models.CharField(
        _("job role"), max_length=20, choices=Person.JobRole.choices, blank=True, help_text=_("Empty: everyone in the team.")
    )
    due_days = models.PositiveSmallIntegerField(
        _("due after"), default=30, help_text=_("Days after joining or after the launch, whichever is later.")
    )

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
