"""All the rights that accounts and groups have, as sets that can be compared."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from academy.people.conf import OUR_GROUPS
from academy.people.models.person import Person

Rights = frozenset[tuple[str, ...]]
# Rights of a group in one place: below a page, in a collection, at a site.
PLACED: Final = (
    (GroupPagePermission, "page_id"),
    (GroupCollectionPermission, "collection_id"),
    (GroupSitePermission, "site_id"),
)


def rights_held_by(account: Any) -> Rights:
    """What an account may by its groups and by itself, also while it may not sign in. Groups that are not ours count by themselves."""
    groups = account.groups.all()
    own = Permission.objects.filter(Q(group__in=groups) | Q(pk__in=account.user_permissions.values("pk")))
    return _rights(own, groups)


def rights_given_by(groups: Iterable[Group]) -> Rights:
    """What joining these groups gives."""
    chosen = Group.objects.filter(pk__in=[group.pk for group in groups])
    return _rights(Permission.objects.filter(group__in=chosen), chosen)


def groups_without_rights() -> list[str]:
    """Which of our groups are missing, or may nothing: whoever joins them with a job role gets no right."""
    entitled = set(Group.objects.filter(name__in=OUR_GROUPS, permissions__isnull=False).values_list("name", flat=True))
    return [name for name in OUR_GROUPS if name not in entitled]


def is_ours(user: Any) -> bool:
    """Whether somebody is a person of the academy, or in one of its groups."""
    return Person.objects.of_user(user).exists() or user.groups.filter(name__in=OUR_GROUPS).exists()


def _rights(permissions: Any, groups: Any) -> Rights:
    found: set[tuple[str, ...]] = {("right", str(pk)) for pk in permissions.values_list("pk", flat=True)}
    found |= {("group", str(pk)) for pk in groups.exclude(name__in=OUR_GROUPS).values_list("pk", flat=True)}
    for model, place in PLACED:
        rows = model.objects.filter(group__in=groups).values_list(place, "permission_id")
        found |= {(place, str(where), str(permission)) for where, permission in rows}
    return frozenset(found)
