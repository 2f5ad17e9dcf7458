"""Taking up a course."""

from datetime import datetime
from typing import Any
from uuid import UUID

from courses.models import Enrolment


def enrol(*, learner: Any, course_key: UUID, now: datetime) -> Enrolment:
    """Note that a learner takes up a course, once for ever. An enrolment that is there already is returned unchanged."""
    enrolment, _is_new = Enrolment.objects.get_or_create(learner=learner, course_key=course_key, defaults={"enrolled_at": now})
    return enrolment
