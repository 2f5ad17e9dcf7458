"""What a new quiz begins with: the settings that nearly everybody wants, by what a pass is good for."""

from collections.abc import Mapping
from typing import Any, Final

from quizzes.models import Quiz
from quizzes.models.rules import Behaviour, OnExpiry

PRESETS: Final[Mapping[str, Mapping[str, Any]]] = {
    Quiz.Purpose.PRACTICE: {
        "pass_percent": 60,
        "max_attempts": 0,
        "cooloff_minutes": 0,
        "cooloff_later_minutes": None,
        "time_limit_minutes": None,
        "review": Quiz.Review.PRACTICE,
        "single_device": False,
    },
    Quiz.Purpose.GRADED: {
        "pass_percent": 80,
        "max_attempts": 3,
        "cooloff_minutes": 0,
        "cooloff_later_minutes": None,
        "time_limit_minutes": None,
        "review": Quiz.Review.GRADED,
        "single_device": False,
    },
    Quiz.Purpose.CERTIFICATION: {
        "pass_percent": 80,
        "max_attempts": 3,
        "cooloff_minutes": 24 * 60,
        "cooloff_later_minutes": 72 * 60,
        "time_limit_minutes": 45,
        "review": Quiz.Review.CERTIFICATION,
        "single_device": True,
    },
}
SAME_FOR_ALL: Final[Mapping[str, Any]] = {
    "keep": Quiz.Keep.HIGHEST,
    "on_expiry": OnExpiry.SUBMIT,
    "behaviour": Behaviour.DEFERRED,
    "questions_per_page": 1,
    "open_book": False,
}


def preset_of(purpose: str | None) -> dict[str, Any]:
    """The settings a quiz of this purpose begins with; of a course quiz when it is not known."""
    known = purpose if purpose and purpose in PRESETS else Quiz.Purpose.GRADED
    return {**SAME_FOR_ALL, **PRESETS[known], "purpose": str(known)}


def all_presets() -> dict[str, dict[str, Any]]:
    """Every preset as a page can use it: texts, numbers, truths."""
    return {
        str(purpose): {name: str(value) if isinstance(value, str) else value for name, value in preset_of(purpose).items()}
        for purpose in PRESETS
    }
