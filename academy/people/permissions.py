"""What people may do to people."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group

from academy.people.models import Line, Person, is_ours, rights_given_by, rights_held_by
from academy.people.models.team import grants_everywhere
from quizzes.permissions import may_decide_on


def rights_of(user: Any) -> list[str]:
    """The rights that a program may want to know: author, see_everybody, manage_team."""
    return [
        name
        for name, given in (
            ("author", user.has_perm("wagtailadmin.access_admin")),
            ("see_everybody", user.has_perm("academy_people.view_person")),
            ("manage_team", Line.led_by(user).leads),
        )
        if given
    ]


def may_grant(user: Any, learner: Any) -> bool:
    """Allow a learner more than a quiz does, or one more attempt: the own line, or an academy administrator. Never oneself."""
    if not (user.is_active and may_decide_on(user, learner)):
        return False
    return Person.objects.of_user(learner).exists() if grants_everywhere(user) else Person.objects.is_managed(learner, by=user)


def may_administer_account(user: Any, account: Any) -> bool:
    """Change an account's name, address or password, or whether it may sign in.

    Only where it has no right that the user has not: whoever sets its address
    can sign in as it. Accounts of superusers and host staff are for superusers.
    """
    if not user.is_active:
        return False
    if user.is_superuser or account.pk == user.pk:
        return True
    if account.is_superuser or getattr(account, "is_staff", False):
        return False
    return rights_held_by(account) <= rights_held_by(user)


def may_give_password(user: Any, account: Any) -> bool:
    """Give an account a new password without knowing the one so far: never one's own, for which it is asked."""
    return account.pk != user.pk and may_administer_account(user, account)


def may_give_groups(user: Any, groups: Iterable[Group]) -> bool:
    """Put an account into groups: only into those that give no right which the user has not."""
    return bool(user.is_active and (user.is_superuser or rights_given_by(groups) <= rights_held_by(user)))


def may_manage_user(user: Any, account: Any) -> bool:
    """Edit or delete an account in Wagtail's own user pages.

    Superusers are for superusers, whoever asks. Our people change nobody who
    has more rights than they; whom else a host lets do so is the host's matter.
    """
    if user.is_superuser:
        return True
    return not account.is_superuser and (not is_ours(user) or may_administer_account(user, account))


def may_put_into(user: Any, groups: Iterable[Group]) -> bool:
    """Put somebody into groups in Wagtail's own user pages: our people only into those that give nothing they have not."""
    return not is_ours(user) or may_give_groups(user, groups)


def manages(user: Any, person: Person) -> bool:
    """Whether a user manages the person: the own line, all levels down, never oneself."""
    return Person.objects.is_managed(person.user, by=user)
