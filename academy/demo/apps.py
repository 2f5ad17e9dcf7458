"""Wires of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """The demo company and its loader."""

    name = "academy.demo"
    label = "academy_demo"
    verbose_name = _("Academy demo")
    default_auto_field = "django.db.models.BigAutoField"
