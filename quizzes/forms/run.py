"""The form of a page of a running attempt: its questions, and where the learner wants to go."""

import re
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from quizzes.question_types.answers import Prefixed

LARGEST_REVISION: Final = 2_000_000_000
REVISION: Final = re.compile(r"q([0-9]{1,4})-revision", re.ASCII)
MOVED: Final = re.compile(r"q([0-9]{1,4})-(?:up|down)", re.ASCII)
CERTAINTIES: Final = {"1": 1, "2": 2, "3": 3}


def prefix_of(position: int) -> str:
    """How the names of the fields of a question begin."""
    return f"q{position}-"


class PageForm:
    """What a page with one or several questions sent. What is not understood means: stay, and nothing seen."""

    def __init__(self, sent: QueryDict) -> None:
        self.sent = sent
        self.go, _dash, at = sent.get("go", "").partition("-")
        self.at = _position(at)
        self.positions = sorted({int(found[1]) for name in sent if (found := REVISION.fullmatch(name))})

    def revision(self, position: int) -> int:
        """Which saved answer the page was made with."""
        said = self.sent.get(f"{prefix_of(position)}revision", "")
        return min(int(said), LARGEST_REVISION) if said.isascii() and said.isdigit() and len(said) < 12 else 0

    def certainty(self, position: int) -> int | None:
        return CERTAINTIES.get(self.sent.get(f"{prefix_of(position)}certainty", ""))

    def fields(self, position: int, sent: QueryDict | None = None) -> Prefixed:
        """The fields of one question as its type reads them."""
        return Prefixed(self.sent if sent is None else sent, prefix_of(position))

    def checks(self, position: int) -> bool:
        """Whether this answer is to be checked, as a try."""
        return self.go == "check" and self.at == position

    @property
    def takes_over(self) -> bool:
        return self.go == "takeover"

    @property
    def flag(self) -> bool | None:
        """The wanted flag of the question `at`; None when none is to change."""
        return {"flag": True, "unflag": False}.get(self.go)

    def address(self, attempt: UUID, position: int) -> str:
        """Where to go on."""
        if self.go == "summary":
            return reverse("academy_quizzes:attempt_summary", args=[attempt])
        goal = self._target(position)
        here = reverse("academy_quizzes:attempt_question", args=[attempt, goal])
        # Without JavaScript the page is loaded anew; what was in hand is brought back into sight.
        moved = next((found[1] for name in self.sent if (found := MOVED.fullmatch(name))), None)
        if moved:
            return f"{here}#q{moved}-order"
        return f"{here}#q{goal}" if len(self.positions) > 1 and goal in self.positions else here

    def _target(self, position: int) -> int:
        step: Mapping[str, int] = {"previous": -1, "next": 1}
        if self.go in step:
            return _position(self.sent.get(self.go, "")) or max(1, position + step[self.go])
        return _position(self.go) or self.at or position


def _position(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 and int(said) else None
