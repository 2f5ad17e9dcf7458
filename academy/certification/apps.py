"""Wires of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificationConfig(AppConfig):
    """Certifications, requirements, standings, awards, certificates and verification."""

    name = "academy.certification"
    label = "academy_certification"
    verbose_name = _("Academy certification")
    default_auto_field = "django.db.models.BigAutoField"
