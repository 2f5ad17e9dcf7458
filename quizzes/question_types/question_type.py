"""What every type of question can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.utils import translation
from django.utils.translation import gettext as _

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import LARGEST_ANSWER, Answer, AnswerError, Form, weighed
from quizzes.question_types.faults import Fault
from quizzes.question_types.grains import FINEST_QUESTION
from quizzes.question_types.layouts import Layout
from quizzes.question_types.spec import Fields, SpecError
from quizzes.question_types.texts import Texts, language_of, say

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Spec = dict[str, Any]

RIGHT = Fraction(1)
WRONG = Fraction(0)

DEFAULT_PENALTY: Final = Fraction(1, 3)

HINTS = shapes.rows(shapes.record({"text": shapes.texts}, {}), at_least=1)


@dataclass(frozen=True)
class Part:
    """A piece of a question that is right or wrong by itself: what it weighs, and how right it is from 0 to 1."""

    id: str
    mark: Fraction
    weight: Fraction = RIGHT


class QuestionType(ABC):
    """A way of asking: what its spec holds, what the learner sees and sends, how it is marked.

    Everything here is pure: no rows, no clock, no chance but the one given.
    A subclass names its keys (`required`, `optional`), the fields an answer
    may have (`fields`) and the shape in which it is shown and reviewed.
    """

    kind: ClassVar[str]
    name: ClassVar[StrPromise]
    place: ClassVar[int] = 100  # among the types an author is offered, the lowest first
    shape: ClassVar[str]  # which fragment shows it marked: `types/_marked_<shape>.html`
    is_asked: ClassVar[bool] = True  # False: nothing to answer, worth nothing
    is_marked_by_hand: ClassVar[bool] = False  # True: an answer waits for a person; `grade` gives it nothing meanwhile
    is_stepwise: ClassVar[bool] = False  # True: every answer leads on to something new, so the page is read again after each
    largest_answer: ClassVar[int] = LARGEST_ANSWER  # bytes
    fields: ClassVar[frozenset[str]]
    required: ClassVar[Fields] = {}
    optional: ClassVar[Fields] = {}

    @property
    def template(self) -> str:
        return f"academy/quizzes/types/_{self.kind}.html"

    @property
    def fits_a_lesson(self) -> bool:
        """Whether it can be a check of a lesson, which is answered once and marked at once."""
        return self.can_be_tried

    @property
    def can_be_tried(self) -> bool:
        """Whether it can be checked before the attempt is handed in."""
        return self.is_asked and not self.is_marked_by_hand and not self.is_stepwise

    # The author's side

    def validate(self, spec: Spec) -> None:
        """Accept a spec of this type, or raise SpecError with a sentence and a place for each fault."""
        form = shapes.record(
            {"stem": shapes.texts, **self.required},
            {"why": shapes.texts, "note": shapes.texts, "hints": HINTS, "penalty": shapes.share, **self.optional},
        )
        faults = list(form("", spec)) or [*self.faults(spec), *shapes.one_complete_language(spec, self._learner_texts(spec))]
        if not faults and self.grain(spec) > FINEST_QUESTION:
            faults.append(
                Fault(_("The shares, weights or points of this question are too fine to be added up exactly. Write simpler ones."))
            )
        if faults:
            raise SpecError(faults)

    @abstractmethod
    def instruction(self, spec: Spec) -> StrPromise:
        """Say in a short sentence what the learner is to do."""

    @abstractmethod
    def faults(self, spec: Spec) -> Iterator[Fault]:
        """Yield what is wrong with a spec whose keys and values have the right form."""

    @abstractmethod
    def texts(self, spec: Spec) -> Iterator[Texts]:
        """Yield the learner texts beside stem and why."""

    @abstractmethod
    def right_answer(self, spec: Spec) -> Answer | None:
        """Give an answer that earns everything; None where nothing is asked."""

    @abstractmethod
    def wrong_answer(self, spec: Spec) -> Answer | None:
        """Give an answer that earns nothing; none given where every answer earns something."""

    def guess(self, spec: Spec) -> Fraction:
        """Give the exact mark to be expected of somebody who answers by chance: all answers alike, nothing left out.

        What is typed cannot be guessed. Below 0 only where a wrong choice costs something.
        """
        return WRONG

    # The learner's side

    def language_of(self, spec: Spec, language: str) -> tuple[str, bool]:
        """Name the one language the question is shown in, and whether it is borrowed."""
        return language_of(self._learner_texts(spec), language)

    @abstractmethod
    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        """Make one learner's copy: the order shown and a token for every id.

        Seed `chance` with something the learner cannot know: whoever can
        repeat it can undo the shuffle, and the author's order may be the key.
        """

    def shown(self, spec: Spec, layout: Layout, *, language: str, answer: Answer | None) -> dict[str, Any]:
        """Give exactly what the learner may see while the question is open."""
        used, borrowed = self.language_of(spec, language)
        with translation.override(used):
            return {
                "kind": self.kind,
                "shape": self.shape,
                "stem": say(spec["stem"], used),
                "instruction": str(self.instruction(spec)),
                "language": used,
                "borrowed": borrowed,
                **self.face(spec, layout, used, answer),
            }

    @abstractmethod
    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        """Give the part of `shown` that is peculiar to this type."""

    def read(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        """Turn what was sent into an answer of ids; None means left blank.

        Raises AnswerError when the data do not belong to this question.
        """
        sent = weighed(data, self.largest_answer)
        if sent.keys() - self.fields:
            raise AnswerError(_("This answer does not have the form of this question."))
        return self.answer(spec, layout, sent)

    @abstractmethod
    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        """Read data that hold no field of another type."""

    def following(self, spec: Spec, before: Answer | None, after: Answer | None) -> Answer | None:
        """Give the answer to save after the one that is saved, or refuse, with AnswerError, one that cannot come after it."""
        return after

    def upload_of(self, answer: Answer | None) -> str | None:
        """Name the handed-in file that an answer refers to, by its uuid."""
        return None

    @abstractmethod
    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        """Gather the fields of the page into what `read` takes."""

    def put_back(self, shown: dict[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
        """Give what is shown with what was sent in its fields, so that an answer that is refused is not lost to whoever wrote it."""
        return shown

    @abstractmethod
    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        """Say an answer in this layout's tokens, as a client would send it."""

    # Marking

    @abstractmethod
    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        """Mark an answer from 0 to 1, exactly; a blank earns 0.

        A choice may cost something where its author says so: then the mark is
        below 0, down to -1.
        """

    def unlike(self, spec: Spec, other: Spec) -> Iterator[str]:
        """Say why the key of another version cannot mark answers to this one, beside the ids that have to be the same."""
        yield from ()

    def parts(self, spec: Spec, answer: Answer | None) -> Sequence[Part]:
        """Name the pieces that keep their own credit over several tries; one piece, the whole, unless a type says more."""
        return (Part("", self.grade(spec, answer)),)

    def unit(self, spec: Spec) -> int:
        """Give a number that every mark of one answer is a whole multiple of one over."""
        return 1

    def grain(self, spec: Spec) -> int:
        """Give the same for marks after any number of tries, of which each costs its penalty."""
        penalty = shapes.exact(spec["penalty"]) if "penalty" in spec else DEFAULT_PENALTY
        return self.unit(spec) * penalty.denominator

    def needs_marker(self, spec: Spec, answer: Answer | None) -> bool:
        """Whether a person has to mark this answer. A blank earns nothing by itself."""
        return self.is_marked_by_hand and answer is not None

    def review(self, spec: Spec, layout: Layout, answer: Answer | None, *, language: str) -> dict[str, Any]:
        """Give the question with its key, once the review policy allows it."""
        seen = self.shown(spec, layout, language=language, answer=answer)
        used = seen["language"]
        mark = self.grade(spec, answer)
        with translation.override(used):
            return {
                **seen,
                **self.key(spec, layout, used, answer),
                "why": say(spec.get("why", {}), used),
                "mark": str(mark),
                "verdict": self._told(spec, answer, mark),
            }

    @abstractmethod
    def key(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        """Give the part of `review` that is peculiar to this type."""

    def _told(self, spec: Spec, answer: Answer | None, mark: Fraction) -> str:
        if not self.is_asked:
            return ""
        return "waiting" if self.needs_marker(spec, answer) else _verdict(mark, answer)

    def _learner_texts(self, spec: Spec) -> list[Texts]:
        common = [spec[key] for key in ("stem", "why") if key in spec]
        return [*common, *(hint["text"] for hint in spec.get("hints", ())), *self.texts(spec)]


def _verdict(mark: Fraction, answer: Answer | None) -> str:
    if answer is None:
        return "blank"
    if mark <= WRONG:
        return "wrong"
    return "right" if mark == RIGHT else "partly"


def without_feedback(told: Any) -> Any:
    """Give a review without the words an author has for whoever gave this answer, wherever its type says them."""
    if isinstance(told, dict):
        return {key: "" if key == "feedback" else without_feedback(held) for key, held in told.items()}
    return [without_feedback(held) for held in told] if isinstance(told, list) else told
