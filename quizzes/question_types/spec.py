"""What a question's spec may look like: small checks that are put together per type.

A check is given a place ("choices[2].text") and a value and yields one
fault for everything that is wrong with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from academy.letters import without_unseen
from quizzes.question_types.faults import Fault, fault, language_name
from quizzes.question_types.texts import Texts, complete_languages, say, says

Check = Callable[[str, Any], Iterator[Fault]]
Fields = Mapping[str, Check]

MOST_ROWS = 50
LONGEST_NUMBER = 64

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FRACTION = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,12}|/[1-9][0-9]{0,5})?")

# Moodle's grid of fractions is matched within 1e-5 (question/engine/bank.php, match_grade_options).
NEAR_ENOUGH = Fraction(1, 100_000)
LARGEST_DENOMINATOR = 24


class SpecError(ValidationError):
    """A spec that cannot be used; `messages` holds a sentence for each fault, `faults` each with its place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__([str(one) for one in faults])
        self.faults = tuple(faults)


def texts(where: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, dict) or not value:
        yield fault(where, _("%(where)s must hold a text in at least one language."), _("Write this text in at least one language."))
        return
    for language, text in value.items():
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            said = _("“%(language)s” is not a language code.")
            yield fault(where, _("%(where)s: “%(language)s” is not a language code."), said, language=language)
        elif not isinstance(text, str) or not text.strip():
            words = _("This text is empty in %(name)s.")
            yield fault(where, _("%(where)s is empty in %(language)s."), words, language=language, name=language_name(language))


def truth(where: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield fault(where, _("%(where)s must be true or false."), _("Choose yes or no."))


def identifier(where: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or not _IDENTIFIER.fullmatch(value):
        yield fault(where, _("%(where)s must be a short name of letters and digits."), _("Write a short name of letters and digits."))


def name(where: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or not value.strip():
        yield fault(where, _("%(where)s must not be empty."), _("This must not be empty."))


def decimal(where: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or len(value) > LONGEST_NUMBER or not _DECIMAL.fullmatch(value):
        yield fault(
            where, _("%(where)s must be a decimal number written as text, such as “-11.7”."), _("Write a number in digits, such as -11.7.")
        )


def distance(where: str, value: Any) -> Iterator[Fault]:
    faults = list(decimal(where, value))
    yield from faults
    if not faults and value.startswith("-"):
        yield fault(where, _("%(where)s must not be negative."), _("This must not be negative."))


def exact(written: str) -> Fraction:
    """Read a written share ("1/3", "0.3333333"); one within 1e-5 of a simple fraction means that fraction.

    So three parts of 0.33333 make exactly 1, as an author means them to.
    """
    value = Fraction(written)
    simple = value.limit_denominator(LARGEST_DENOMINATOR)
    return simple if simple and abs(simple - value) <= NEAR_ENOUGH else value


def signed_share(where: str, value: Any) -> Iterator[Fault]:
    """A share from -1 to 1, written "1/3", "-0.25" or "0.33333"."""
    if not isinstance(value, str) or not _FRACTION.fullmatch(value):
        yield fault(
            where, _("%(where)s must be a share written as text, such as “1/3” or “0.25”."), _("Write a share, such as 1/3, 0.25 or 25 %%.")
        )
    elif abs(exact(value)) > 1:
        yield fault(where, _("%(where)s must not be more than 1."), _("This must not be more than 1."))


def share(where: str, value: Any) -> Iterator[Fault]:
    """A share from 0 to 1."""
    faults = list(signed_share(where, value))
    yield from faults
    if not faults and value.startswith("-"):
        yield fault(where, _("%(where)s must not be negative."), _("This must not be negative."))


def positive(where: str, value: Any) -> Iterator[Fault]:
    """A number above 0, written "2", "0.5" or "1/60"."""
    if not isinstance(value, str) or not _FRACTION.fullmatch(value) or Fraction(value) <= 0:
        yield fault(
            where,
            _("%(where)s must be a number above 0 written as text, such as “2” or “1/60”."),
            _("Write a number above 0, such as 2 or 1/60."),
        )


def one_of(allowed: Sequence[str]) -> Check:
    def check(where: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, str) or value not in allowed:
            yield fault(where, _("%(where)s must be one of: %(allowed)s."), _("Choose one of the values."), allowed=", ".join(allowed))

    return check


def rows_fault(where: str, least: int, most: int) -> Fault:
    """Too few rows of a list, or too many."""
    words = _("Fill in %(least)d of these rows at least, and %(most)d at most.")
    return fault(where, _("%(where)s must be a list of %(least)d to %(most)d."), words, least=least, most=most)


def rows(check_row: Check, *, at_least: int) -> Check:
    def check(where: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, list) or not at_least <= len(value) <= MOST_ROWS:
            yield rows_fault(where, at_least, MOST_ROWS)
            return
        for number, row in enumerate(value, start=1):
            yield from check_row(f"{where}[{number}]", row)

    return check


def record(required: Fields, optional: Fields) -> Check:
    known = {**required, **optional}

    def check(where: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            sentence = _("%(where)s must be an object.") % {"where": where or _("The question")}
            yield Fault(sentence, where=where, words=_("This cannot be read."))
            return
        inside = f"{where}." if where else ""
        for key in sorted(required.keys() - value.keys()):
            yield fault(f"{inside}{key}", _("%(where)s is missing."), _("This is missing."))
        for key, held in value.items():
            if key in known:
                yield from known[key](f"{inside}{key}", held)
            else:
                yield fault(f"{inside}{key}", _("%(where)s is not known here."), _("This has no meaning here."))

    return check


def unique_ids(where: str, listed: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    ids = [row["id"] for row in listed]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        second = len(ids) - ids[::-1].index(twice)
        sentence = _("%(where)s: the id “%(id)s” is used twice.") % {"where": where, "id": twice}
        yield Fault(sentence, where=f"{where}[{second}].id", words=_("“%(id)s” is used twice.") % {"id": twice})


def as_read(text: str) -> str:
    """Give a text as a reader sees it: without signs nobody sees, composed, one space between words."""
    return " ".join(unicodedata.normalize("NFC", without_unseen(text)).split())


def places(where: str, count: int, *, key: str = "text") -> list[str]:
    """The places of one key in the rows of a list."""
    return [f"{where}[{number}].{key}" for number in range(1, count + 1)]


def distinct_texts(where: str, listed: Sequence[Texts], at: Sequence[str], *, alike: Callable[[str], str] = as_read) -> Iterator[Fault]:
    """Refuse two rows that read the same, which no learner could tell apart. `at` are the places of the texts."""
    for language in complete_languages(listed):
        read = [say(text, language) for text in listed]
        counts = Counter(map(alike, read))
        first = {alike(text): text for text in reversed(read)}
        last = {alike(text): place for text, place in zip(read, at, strict=True)}
        for twice in sorted((one for one, count in counts.items() if count > 1), key=lambda one: first[one]):
            sentence = _("%(where)s: “%(text)s” stands twice.") % {"where": where, "text": first[twice]}
            yield Fault(sentence, where=last[twice], words=_("“%(text)s” stands twice.") % {"text": first[twice]})


def one_complete_language(spec: Mapping[str, Any], learner_texts: Sequence[Texts]) -> Iterator[Fault]:
    """Ask for one language that every text of the question exists in. The place is the first text that the fullest one lacks."""
    if complete_languages(learner_texts):
        return
    spoken = sorted({language for text in learner_texts for language in text})
    missing = {one: [text for text in learner_texts if not says(text, one)] for one in spoken}
    fullest = min(spoken, key=lambda one: len(missing[one]))
    sentence = _("No language has every text of this question (missing texts by language: %(lacking)s).")
    words = _("One language must have every text of the question. In %(language)s this one is missing.")
    yield Fault(
        sentence % {"lacking": ", ".join(f"{one}: {len(lacking)}" for one, lacking in missing.items())},
        where=_where(spec, missing[fullest][0]),
        words=words % {"language": language_name(fullest)},
    )


def _where(held: Any, wanted: Texts, here: str = "") -> str:
    """The place of a text in a spec; "" where it is not in it."""
    if held is wanted:
        return here
    if isinstance(held, Mapping):
        inside = ((f"{here}.{key}" if here else str(key), one) for key, one in held.items())
    elif isinstance(held, list):
        inside = ((f"{here}[{number}]", one) for number, one in enumerate(held, start=1))
    else:
        return ""
    return next(filter(None, (_where(one, wanted, place) for place, one in inside)), "")
