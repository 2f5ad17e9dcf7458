"""Search in the courses: what each says in all languages, its lessons word for word.

Every word that was typed must be part of what a course or one of its open
lessons says, in any language. Chinese is written without spaces, so a run of
its characters is found where each pair of neighbours is. Texts are kept in
memory like the outlines, for as long as their stamp holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from uuid import UUID

from academy.letters import as_written
from academy.texts import content_languages
from courses.models.capability import Capability
from courses.models.languages import content_language, reading_language
from courses.models.library import Library
from courses.models.outline import CourseOutline, LessonStep, outlines
from courses.models.pages import LessonPage
from courses.models.stamp import Stamp

REMEMBERED = 2
SHOWN = 3  # lessons of one course
AROUND = 80  # characters of a long text on each side of what was found

_APART = re.compile(r"[\s，、；。：？！（）《》【】…]+|[,;:!?]+(?=\s|$)")
_AT_ENDS = "\"'()[]<>.,;:!?"
_CHINESE = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was typed, folded, and the parts of it that a text must hold."""

    typed: str
    parts: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> Self:
        pairs = tuple(typed[at : at + 2] for at in range(len(typed) - 1))
        return cls(typed, pairs if len(typed) > 2 and _CHINESE.match(typed) else (typed,))

    def is_in(self, folded: str) -> bool:
        return all(part in folded for part in self.parts)


@dataclass(frozen=True, slots=True)
class Passage:
    """What a lesson says about the words: pieces of one text, each with whether it is one of them, in `language`."""

    lesson: LessonStep
    pieces: tuple[tuple[str, bool], ...]
    language: str
    borrowed: bool

    @property
    def text(self) -> str:
        return "".join(piece for piece, _is_word in self.pieces)


@dataclass(frozen=True, slots=True)
class Found:
    """A course that speaks of all the words, and its lessons that do; `more` are not shown."""

    course: CourseOutline
    passages: Sequence[Passage] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Said:
    """What a lesson says in one language: its texts as they are read, and all of it folded."""

    step: LessonStep
    texts: tuple[str, ...]
    folded: str


def search(library: Library, words: str) -> list[Found]:
    """The courses of a library that speak of all these words: first those that do so in their own title, summary or capability.

    One query for the capabilities, and one for the bodies of all lessons when
    the stamp has changed. Without a word every course is found.
    """
    wanted = words_of(words)
    if not wanted:
        return [Found(course) for course in library.courses]
    introductions, lessons = _introductions(library), _lessons(library)
    capabilities = capabilities_of(library.courses)
    ranked: list[tuple[int, Found]] = []
    for course in library.courses:
        own = _with_capability(introductions[course.key], capabilities.get(course.capability_id or 0))
        told = {word for word in wanted if word.is_in(own)}
        rank, found = _found(course, lessons.get(course.key, {}), wanted, told)
        if found is not None:
            ranked.append((rank, found))
    return [found for _rank, found in sorted(ranked, key=lambda each: each[0])]


def capabilities_of(courses: Iterable[CourseOutline]) -> dict[int, Capability]:
    """The capabilities that these courses teach, by id, in one query."""
    return dict(Capability.objects.in_bulk({course.capability_id for course in courses if course.capability_id}))


def words_of(typed: str) -> tuple[Word, ...]:
    """The words of a search, each once. A run of Chinese characters is a word of its own."""
    runs = (run.strip(_AT_ENDS) for part in _APART.split(_folded(typed)) for run in _CHINESE.split(part))
    return tuple(Word.of(run) for run in dict.fromkeys(runs) if run)


def _found(
    course: CourseOutline, lessons: Mapping[UUID, Sequence[_Said]], wanted: Sequence[Word], told: set[Word]
) -> tuple[int, Found | None]:
    """How far down a course stands, and what of it was found: nothing unless every word is said somewhere."""
    said = {key: {word for word in wanted if any(word.is_in(each.folded) for each in texts)} for key, texts in lessons.items()}
    if not told.union(*said.values()) >= set(wanted):
        return 0, None
    most = max(map(len, said.values()), default=0)
    if len(told) == len(wanted):
        rank, least = 0, len(wanted)
    else:
        rank, least = (1 if most == len(wanted) else 2), max(most, 1)
    best = [step for step in course.lessons if len(said.get(step.key, ())) >= least]
    passages = [_passage(step, lessons[step.key], wanted) for step in best[:SHOWN]]
    return rank, Found(course, passages, len(best) - len(passages))


def _passage(step: LessonStep, said: Sequence[_Said], wanted: Sequence[Word]) -> Passage:
    """The text of a lesson that holds most of the words, the reader's language before others. Nothing where only the title does."""
    best, shown = 0, said[0]
    text = ""
    for each in said:
        for candidate in each.texts:
            count = sum(word.is_in(_folded(candidate)) for word in wanted)
            if count > best:
                best, shown, text = count, each, candidate
    return Passage(step, tuple(_pieces(_cut(text, wanted), wanted)), shown.step.language, shown.step.language != reading_language())


def _cut(text: str, wanted: Sequence[Word]) -> str:
    """A long text around the first of the words, at the spaces."""
    if len(text) <= 2 * AROUND:
        return text
    folded = _folded(text)
    at = min(place for word in wanted for part in word.parts if (place := folded.find(part)) >= 0)
    begin, end = max(at - AROUND, 0), at + AROUND
    if begin:
        begin = text.find(" ", begin, at) + 1 or begin
    if end < len(text):
        space = text.rfind(" ", at + 1, end)
        end = space if space > at + AROUND // 2 else end
    return ("… " if begin else "") + text[begin:end].strip() + (" …" if end < len(text) else "")


def _pieces(text: str, wanted: Sequence[Word]) -> Iterator[tuple[str, bool]]:
    parts = {part for word in wanted for part in (word.typed, *word.parts)}
    marks = re.compile("(" + "|".join(map(re.escape, sorted(parts, key=len, reverse=True))) + ")", re.IGNORECASE)
    return ((piece, number % 2 == 1) for number, piece in enumerate(marks.split(text)) if piece)


def _introductions(library: Library) -> dict[UUID, str]:
    """What each course says about itself, in all languages, folded."""
    texts: dict[UUID, list[str]] = {}
    for language in _languages():
        for course in outlines(library.stamp, language=language).courses:
            texts.setdefault(course.key, []).extend([course.title, course.summary])
    return {key: _folded("\n".join(said)) for key, said in texts.items()}


def _with_capability(text: str, capability: Capability | None) -> str:
    if capability is None:
        return text
    return "\n".join([text, _folded("\n".join([*capability.title.values(), *capability.statement.values()]))])


def _lessons(library: Library) -> dict[UUID, dict[UUID, list[_Said]]]:
    """What the lessons that are open to the reader say, by course and lesson, the reader's language first."""
    read = _lesson_texts(library.stamp)
    said: dict[UUID, dict[UUID, list[_Said]]] = {}
    for language in _languages():
        for course in outlines(library.stamp, language=language).courses:
            for step in course.lessons:
                known = said.setdefault(course.key, {}).setdefault(step.key, [])
                if library.is_open(step) and all(each.step.page_id != step.page_id for each in known):
                    texts, folded = read.get(step.page_id, ((), ""))
                    known.append(_Said(step, texts, f"{_folded(step.title)}\n{folded}"))
    return said


@lru_cache(maxsize=REMEMBERED)
def _lesson_texts(stamp: Stamp) -> dict[int, tuple[tuple[str, ...], str]]:
    """The texts of every published lesson and all of them folded, by the id of its page: one query."""
    pages = LessonPage.objects.filter(live=True, alias_of=None).only("body").iterator()
    return {page.pk: _read(page, stamp) for page in pages}


def _read(page: LessonPage, stamp: Stamp) -> tuple[tuple[str, ...], str]:
    said: Iterable[str] = page.body.stream_block.get_searchable_content(page.body)
    texts = tuple(stamp.limits.quoted_in(" ".join(text.split())) for text in said if text.strip())
    return texts, "\n".join(map(_folded, texts))


def _languages() -> list[str]:
    """Every content language, the reader's first."""
    mine = reading_language()
    others = (content_language(code) for code, _name in content_languages())
    return list(dict.fromkeys([mine, *others]))


def _folded(text: str) -> str:
    return as_written(text).casefold()
