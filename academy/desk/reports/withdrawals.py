"""What people are under way with and would miss, before pages are unpublished, moved or deleted."""

from collections.abc import Sequence

from wagtail.models import Page

from academy.certification.reports.dependents import certifications_missing_courses
from courses.models import courses_losing, under_way_with
from quizzes.models.seams import Dependent


def missed_with(pages: Sequence[Page], *, below: bool) -> list[Dependent]:
    """Courses that go, or lose a lesson, with these pages and, if asked, with all below them; and certifications that ask for those.

    Empty where nobody is under way and no certification asks.
    """
    courses = courses_losing(pages, below=below)
    certifications = certifications_missing_courses({course.key for course in courses})
    under_way = under_way_with(courses)
    return [*certifications, *under_way] if certifications or any(one.people for one in under_way) else []
