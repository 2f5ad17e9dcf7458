"""People: what the academy knows of a user, and to which team they belong."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models.line import Line
from academy.people.models.team import Team, grants_everywhere
from academy.texts import LineField, LocalisedTextField, named
from academy.users import login_field


class PersonQuerySet(models.QuerySet["Person"]):
    """Reads of people."""

    def visible_to(self, user: Any) -> Self:
        """The only way people reach a screen or the API: oneself, the own line of management, or all with the right."""
        line = Line.of(user)
        if line.everybody:
            return self
        if line.user_id is None:
            return self.none()
        return self.filter(user__in=_of_line(line)) if line.leads else self.filter(user_id=line.user_id)

    def led_by(self, user: Any, line: Line | None = None) -> Self:
        """Whom a team page shows: the own line, with the manager where he or she is a member, or all with the right.

        Each with `may_grant`: whether the user may make exceptions for this person. `line` is `Line.of(user)`.
        """
        line = Line.of(user) if line is None else line
        if line.everybody and not grants_everywhere(user):
            return self.annotate(may_grant=Exists(Person.objects.managed_by(user).filter(pk=OuterRef("pk"))))
        led = self if line.everybody else self.inside(line)
        return led.annotate(may_grant=ExpressionWrapper(~Q(user_id=user.pk), output_field=models.BooleanField()))

    def inside(self, line: Line) -> Self:
        """Those who belong to a team of a line."""
        return self.filter(line.inside("team__path"))

    def managed_by(self, user: Any) -> Self:
        """The people of a manager's own line, all levels down, never the manager."""
        return self.inside(Line.led_by(user)).exclude(user_id=user.pk)

    def is_managed(self, learner: Any, *, by: Any) -> bool:
        """Whether one learner is in somebody's own line. Never oneself. One query."""
        here = ExpressionWrapper(OuterRef("team__path"), output_field=models.CharField())
        above = Team.objects.filter(manager=by).annotate(here=here).filter(here__startswith=F("path"))
        return self.of_user(learner).exclude(user_id=by.pk).filter(Exists(above)).exists()

    def grantable_by(self, user: Any, line: Line | None = None) -> Self:
        """Those for whom a user may make exceptions: the own line, or everybody with the rights. Never the user. `line` is `Line.of(user)`."""
        if grants_everywhere(user):
            return self.exclude(user_id=user.pk)
        led = line if line is not None and not line.everybody else Line.led_by(user)
        return self.inside(led).exclude(user_id=user.pk)

    def of_user(self, user: Any) -> Self:
        return self.filter(user_id=user.pk)

    def in_team(self, team: Team) -> Self:
        """Those of a team and of all teams inside it."""
        return self.filter(team__path__startswith=team.path)

    def in_teams_called(self, words: str) -> Self:
        """Those in teams with these words in their name or slug."""
        return self.filter(team__in=Team.objects.called(words))

    def called(self, words: str) -> Self:
        """Those with these words in a name, in any language, or in what they sign in with. Without words nobody is left out."""
        return self.filter(named(words, "name") | Q(**{f"user__{login_field()}__icontains": words})) if words else self

    def active(self) -> Self:
        """Those who may still sign in."""
        return self.filter(may_sign_in("user_id"))


def seen_by(user: Any, learner: str) -> Q:
    """A condition on the field that names a user: oneself, whoever is in the own line, or all people with the right.

    Oneself and the line are one list, not alternatives: of those, a database tries every row.
    """
    line = Line.of(user)
    if line.user_id is None:
        return Q(pk__in=[])
    if line.everybody:
        return Q(**{f"{learner}__academy_person__isnull": False}) | Q(**{learner: line.user_id})
    return Q(**{f"{learner}__in": _of_line(line)}) if line.leads else Q(**{learner: line.user_id})


def may_sign_in(learner: str) -> Q:
    """A condition on the field that holds the key of a user: whether he or she is still here. Asked of those who are not: they are the fewer."""
    return Q(~Exists(get_user_model()._default_manager.filter(pk=OuterRef(learner), is_active=False)))


def _of_line(line: Line) -> models.QuerySet[Any, Any]:
    """The keys of the users of a line, and of whoever leads it."""
    everybody = Person.objects.order_by()
    return everybody.filter(user=line.user_id).values("user_id").union(everybody.inside(line).values("user_id"), all=True)


class Person(models.Model):
    """A learner, author or manager: the academy's side of a user."""

    class JobRole(models.TextChoices):
        """What a person does, for rules of assignment. Rights come from groups and from managing a team."""

        REP = "rep", _("rep")
        MANAGER = "manager", _("manager")
        PMM = "pmm", _("product marketing")
        ADMIN = "admin", _("academy administrator")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="academy_person", verbose_name=_("user"))
    name = LocalisedTextField(pgettext_lazy("of a person", "name"))
    job_role = models.CharField(_("job role"), max_length=20, choices=JobRole.choices, default=JobRole.REP)
    hired_on = models.DateField(_("hired on"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    locale = models.CharField(_("language"), max_length=20, blank=True, help_text=_("Empty: the language of the browser."))
    certificate_name = LineField(_("name on certificates"), max_length=120, blank=True, help_text=_("Empty: the name above."))
    certificate_second_name = LineField(_("name in a second script"), max_length=120, blank=True)
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("team"),
        help_text=_("The current one; past ones are memberships."),
    )

    # Set by `led_by`, and only by it.
    may_grant: bool

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["user_id"]
        indexes = [models.Index(fields=["team", "job_role", "user"], name="people_of_a_team_by_role")]

    def __str__(self) -> str:
        return str(self.name) or self.user.get_username()

    @property
    def initials(self) -> str:
        """At most two letters for the round picture."""
        words = str(self).split()
        return "".join(word[0] for word in (words if len(words) < 3 else [words[0], words[-1]]))[:2].upper()


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Reads of memberships."""

    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def newest_first(self) -> Self:
        """The current one first, each with its team."""
        return self.select_related("team").order_by("-since", "-pk")


class Membership(models.Model):
    """From when to when a person belonged to a team."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person"))
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("team"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["person_id", "since"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="one_current_team_per_person"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="membership_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.team_id} {self.since}"
