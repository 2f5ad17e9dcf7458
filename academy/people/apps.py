"""Wires of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """People, teams and who manages whom."""

    name = "academy.people"
    label = "academy_people"
    verbose_name = _("Academy people")
    default_auto_field = "django.db.models.BigAutoField"
