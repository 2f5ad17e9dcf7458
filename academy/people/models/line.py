"""Whose rows somebody may see, read once and put into queries as texts.

The paths of the teams that somebody manages are a few. Told to the database as they are, each is a range of the index on
the path; asked for inside every query, they would have to be compared with every team there is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

if TYPE_CHECKING:
    from academy.people.models.team import Team


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody sees beside his or her own: everybody, or whoever belongs to a team at or below one of these paths."""

    user_id: int | None
    everybody: bool
    roots: tuple[str, ...] = ()

    @classmethod
    def of(cls, user: Any) -> Self:
        """What a user sees by right, or by managing teams. One small query beside that of the rights; none where it was read already."""
        if isinstance(user, cls):
            return user
        if not user.is_authenticated:
            return cls(None, everybody=False)
        if user.has_perm("academy_people.view_person"):
            return cls(user.pk, everybody=True)
        return cls.led_by(user)

    @classmethod
    def led_by(cls, user: Any) -> Self:
        """The own line of management, whatever else a user may see. One small query."""
        roots = outermost(user.academy_managed_teams.order_by().values_list("path", flat=True)) if user.is_authenticated else ()
        return cls(user.pk, everybody=False, roots=roots)

    @property
    def leads(self) -> bool:
        """Whether it holds anybody but oneself."""
        return self.everybody or bool(self.roots)

    def at(self, team: "Team | None") -> "Line":
        """The part of it at and below one of its teams; all of it without one."""
        return self if team is None else Line(self.user_id, everybody=False, roots=(team.path,))

    def holds(self, path: str) -> bool:
        """Whether a team of this path is inside."""
        return self.everybody or path.startswith(self.roots)

    def inside(self, path: str) -> Q:
        """A condition on a field, named as a query names it, that holds the path of a team."""
        if self.everybody:
            return Q(**{f"{path}__isnull": False})
        condition = Q(pk__in=[])
        for root in self.roots:
            condition |= Q(**{f"{path}__startswith": root})
        return condition


def outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """Without those that lie inside another one."""
    found: list[str] = []
    for path in sorted(paths):
        if not found or not path.startswith(found[-1]):
            found.append(path)
    return tuple(found)
