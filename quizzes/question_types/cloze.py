from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer
from quizzes.question_types.faults import Fault
from quizzes.question_types.gaps import Gap, Gaps
from quizzes.question_types.numeric import Numeric
from quizzes.question_types.places import of_places
from quizzes.question_types.question_type import Spec
from quizzes.question_types.short_text import ShortText
from quizzes.question_types.single import SingleChoice
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import Texts, say
from quizzes.question_types.values import TypedValue

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SINGLE: Final = SingleChoice()
TYPED: Final[dict[str, TypedValue]] = {"numeric": Numeric(), "short_text": ShortText()}
ASKED: Final[dict[str, SingleChoice | TypedValue]] = {"single": SINGLE, **TYPED}

# What needs more room than a gap has.
_NOT_IN_A_GAP: Final = frozenset({"unit", "units", "unit_penalty", "unit_penalty_of", "answer_from"})


def one_gap(where: str, value: Any) -> Iterator[Fault]:
    """Check one gap: a little question of its own, with the keys of that type."""
    kind = value.get("kind") if isinstance(value, dict) else None
    faults = list(shapes.one_of(tuple(ASKED))(f"{where}.kind", kind))
    yield from faults
    if faults:
        return
    asked = ASKED[str(kind)]
    optional = {key: check for key, check in asked.optional.items() if key not in _NOT_IN_A_GAP}
    required = {"id": shapes.identifier, "kind": shapes.name, **asked.required}
    yield from shapes.record(required, {"weight": shapes.positive, **optional})(where, value)


class Cloze(Gaps):
    """Gaps of several kinds in one text: a choice, a number, a short text. Each weighs what its author says.

    A gap that is chosen from holds "gap.choice", since choices of two gaps may
    have the same id.
    """

    kind = "cloze"
    name = gettext_lazy("Text with gaps of several kinds")
    place = 100
    required: ClassVar[Fields] = {"text": shapes.texts, "gaps": shapes.rows(one_gap, at_least=1)}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Fill every gap.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from super().faults(spec)
        for number, gap in enumerate(spec["gaps"], start=1):
            yield from (fault.inside(f"gaps[{number}]") for fault in ASKED[gap["kind"]].faults(gap))

    def texts(self, spec: Spec) -> Iterator[Texts]:
        yield spec["text"]
        for gap in spec["gaps"]:
            yield from ASKED[gap["kind"]].texts(gap)

    def gaps(self, spec: Spec) -> list[Gap]:
        return [
            Gap(
                gap["id"],
                {f"{gap['id']}.{choice['id']}": choice["text"] for choice in gap.get("choices", ())},
                Fraction(gap.get("weight", "1")),
            )
            for gap in spec["gaps"]
        ]

    def typed(self, spec: Spec, gap: Gap, sent: Any) -> str:
        return TYPED[_inner(spec, gap)["kind"]].value(sent)

    def mark_of(self, spec: Spec, gap: Gap, said: str) -> Fraction:
        inner = _inner(spec, gap)
        return ASKED[inner["kind"]].grade(inner, _inner_answer(gap, said))

    def right_text(self, spec: Spec, gap: Gap, language: str) -> str:
        inner = _inner(spec, gap)
        if gap.options:
            return say(gap.options[f"{gap.id}.{SINGLE.right_answer(inner)['choice']}"], language)
        return " / ".join(TYPED[inner["kind"]].right_values(inner, language))

    def feedback(self, spec: Spec, gap: Gap, said: str, language: str) -> str:
        inner, answer = _inner(spec, gap), _inner_answer(gap, said)
        if gap.options:
            return next((option.feedback for option in SINGLE.options(inner, language) if option.id == answer["choice"]), "")
        return TYPED[inner["kind"]].feedback(inner, answer, language)

    def unit(self, spec: Spec) -> int:
        return super().unit(spec) * lcm(*(ASKED[gap["kind"]].unit(gap) for gap in spec["gaps"]))

    def right_answer(self, spec: Spec) -> Answer | None:
        return self._filled_with(spec, right=True)

    def wrong_answer(self, spec: Spec) -> Answer | None:
        return self._filled_with(spec, right=False)

    def unlike(self, spec: Spec, other: Spec) -> Iterator[str]:
        kinds = {gap["id"]: gap["kind"] for gap in other["gaps"]}
        for gap in spec["gaps"]:
            if kinds.get(gap["id"], gap["kind"]) != gap["kind"]:
                yield _("gaps: [[%(gap)s]] asks for something of another kind.") % {"gap": gap["id"]}

    def _filled_with(self, spec: Spec, *, right: bool) -> Answer | None:
        said: dict[str, str] = {}
        for gap in self.gaps(spec):
            inner = _inner(spec, gap)
            asked = ASKED[inner["kind"]]
            answer = asked.right_answer(inner) if right else asked.wrong_answer(inner)
            if answer is not None:
                said[gap.id] = _said(gap, answer)
        return {"gaps": said} if said else None

    def guess(self, spec: Spec) -> Fraction:
        gaps = self.gaps(spec)
        chances = [ASKED[_inner(spec, gap)["kind"]].guess(_inner(spec, gap)) for gap in gaps]
        return of_places(chances, weights=[gap.weight for gap in gaps])


def _inner(spec: Spec, gap: Gap) -> Spec:
    """Give a gap as the little question that it is."""
    inner: Spec = next(one for one in spec["gaps"] if one["id"] == gap.id)
    return inner


def _inner_answer(gap: Gap, said: str) -> Answer:
    return {"choice": said.removeprefix(f"{gap.id}.")} if gap.options else {"value": said}


def _said(gap: Gap, answer: Answer) -> str:
    return f"{gap.id}.{answer['choice']}" if gap.options else str(answer["value"])
