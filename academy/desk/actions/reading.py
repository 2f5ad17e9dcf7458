"""Noting who looked at what is not theirs to lead."""

from typing import Any, Final

from wagtail.log_actions import log

from academy.people.models import Person
from quizzes.models import Attempt

READ_ATTEMPT: Final = "academy.attempt.read"


def note_reading(attempt: Attempt, *, by: Any) -> bool:
    """Write into the log of the administration that somebody from outside the learner's line looked at an attempt; say whether."""
    if Person.objects.is_managed(attempt.learner, by=by):
        return False
    log(instance=attempt, action=READ_ATTEMPT, user=by)
    return True
