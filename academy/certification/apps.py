"""Wires of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificationConfig(AppConfig):
    """Certifications, requirements, standings, awards, certificates and verification."""

    name = "academy.certification"
    label = "academy_certification"
    verbose_name = _("Academy certification")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from academy.audit import register_verbs
        from academy.certification import receivers
        from academy.certification.certificates import missing_glyphs
        from academy.certification.conf import VERBS
        from academy.certification.reports import dependents, doors, notices, regrades
        from academy.people.signals import person_changed
        from academy.printing import register_fonts
        from courses.models import register_use
        from courses.signals import course_completed, step_completed
        from quizzes.models import seams
        from quizzes.signals import attempt_closed, attempt_graded, attempt_started

        register_verbs(VERBS)
        register_fonts(missing_glyphs)
        course_completed.connect(receivers.review_after_course, dispatch_uid="academy_certification.course_completed")
        step_completed.connect(receivers.review_after_step, dispatch_uid="academy_certification.step_completed")
        attempt_started.connect(receivers.review_after_attempt, dispatch_uid="academy_certification.attempt_started")
        attempt_closed.connect(receivers.review_after_attempt, dispatch_uid="academy_certification.attempt_closed")
        attempt_graded.connect(receivers.review_after_attempt, dispatch_uid="academy_certification.attempt_graded")
        person_changed.connect(receivers.assign_after_change, dispatch_uid="academy_certification.person_changed")
        seams.register_before(notices.before_exam)
        seams.register_after(notices.after_exam)
        seams.register_gate(doors.exam_gate)
        seams.register_affected(regrades.affected_by)
        seams.register_dependents(dependents.certifications_missing_exam)
        seams.register_way_back(dependents.way_back_to_certification)
        register_use(notices.needed_for)
