"""From when on attempts count."""

from datetime import datetime
from typing import Any

from quizzes.models import AttemptWindow, Quiz


def open_window(*, quiz: Quiz, learner: Any, now: datetime, extra: int = 0, reason: str = "") -> AttemptWindow:
    """Count a learner's attempts at a quiz from now on, and allow `extra` more than the quiz does.

    Repeated for the same moment it returns the window that is there.
    """
    window, _made = AttemptWindow.objects.get_or_create(
        quiz=quiz, learner=learner, opened_at=now, defaults={"extra": extra, "reason": reason}
    )
    return window
