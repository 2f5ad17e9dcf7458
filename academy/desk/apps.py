"""Wires of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """What a person opens: My academy and the team page."""

    name = "academy.desk"
    label = "academy_desk"
    verbose_name = _("Academy desk")
    default_auto_field = "django.db.models.BigAutoField"
