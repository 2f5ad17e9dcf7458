from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, plain_text
from quizzes.question_types.question_type import RIGHT, WRONG, Spec
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import DEFAULT_LANGUAGE, Texts
from quizzes.question_types.values import TypedValue

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_WILDCARD = re.compile(r"(?<!\\)\*")
_SPACE = re.compile(r"\s+")


def folded(text: str) -> str:
    """Drop what does not count: width, composition, case, and how much space there is."""
    narrow = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _SPACE.sub(" ", narrow)


@dataclass(frozen=True)
class Pattern:
    """An accepted answer: `*` stands for anything, `\\*` for an asterisk."""

    parts: tuple[str, ...]  # what stands between the wildcards

    @classmethod
    def written(cls, pattern: str) -> Pattern:
        parts = [folded(part.replace("\\*", "*")) for part in _WILDCARD.split(pattern)]
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


def patterns(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield _("%(where)s must list the accepted answers by language.") % {"where": where}
        return
    for language, listed in value.items():
        place = f"{where}.{language}"
        yield from shapes.texts(place, {language: "-"})
        yield from shapes.rows(_pattern, at_least=1)(place, listed)


def _pattern(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield _("%(where)s must not be empty.") % {"where": where}
    elif Pattern.written(value).accepts_anything:
        yield _("%(where)s would accept every answer.") % {"where": where}


class ShortText(TypedValue):
    """A few words, compared with patterns; a pattern of any language counts."""

    kind = "short_text"
    name = gettext_lazy("Short text")
    place = 50
    required: ClassVar[Fields] = {"accept": patterns}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Write a short answer.")

    def faults(self, spec: Spec) -> Iterator[str]:
        yield from ()

    def texts(self, spec: Spec) -> Iterator[Texts]:
        yield from ()

    def value(self, sent: Any) -> str:
        return plain_text(sent)

    def right_values(self, spec: Spec, language: str) -> list[str]:
        accept = spec["accept"]
        listed = accept.get(language) or accept.get(DEFAULT_LANGUAGE) or accept[min(accept)]
        return [_readable(pattern) for pattern in listed]

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        if answer is None:
            return WRONG
        text = folded(answer["value"]).strip()
        accepted = (pattern for listed in spec["accept"].values() for pattern in listed)
        return RIGHT if any(Pattern.written(pattern).matches(text) for pattern in accepted) else WRONG

    def right_answer(self, spec: Spec) -> Answer:
        accept = spec["accept"]
        pattern = accept[min(accept)][0]
        return {"value": _WILDCARD.sub("", pattern).replace("\\*", "*").strip()}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        wrong = {"value": "–"}
        return wrong if self.grade(spec, wrong) == WRONG else None


def _readable(pattern: str) -> str:
    return _WILDCARD.sub("…", pattern).replace("\\*", "*").strip()
