"""Pages of the courses."""

from courses.views.capability import capability
from courses.views.catalogue import catalogue
from courses.views.course import course, enrol
from courses.views.lesson import lesson, lesson_check, lesson_done

__all__ = ["capability", "catalogue", "course", "enrol", "lesson", "lesson_check", "lesson_done"]
