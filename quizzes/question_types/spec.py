"""What a question's spec may look like: small checks that are put together per type.

A check is given a place ("choices[2].text") and a value and yields one
sentence for everything that is wrong with it.
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
from quizzes.question_types.texts import Texts, complete_languages, say, says

Check = Callable[[str, Any], Iterator[str]]
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
    """A spec that cannot be used; `messages` holds a sentence for each fault."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(list(sentences))


def texts(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield _("%(where)s must hold a text in at least one language.") % {"where": where}
        return
    for language, text in value.items():
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            yield _("%(where)s: “%(language)s” is not a language code.") % {"where": where, "language": language}
        elif not isinstance(text, str) or not text.strip():
            yield _("%(where)s is empty in %(language)s.") % {"where": where, "language": language}


def truth(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield _("%(where)s must be true or false.") % {"where": where}


def identifier(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not _IDENTIFIER.fullmatch(value):
        yield _("%(where)s must be a short name of letters and digits.") % {"where": where}


def name(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield _("%(where)s must not be empty.") % {"where": where}


def decimal(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, str) or len(value) > LONGEST_NUMBER or not _DECIMAL.fullmatch(value):
        yield _("%(where)s must be a decimal number written as text, such as “-11.7”.") % {"where": where}


def distance(where: str, value: Any) -> Iterator[str]:
    faults = list(decimal(where, value))
    yield from faults
    if not faults and value.startswith("-"):
        yield _("%(where)s must not be negative.") % {"where": where}


def exact(written: str) -> Fraction:
    """Read a written share ("1/3", "0.3333333"); one within 1e-5 of a simple fraction means that fraction.

    So three parts of 0.33333 make exactly 1, as an author means them to.
    """
    value = Fraction(written)
    simple = value.limit_denominator(LARGEST_DENOMINATOR)
    return simple if simple and abs(simple - value) <= NEAR_ENOUGH else value


def signed_share(where: str, value: Any) -> Iterator[str]:
    """A share from -1 to 1, written "1/3", "-0.25" or "0.33333"."""
    if not isinstance(value, str) or not _FRACTION.fullmatch(value):
        yield _("%(where)s must be a share written as text, such as “1/3” or “0.25”.") % {"where": where}
    elif abs(exact(value)) > 1:
        yield _("%(where)s must not be more than 1.") % {"where": where}


def share(where: str, value: Any) -> Iterator[str]:
    """A share from 0 to 1."""
    faults = list(signed_share(where, value))
    yield from faults
    if not faults and value.startswith("-"):
        yield _("%(where)s must not be negative.") % {"where": where}


def positive(where: str, value: Any) -> Iterator[str]:
    """A number above 0, written "2", "0.5" or "1/60"."""
    if not isinstance(value, str) or not _FRACTION.fullmatch(value) or Fraction(value) <= 0:
        yield _("%(where)s must be a number above 0 written as text, such as “2” or “1/60”.") % {"where": where}


def one_of(allowed: Sequence[str]) -> Check:
    def check(where: str, value: Any) -> Iterator[str]:
        if not isinstance(value, str) or value not in allowed:
            yield _("%(where)s must be one of: %(allowed)s.") % {"where": where, "allowed": ", ".join(allowed)}

    return check


def rows(check_row: Check, *, at_least: int) -> Check:
    def check(where: str, value: Any) -> Iterator[str]:
        if not isinstance(value, list) or not at_least <= len(value) <= MOST_ROWS:
            yield _("%(where)s must be a list of %(least)d to %(most)d.") % {
                "where": where,
                "least": at_least,
                "most": MOST_ROWS,
            }
            return
        for number, row in enumerate(value, start=1):
            yield from check_row(f"{where}[{number}]", row)

    return check


def record(required: Fields, optional: Fields) -> Check:
    known = {**required, **optional}

    def check(where: str, value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield _("%(where)s must be an object.") % {"where": where or _("The question")}
            return
        inside = f"{where}." if where else ""
        for key in sorted(required.keys() - value.keys()):
            yield _("%(where)s is missing.") % {"where": f"{inside}{key}"}
        for key, held in value.items():
            if key in known:
                yield from known[key](f"{inside}{key}", held)
            else:
                yield _("%(where)s is not known here.") % {"where": f"{inside}{key}"}

    return check


def unique_ids(where: str, listed: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    ids = [row["id"] for row in listed]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        yield _("%(where)s: the id “%(id)s” is used twice.") % {"where": where, "id": twice}


def as_read(text: str) -> str:
    """Give a text as a reader sees it: without signs nobody sees, composed, one space between words."""
    return " ".join(unicodedata.normalize("NFC", without_unseen(text)).split())


def distinct_texts(where: str, listed: Sequence[Texts], *, alike: Callable[[str], str] = as_read) -> Iterator[str]:
    """Refuse two rows that read the same, which no learner could tell apart."""
    for language in complete_languages(listed):
        read = [say(text, language) for text in listed]
        counts = Counter(map(alike, read))
        first = {alike(text): text for text in reversed(read)}
        for twice in sorted(first[one] for one, count in counts.items() if count > 1):
            yield _("%(where)s: “%(text)s” stands twice.") % {"where": where, "text": twice}


def one_complete_language(learner_texts: Sequence[Texts]) -> Iterator[str]:
    """Ask for one language that every text of the question exists in."""
    if complete_languages(learner_texts):
        return
    spoken = sorted({language for text in learner_texts for language in text})
    lacking = ", ".join(f"{one}: {sum(not says(text, one) for text in learner_texts)}" for one in spoken)
    yield _("No language has every text of this question (missing texts by language: %(lacking)s).") % {"lacking": lacking}
