"""Who may read whose name beside an answer."""

from collections.abc import Collection
from typing import Any

from quizzes.models.led import names_of, users_led_by


def names_for(user: Any, learners: Collection[int]) -> dict[int, str]:
    """The names of those learners whom this user leads; the others stay unnamed. Two queries at most, none for nobody."""
    if not learners:
        return {}
    shown = set(users_led_by(user).filter(pk__in=learners).values_list("pk", flat=True))
    return names_of(shown) if shown else {}
