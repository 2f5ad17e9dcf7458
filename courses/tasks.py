"""What is done apart from a request."""

from datetime import datetime
from uuid import UUID

from django_tasks import task

from courses import actions


@task()
def follow_courses(course_keys: list[str], now: str, after: int = 0) -> None:
    """Re-evaluate the courses for the next learners after one (a primary key), and go on with those behind them. `now` is in ISO 8601."""
    followed = actions.follow_courses(map(UUID, course_keys), now=datetime.fromisoformat(now), after=after)
    if followed.after is not None:
        follow_courses.enqueue(course_keys, now, followed.after)
