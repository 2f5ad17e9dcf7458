"""The form of a check inside a lesson."""

from typing import Any

from django.utils.translation import get_language

from courses.models import Check
from quizzes.question_types import Answer, AnswerError

# The arrow buttons of an ordering submit the page without being an answer.
MOVES = ("up", "down")


class CheckForm:
    """A check as the learner sees it: open, marked, or kept back; given what was sent, also the answer read from it."""

    def __init__(self, check: Check, *, url: str, sent: Any = None, again: bool = False) -> None:
        self.check = check
        self.url = url
        self.again = again
        self.answer: Answer | None = None
        self.error = ""
        self.sent: dict[str, Any] | None = None  # what could not be read
        self.fault: dict[str, Any] = {}
        self.is_answer = False
        if sent is not None:
            self._read(sent)

    def _read(self, sent: Any) -> None:
        """Take in what was sent: an answer, a move of one item, or a mistake."""
        self.again = True
        data = self.check.type.from_form(self.check.layout, sent)
        try:
            self.answer = self.check.read(data)
        except AnswerError as mistake:
            self.error, self.sent = str(mistake), data
            self.fault = {"id": f"{self.field_id}-fault", "at": mistake.at}
        else:
            self.is_answer = not any(move in data for move in MOVES)

    @property
    def field_id(self) -> str:
        return f"check-{self.check.question}"

    @property
    def mode(self) -> str:
        """Which of the three faces is shown: open, marked or withheld."""
        if self.again or self.check.answer is None:
            return "open"
        return "withheld" if self.check.withheld else "marked"

    @property
    def was_changed(self) -> bool:
        """Whether the learner answered an older wording of this question."""
        return self.check.is_answered and self.check.answer is None

    @property
    def template(self) -> str:
        return self.check.type.template

    @property
    def question(self) -> dict[str, Any]:
        language = get_language() or ""
        if self.mode == "marked":
            return self.check.reviewed(language=language)
        shown = self.check.shown(language=language, answer=self.answer)
        return shown if self.sent is None else self.check.type.put_back(shown, self.sent)
