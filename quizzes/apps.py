"""Wires of the quiz engine."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    """Question banks, versioned questions, quizzes, attempts and grading."""

    name = "quizzes"
    label = "academy_quizzes"
    verbose_name = _("Academy quizzes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from academy.audit import register_verbs
        from academy.jobs import register_kind
        from quizzes.actions import dry_run, regrading, undoing
        from quizzes.conf import VERBS

        register_verbs(VERBS)
        register_kind(dry_run.KIND)
        register_kind(regrading.KIND)
        register_kind(undoing.KIND)
