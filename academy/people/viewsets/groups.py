"""Who edits groups in the administration of Wagtail."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from academy.people.models import is_ours


class GroupPermissionPolicy(ModelPermissionPolicy):
    """People of the academy edit no groups, whatever rights a host gives them: whoever edits the own group gives oneself any right.

    Superusers do, and those of a host who have nothing to do with the academy.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        if not super().user_has_permission(user, action):
            return False
        return action == "view" or user.is_superuser or not is_ours(user)
