"""Registers the deal policy among Wagtail's settings, the editors of pages, and what stands before and after the copy of a page.

Capabilities are registered with the academy's menu.
"""

from typing import Any

from django.apps import apps
from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from courses import receivers
from courses.models import DealPolicy
from courses.views.copying import refuse_alias
from courses.viewsets import PAGE_VIEWSETS

hooks.register("before_copy_page", refuse_alias)
hooks.register("after_copy_page", receivers.page_copied)


@hooks.register("register_admin_viewset")
def register_pages() -> list[Any]:
    return [viewset() for viewset in PAGE_VIEWSETS]


if apps.is_installed("wagtail.contrib.settings"):
    from courses.viewsets.policy import guard_policy

    register_setting(DealPolicy, icon="cog")
    hooks.register("before_edit_setting", guard_policy, order=-100)
