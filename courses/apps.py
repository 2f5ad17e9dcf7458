"""Wires of the courses."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """Capabilities with their evidence, course and lesson pages, enrolment and progress."""

    name = "courses"
    label = "academy_courses"
    verbose_name = _("Academy courses")
    default_auto_field = "django.db.models.BigAutoField"
