"""Registers what stands before Wagtail's own pages of users."""

from wagtail import hooks

from academy.people.views.guards import guard_user_creation, guard_user_deletion, guard_user_edit, guard_users_at_once

hooks.register("before_create_user", guard_user_creation)
hooks.register("before_edit_user", guard_user_edit)
hooks.register("before_delete_user", guard_user_deletion)
hooks.register("before_bulk_action", guard_users_at_once)
