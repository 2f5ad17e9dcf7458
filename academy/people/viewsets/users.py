"""Wagtail's page that copies a user."""

from typing import Any

from wagtail.admin.views.generic import CopyView


class UserCopyView(CopyView):
    """Passes the hooks of editing and of adding a user.

    Wagtail 8.0 runs neither here, and saves over the account that is to be copied.
    """

    def run_before_hook(self) -> Any:
        refused = self.run_hook("before_edit_user", self.request, self.get_object())
        return self.run_hook("before_create_user", self.request) if refused is None else refused
