"""Registers the deal policy among Wagtail's settings. Capabilities are registered with the academy's menu."""

from django.apps import apps
from wagtail.contrib.settings.registry import register_setting

from courses.models import DealPolicy

if apps.is_installed("wagtail.contrib.settings"):
    register_setting(DealPolicy, icon="cog")
