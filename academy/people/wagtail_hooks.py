"""Registers the way to the page of the own password, where Wagtail's account page does not have it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from academy.sign_in import has_account_pages


@hooks.register("register_account_menu_item")
def own_password(request: Any) -> dict[str, str] | None:
    wagtail_has_it = getattr(settings, "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED", True)
    if wagtail_has_it or not has_account_pages() or not request.user.has_usable_password():
        return None
    return {
        "url": reverse("academy_people:password_change"),
        "label": _("Change password"),
        "help_text": _("On a page of the academy."),
    }
