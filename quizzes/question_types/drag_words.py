from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import comb, perm, prod
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, AnswerError
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.gap_select import GAPS, OPTION, GapSelect, group_of, grouped, right_options
from quizzes.question_types.layouts import Layout, tokens_by_id
from quizzes.question_types.places import ALL_OR_NOTHING, of_places, scoring_of_places
from quizzes.question_types.question_type import Spec
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import say

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class DragWords(GapSelect):
    """Gaps in a text and words to put into them, each once, or as often as one likes (`many`)."""

    kind = "drag_words"
    name = gettext_lazy("Words to drag into a text")
    place = 90
    required: ClassVar[Fields] = {
        "text": shapes.texts,
        "gaps": GAPS,
        "options": shapes.rows(shapes.record(OPTION, {"group": shapes.identifier, "many": shapes.truth}), at_least=2),
    }

    def instruction(self, spec: Spec) -> StrPromise:
        if len(_reusable(spec)) == len(spec["options"]):
            return gettext_lazy("Drag each word into its gap, or choose it there. A word may be used more than once.")
        if _reusable(spec):
            return gettext_lazy("Drag each word into its gap, or choose it there. Some words may be used more than once.")
        return gettext_lazy("Drag each word into its gap, or choose it there. Each word can be used once.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from super().faults(spec)
        for word in _used_too_often(spec, right_options(spec)):
            number = [option["id"] for option in spec["options"]].index(word) + 1
            sentence = _("options: “%(id)s” is right for several gaps, so it must be usable more than once.")
            words = _("This is right for several gaps, so it must be usable more than once.")
            yield fault(f"options[{number}].many", sentence, words, id=word)

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        words = {option["id"]: option for option in spec["options"]}
        return {
            **super().face(spec, layout, language, answer),
            "words": [
                {"token": token, "text": say(words[one]["text"], language), "many": one in _reusable(spec)}
                for token, one in layout["options"]
            ],
        }

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        answer = super().answer(spec, layout, data)
        twice = _used_too_often(spec, answer["gaps"]) if answer else []
        if answer and twice:
            tokens = tokens_by_id(layout, "gaps")
            at = tuple(f"gap-{tokens[gap]}" for gap, word in answer["gaps"].items() if word in twice)
            raise AnswerError(_("One of these words stands in two gaps, but it can be used only once."), at=at)
        return answer

    def wrong_answer(self, spec: Spec) -> Answer | None:
        right, said = right_options(spec), dict[str, str]()
        for gap in self.gaps(spec):
            free = [one for one in gap.options if one != right[gap.id] and (one in _reusable(spec) or one not in said.values())]
            if free:
                said[gap.id] = free[0]
        return {"gaps": said}

    def guess(self, spec: Spec) -> Fraction:
        """Fill every gap, with all fillings that the words allow alike."""
        groups = {name: _Supply.of(spec, options) for name, options in grouped(spec).items()}
        if scoring_of_places(spec) == ALL_OR_NOTHING:
            return Fraction(1, prod(supply.fillings(supply.gaps) for supply in groups.values()))
        group = {option["id"]: group_of(option) for option in spec["options"]}
        return of_places([groups[group[right]].chance(many=right in _reusable(spec)) for right in right_options(spec).values()])


class _Supply:
    """The words of one group: how many can be used once, how many without end, for how many gaps."""

    def __init__(self, *, once: int, many: int, gaps: int) -> None:
        self.once, self.many, self.gaps = once, many, gaps

    @classmethod
    def of(cls, spec: Spec, options: list[dict[str, Any]]) -> _Supply:
        ids = {option["id"] for option in options}
        many = len(ids & _reusable(spec))
        return cls(once=len(ids) - many, many=many, gaps=sum(right in ids for right in right_options(spec).values()))

    def fillings(self, gaps: int, *, taken: int = 0) -> int:
        """Count the ways to fill gaps when some of the words usable once are gone."""
        once = self.once - taken
        return sum(comb(gaps, some) * perm(once, some) * self.many ** (gaps - some) for some in range(gaps + 1))

    def chance(self, *, many: bool) -> Fraction:
        """Say how often one word stands in one gap, of all fillings."""
        return Fraction(self.fillings(self.gaps - 1, taken=0 if many else 1), self.fillings(self.gaps))


def _reusable(spec: Spec) -> frozenset[str]:
    return frozenset(option["id"] for option in spec["options"] if option.get("many", False))


def _used_too_often(spec: Spec, said: Mapping[str, str]) -> list[str]:
    used, reusable = Counter(said.values()), _reusable(spec)
    return sorted(one for one, times in used.items() if times > 1 and one not in reusable)
