"""Why a verb of the courses was refused, in a sentence for the learner."""

from django.utils.translation import gettext as _


class CourseError(Exception):
    """A refusal; `str()` of it is the sentence."""


class UnknownLesson(CourseError):
    """The lesson is not, or no longer, part of the course."""

    def __init__(self) -> None:
        super().__init__(_("This lesson is not part of the course any more."))


class ChecksOpen(CourseError):
    """A lesson with open checks cannot be called done."""

    def __init__(self) -> None:
        super().__init__(_("Answer the checks of this lesson first: it is done when you have answered, right or wrong."))
