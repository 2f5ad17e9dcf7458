"""What is wrong with a spec: a sentence for whoever writes specs, and words for a form that shows the place itself."""

from __future__ import annotations

import re
from typing import Any, Final, Self

from academy.texts import content_languages

Place = tuple[str | int, ...]

_STEP: Final = re.compile(r"\[([0-9]+)\]|[^.\[\]]+")


class Fault(str):
    """A sentence that names its place as a spec does ("choices[2].text must not be empty.").

    `where` is that place alone, "" for the whole question; `words` are for somebody who sees no spec, at the field.
    """

    where: str
    words: str

    __slots__ = ("where", "words")

    def __new__(cls, sentence: str, *, where: str = "", words: str = "") -> Self:
        fault = super().__new__(cls, sentence)
        fault.where, fault.words = where, words or sentence
        return fault

    @property
    def place(self) -> Place:
        """The way to the place: keys, and numbers of rows from 1."""
        return tuple(int(step[1]) if step[1] else step[0] for step in _STEP.finditer(self.where))

    def inside(self, outer: str) -> Fault:
        """The same fault of a spec that stands in another one."""
        where = f"{outer}.{self.where}" if self.where else outer
        return Fault(f"{outer}: {self}", where=where, words=self.words)


def fault(where: str, sentence: str, words: str = "", **params: Any) -> Fault:
    """Make a fault: both texts are filled in with `params`, the sentence with the place too. No words: the sentence says it."""
    filled = sentence % {"where": where, **params}
    return Fault(filled, where=where, words=words % params if words else "")


def language_name(code: str) -> str:
    """The language as authors read it; the code of one that the site does not offer."""
    return dict(content_languages()).get(code, code)
