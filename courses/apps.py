"""Wires of the courses."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """Capabilities with their evidence, course and lesson pages, enrolment and progress."""

    name = "courses"
    label = "academy_courses"
    verbose_name = _("Academy courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail import signals as wagtail
        from wagtail.models import PageLogEntry

        from courses import models, notices, receivers
        from quizzes import signals as quizzes
        from quizzes.models import seams
        from quizzes.models.closed import register_closed

        quizzes.attempt_started.connect(receivers.quiz_begun, dispatch_uid="courses.quiz_begun")
        quizzes.attempt_closed.connect(receivers.quiz_decided, dispatch_uid="courses.quiz_closed")
        quizzes.attempt_graded.connect(receivers.quiz_decided, dispatch_uid="courses.quiz_graded")
        quizzes.quiz_offered_or_not.connect(receivers.quiz_changed, dispatch_uid="courses.quiz_offered_or_not")
        wagtail.page_published.connect(receivers.page_changed, dispatch_uid="courses.page_published")
        wagtail.page_unpublished.connect(receivers.page_changed, dispatch_uid="courses.page_unpublished")
        wagtail.page_slug_changed.connect(receivers.page_renamed, dispatch_uid="courses.page_renamed")
        wagtail.post_page_move.connect(receivers.lesson_moved, dispatch_uid="courses.lesson_moved")
        wagtail.copy_for_translation_done.connect(receivers.page_translated, dispatch_uid="courses.page_translated")
        post_save.connect(receivers.page_moved, sender=PageLogEntry, dispatch_uid="courses.page_moved")
        for page in (models.CoursePage, models.LessonPage):
            post_delete.connect(receivers.page_deleted, sender=page, dispatch_uid=f"courses.{page.__name__}_deleted")
        post_save.connect(receivers.policy_saved, sender=models.DealPolicy, dispatch_uid="courses.policy_saved")
        post_save.connect(receivers.academy_saved, sender=models.AcademyIndexPage, dispatch_uid="courses.academy_saved")
        register_closed(models.quizzes_closed_to)
        seams.register_topics(models.lesson_topics)
        seams.register_banks(models.bank_capabilities)
        seams.register_topic_choices(models.lesson_choices)
        seams.register_before(notices.before_course_quiz)
        seams.register_after(notices.after_course_quiz)
        seams.register_dependents(models.courses_missing)
        seams.register_way_back(models.way_back_to_course)
