"""Teams: a tree, each with a manager."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.people.models.line import Line
from academy.texts import LocalisedTextField, named


def grants_everywhere(user: Any) -> bool:
    """Whether a user may make exceptions for everybody: the academy administrators."""
    return bool(user.has_perm("academy_people.view_person") and user.has_perm("academy_quizzes.add_quizoverride"))


class TeamQuerySet(models.QuerySet["Team"]):
    """Reads of teams."""

    def managed_by(self, user: Any) -> Self:
        """The teams of a manager's own line: those he or she manages, and all below them."""
        return self.inside(Line.led_by(user))

    def inside(self, line: Line) -> Self:
        """Those that belong to a line."""
        return self.filter(line.inside("path"))

    def below(self, team: "Team") -> Self:
        """A team and all teams inside it."""
        return self.filter(path__startswith=team.path)

    def called(self, words: str) -> Self:
        """Those with these words in their name, in any language, or in their slug. Without words none is left out."""
        return self.filter(named(words, "name") | models.Q(slug__icontains=words)) if words else self

    def grantable_by(self, user: Any) -> Self:
        """Teams for whose people a user may make exceptions at a quiz: the own line, or all with the rights."""
        return self if grants_everywhere(user) else self.managed_by(user)

    def visible_to(self, user: Any) -> Self:
        """The only way teams reach a screen or the API: the own line, or all for who may see everybody."""
        return self.inside(Line.of(user))


class Team(models.Model):
    """A team of the front office."""

    class DealType(models.TextChoices):
        """Which deals a team works on."""

        FAST = "fast", _("fast deals")
        HIGH = "high", _("high-ticket deals")
        ANY = "any", _("any deal")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = LocalisedTextField(_("name"))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of"))
    path = models.CharField(
        _("path"),
        max_length=500,
        unique=True,
        editable=False,
        help_text=_("Slugs from the root, kept by the action that places a team: “/sales/velocity/”."),
    )
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="academy_managed_teams",
        verbose_name=_("manager"),
    )
    deal_type = models.CharField(_("deal type"), max_length=10, choices=DealType.choices, default=DealType.ANY)
    uses = models.ManyToManyField("academy_courses.Capability", blank=True, related_name="used_by", verbose_name=_("uses capabilities"))

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["path"]

    def __str__(self) -> str:
        return str(self.name) or self.slug
