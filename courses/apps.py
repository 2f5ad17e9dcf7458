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
        from wagtail.models import PageLogEntry
        from wagtail.signals import copy_for_translation_done, page_published, page_slug_changed, page_unpublished, post_page_move

        from courses import notices, receivers
        from courses.models import AcademyIndexPage, CoursePage, DealPolicy, LessonPage, closed, titles, withdrawn
        from quizzes.models import seams
        from quizzes.models.closed import register_closed
        from quizzes.signals import attempt_closed, attempt_graded, attempt_started, quiz_offered_or_not

        attempt_started.connect(receivers.quiz_begun, dispatch_uid="courses.quiz_begun")
        attempt_closed.connect(receivers.quiz_decided, dispatch_uid="courses.quiz_closed")
        attempt_graded.connect(receivers.quiz_decided, dispatch_uid="courses.quiz_graded")
        quiz_offered_or_not.connect(receivers.quiz_changed, dispatch_uid="courses.quiz_offered_or_not")
        page_published.connect(receivers.page_changed, dispatch_uid="courses.page_published")
        page_unpublished.connect(receivers.page_changed, dispatch_uid="courses.page_unpublished")
        post_save.connect(receivers.page_moved, sender=PageLogEntry, dispatch_uid="courses.page_moved")
        for model in (CoursePage, LessonPage):
            post_delete.connect(receivers.page_deleted, sender=model, dispatch_uid=f"courses.{model.__name__}_deleted")
        post_save.connect(receivers.policy_saved, sender=DealPolicy, dispatch_uid="courses.policy_saved")
        post_save.connect(receivers.academy_saved, sender=AcademyIndexPage, dispatch_uid="courses.academy_saved")
        copy_for_translation_done.connect(receivers.page_translated, dispatch_uid="courses.page_translated")
        page_slug_changed.connect(receivers.page_renamed, dispatch_uid="courses.page_renamed")
        post_page_move.connect(receivers.lesson_moved, dispatch_uid="courses.lesson_moved")
        register_closed(closed.quizzes_closed_to)
        seams.register_topics(titles.lesson_topics)
        seams.register_banks(titles.bank_capabilities)
        seams.register_topic_choices(titles.lesson_choices)
        seams.register_before(notices.before_course_quiz)
        seams.register_after(notices.after_course_quiz)
        seams.register_dependents(withdrawn.courses_missing)
        seams.register_way_back(withdrawn.way_back_to_course)
