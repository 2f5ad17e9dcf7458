"""Registers what stands before Wagtail's own pages of users, and the way to the page of the own password."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from academy.people.views.guards import guard_user_creation, guard_user_deletion, guard_user_edit, guard_users_at_once
from academy.people.viewsets.person_lists import PersonDeletion
from academy.sign_in import has_account_pages

hooks.register("before_create_user", guard_user_creation)
hooks.register("before_edit_user", guard_user_edit)
hooks.register("before_delete_user", guard_user_deletion)
hooks.register("before_bulk_action", guard_users_at_once)
# After Wagtail's own, which it replaces for people.
hooks.register("register_bulk_action", PersonDeletion, order=1)


@hooks.register("register_account_menu_item")
def own_password(request: Any) -> dict[str, str] | None:
    """The way to it, where Wagtail's account page does not have it."""
    wagtail_has_it = getattr(settings, "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED", True)
    if wagtail_has_it or not has_account_pages() or not request.user.has_usable_password():
        return None
    return {
        "url": reverse("academy_people:password_change"),
        "label": _("Change password"),
        "help_text": _("On a page of the academy."),
    }
