"""The pages of the academy in the administration."""

from academy.editing.pages import GuardedPageViewSet
from courses.models import AcademyIndexPage, CoursePage, LessonPage


class AcademyIndexPageViewSet(GuardedPageViewSet):
    """The academy's place in the page tree."""

    model = AcademyIndexPage


class CoursePageViewSet(GuardedPageViewSet):
    """Courses."""

    model = CoursePage


class LessonPageViewSet(GuardedPageViewSet):
    """Lessons."""

    model = LessonPage


PAGE_VIEWSETS = (AcademyIndexPageViewSet, CoursePageViewSet, LessonPageViewSet)
