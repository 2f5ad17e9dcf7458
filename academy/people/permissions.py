"""What people may do to people."""

from typing import Any

from academy.people.models import Person, Team


def rights_of(user: Any) -> list[str]:
    """The rights that a program may want to know: author, see_everybody, manage_team."""
    return [
        name
        for name, given in (
            ("author", user.has_perm("wagtailadmin.access_admin")),
            ("see_everybody", user.has_perm("academy_people.view_person")),
            ("manage_team", Team.objects.managed_by(user).exists()),
        )
        if given
    ]


def may_grant(user: Any, learner: Any) -> bool:
    """Allow a learner more than a quiz does, or one more attempt: the own line, or an academy administrator. Never oneself."""
    return user.is_active and Person.objects.grantable_by(user).filter(user_id=learner.pk).exists()


def manages(user: Any, person: Person) -> bool:
    """Whether a user manages the person: the own line, all levels down, never oneself."""
    return Person.objects.managed_by(user).filter(pk=person.pk).exists()
