"""Learner texts in several languages, and which one language a question is shown in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Texts = dict[str, str]

DEFAULT_LANGUAGE = "en"


def say(texts: Texts, language: str) -> str:
    """Give the text in a language; one without a letter ("14:00", "98 %") reads the same in all."""
    own = texts.get(language, "").strip()
    return own or next((texts[other].strip() for other in _default_first(texts) if not any(map(str.isalpha, texts[other]))), "")


def says(texts: Texts, language: str) -> bool:
    return bool(say(texts, language))


def complete_languages(texts: Sequence[Texts]) -> list[str]:
    """Name the languages every text exists in, the default language first."""
    spoken = {language for text in texts for language in text}
    complete = [language for language in spoken if all(says(text, language) for text in texts)]
    return _default_first(complete)


def language_of(texts: Sequence[Texts], wanted: str) -> tuple[str, bool]:
    """Choose the one language a question is shown in, and say whether it is borrowed.

    A question speaks one language at a time: if a single text is missing in
    the wanted language, the whole question is shown in another one. A regional
    code ("en-gb") is content with its parent ("en").
    """
    complete = complete_languages(texts)
    for near in _nearest_first(wanted.lower()):
        if near in complete:
            return near, False
    if not complete:
        raise ValueError("A question without one complete language was never validated.")
    return complete[0], True


def _default_first(languages: Iterable[str]) -> list[str]:
    return sorted(languages, key=lambda language: (language != DEFAULT_LANGUAGE, language))


def _nearest_first(language: str) -> Iterator[str]:
    while language:
        yield language
        language = language.rpartition("-")[0]
