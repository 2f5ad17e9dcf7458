"""Where a learner wants to go from a question."""

from typing import Final
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

LARGEST_REVISION: Final = 2_000_000_000


class Step:
    """The buttons of the question page and the revision it was made with. What is not understood means: stay."""

    def __init__(self, sent: QueryDict) -> None:
        revision = sent.get("revision", "")
        self.revision = min(int(revision), LARGEST_REVISION) if revision.isascii() and revision.isdigit() and len(revision) < 12 else 0
        self.go = sent.get("go", "")
        self.moves_an_item = "up" in sent or "down" in sent

    @property
    def flag(self) -> bool | None:
        """The wanted flag; None when it is not to change."""
        return {"flag": True, "unflag": False}.get(self.go)

    def address(self, attempt: UUID, position: int) -> str:
        if self.go == "summary":
            return reverse("academy_quizzes:attempt_summary", args=[attempt])
        here = reverse("academy_quizzes:attempt_question", args=[attempt, self._target(position)])
        # Without JavaScript the page is loaded anew; the list is brought back into sight.
        return f"{here}#question-order" if self.moves_an_item else here

    def _target(self, position: int) -> int:
        if self.go.isascii() and self.go.isdigit() and len(self.go) < 4:
            return int(self.go)
        return max(1, position + {"previous": -1, "next": 1}.get(self.go, 0))
