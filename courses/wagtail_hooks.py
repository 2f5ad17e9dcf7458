"""Registers the deal policy among Wagtail's settings, and what stands before and after the copy of a page. Capabilities are registered with the academy's menu."""

from django.apps import apps
from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from courses import receivers
from courses.models import DealPolicy
from courses.views.copying import refuse_alias

hooks.register("before_copy_page", refuse_alias)
hooks.register("after_copy_page", receivers.page_copied)

if apps.is_installed("wagtail.contrib.settings"):
    register_setting(DealPolicy, icon="cog")
