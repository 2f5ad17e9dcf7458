from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.letters import plain_signs, without_unseen
from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, plain_text
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.grains import common
from quizzes.question_types.question_type import RIGHT, WRONG, Spec
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import DEFAULT_LANGUAGE, Texts, say
from quizzes.question_types.values import TypedValue

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_WILDCARD = re.compile(r"(?<!\\)\*")
_SPACE = re.compile(r"\s+")


def folded(text: str, *, keeps_case: bool = False) -> str:
    """Drop what does not count: signs nobody sees, width, composition, how much space there is; unless case counts, also case
    and which dash or quotation mark it is.
    """
    seen = without_unseen(text)
    if keeps_case:
        return _SPACE.sub(" ", unicodedata.normalize("NFKC", seen))
    # Signs first: to NFKC an acute accent is a space with a mark. And last: folding case makes an apostrophe of some letters.
    small = unicodedata.normalize("NFKC", plain_signs(seen)).casefold()
    return _SPACE.sub(" ", plain_signs(unicodedata.normalize("NFKC", small)))


@dataclass(frozen=True)
class Pattern:
    """An accepted answer: `*` stands for anything, `\\*` for an asterisk."""

    parts: tuple[str, ...]  # what stands between the wildcards

    @classmethod
    def written(cls, pattern: str, *, keeps_case: bool = False) -> Pattern:
        parts = [folded(part.replace("\\*", "*"), keeps_case=keeps_case) for part in _WILDCARD.split(pattern)]
        parts[0] = parts[0].lstrip()
        parts[-1] = parts[-1].rstrip()
        return cls(tuple(parts))

    @property
    def accepts_anything(self) -> bool:
        return not any(part.strip() for part in self.parts)

    def matches(self, text: str) -> bool:
        """Compare without a regular expression, so that no pattern can be slow."""
        first, *rest = self.parts
        if not rest:
            return text == first
        *middle, last = rest
        at, end = len(first), len(text) - len(last)
        if at > end or not (text.startswith(first) and text.endswith(last)):
            return False
        for part in middle:
            found = text.find(part, at, end)
            if found < 0:
                return False
            at = found + len(part)
        return True


def patterns(where: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, dict) or not value:
        yield fault(where, _("%(where)s must list the accepted answers by language."), _("Write one accepted answer at least."))
        return
    for language, listed in value.items():
        place = f"{where}.{language}"
        yield from shapes.texts(place, {language: "-"})
        yield from shapes.rows(_pattern, at_least=1)(place, listed)


def _pattern(where: str, value: Any) -> Iterator[Fault]:
    if isinstance(value, dict):
        faults = list(_ACCEPTED_WITH_SHARE(where, value))
        yield from faults
        if faults:
            return
    text, share = _text_of(value), _share_of(value)
    if not isinstance(text, str) or not without_unseen(text).strip():
        yield fault(where, _("%(where)s must not be empty."), _("This must not be empty."))
    elif Pattern.written(text).accepts_anything and share == RIGHT:
        yield fault(where, _("%(where)s would accept every answer."), _("“%(text)s” would accept every answer."), text=text)


_ACCEPTED_WITH_SHARE = shapes.record({"text": shapes.name}, {"fraction": shapes.share, "feedback": shapes.texts})


def _text_of(accepted: Any) -> Any:
    return accepted["text"] if isinstance(accepted, dict) else accepted


def _share_of(accepted: Any) -> Fraction:
    return shapes.exact(accepted.get("fraction", "1")) if isinstance(accepted, dict) else RIGHT


class ShortText(TypedValue):
    """A few words, compared with patterns, the first that matches decides; a pattern of any language counts.

    An accepted answer is a pattern, or {"text": pattern, "fraction": share,
    "feedback": texts} where it earns a part only.
    """

    kind = "short_text"
    name = gettext_lazy("Short text")
    place = 50
    required: ClassVar[Fields] = {"accept": patterns}
    optional: ClassVar[Fields] = {"case_sensitive": shapes.truth}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Write a short answer.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        if self._best_answer(spec) is None:
            yield fault("accept", _("At least one accepted answer must earn everything."))

    def texts(self, spec: Spec) -> Iterator[Texts]:
        for listed in spec["accept"].values():
            yield from (accepted["feedback"] for accepted in listed if isinstance(accepted, dict) and "feedback" in accepted)

    def value(self, sent: Any) -> str:
        return plain_text(sent)

    def right_values(self, spec: Spec, language: str) -> list[str]:
        accept = spec["accept"]
        full = {one: [_text_of(row) for row in listed if _share_of(row) == RIGHT] for one, listed in accept.items()}
        full = {one: listed for one, listed in full.items() if listed}
        listed = full.get(language) or full.get(DEFAULT_LANGUAGE) or full[min(full)]
        return [_readable(pattern) for pattern in listed]

    def feedback(self, spec: Spec, answer: Answer, language: str) -> str:
        matching = max(self._matching(spec, answer["value"]), key=_share_of, default=None)
        return say(matching.get("feedback", {}), language) if isinstance(matching, dict) else ""

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        if answer is None:
            return WRONG
        return max(map(_share_of, self._matching(spec, answer["value"])), default=WRONG)

    def unit(self, spec: Spec) -> int:
        return common(_share_of(accepted) for listed in spec["accept"].values() for accepted in listed)

    def guess(self, spec: Spec) -> Fraction:
        """Chance writes nothing that is accepted, unless everything is."""
        return self.grade(spec, {"value": ""})

    def right_answer(self, spec: Spec) -> Answer:
        return self._best_answer(spec) or {"value": ""}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        wrong = {"value": "–"}
        return wrong if self.grade(spec, wrong) == WRONG else None

    def _matching(self, spec: Spec, typed: str) -> Iterator[Any]:
        """Give, for each language, the first accepted answer that matches. The order of languages means nothing."""
        keeps_case = spec.get("case_sensitive", False)
        text = folded(typed, keeps_case=keeps_case).strip()
        for listed in spec["accept"].values():
            first = next((one for one in listed if Pattern.written(_text_of(one), keeps_case=keeps_case).matches(text)), None)
            if first is not None:
                yield first

    def _best_answer(self, spec: Spec) -> Answer | None:
        accept = spec["accept"]
        bare = (_WILDCARD.sub("", _text_of(one)).replace("\\*", "*").strip() for language in sorted(accept) for one in accept[language])
        return next(({"value": text} for text in bare if text and self.grade(spec, {"value": text}) == RIGHT), None)


def _readable(pattern: str) -> str:
    return _WILDCARD.sub("…", pattern).replace("\\*", "*").strip()
