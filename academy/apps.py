"""The package's own app: templates, static files, settings and system checks."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.utils.translation import gettext_lazy as _


class AcademyConfig(AppConfig):
    """Carries base templates, static files, the catalogue of translations and the system checks."""

    name = "academy"
    label = "academy"
    verbose_name = _("Academy")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from academy import audit, checks

        checks.connect()
        request_started.connect(audit.remember_address, dispatch_uid="academy.remember_address")
        request_finished.connect(audit.forget_address, dispatch_uid="academy.forget_address")
