"""What the bytes of a file say it is, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from quizzes.question_types.faults import Fault, fault

HEAD: Final = 4096
TAIL: Final = 65_536

# The first bytes and the last ones: whether a file with them is of a kind.
Sign = Callable[[bytes, bytes], bool]


def _begins(*signs: bytes) -> Sign:
    return lambda head, tail: head.startswith(signs)


def _office(folder: bytes) -> Sign:
    """A package of Office Open XML: a ZIP whose directory, at its end, names the folder of its kind."""
    return lambda head, tail: head.startswith(b"PK\x03\x04") and folder in tail


def _media(head: bytes, tail: bytes) -> bool:
    return head[4:8] == b"ftyp"


def _mp3(head: bytes, tail: bytes) -> bool:
    return head.startswith(b"ID3") or (len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 != 0xF0)


SIGNS: Final[dict[str, Sign]] = {
    "pdf": _begins(b"%PDF-"),
    "docx": _office(b"word/"),
    "pptx": _office(b"ppt/"),
    "mp4": _media,
    "m4a": _media,
    "mp3": _mp3,
    "png": _begins(b"\x89PNG\r\n\x1a\n"),
    "jpg": _begins(b"\xff\xd8\xff"),
}
ENDINGS: Final = tuple(SIGNS)

_OTHER_NAMES: Final = {"jpeg": "jpg"}
_NO_NAME: Final = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069/\\]")
LONGEST_NAME: Final = 120


def ending_of(name: str) -> str:
    """The ending of a file's name, in small letters; "" where it has none."""
    stem, dot, ending = name.rpartition(".")
    ending = ending.lower() if dot and stem else ""
    return _OTHER_NAMES.get(ending, ending)


def is_what_it_says(ending: str, head: bytes, tail: bytes) -> bool:
    """Whether the first and last bytes of a file fit the ending of its name."""
    return ending in SIGNS and SIGNS[ending](head[:HEAD], tail[-TAIL:])


def tidy_name(name: str) -> str:
    """A name that can be shown and kept: no folders, no control characters, not too long, with its ending."""
    last = re.split(r"[/\\]", name)[-1]
    clean = _NO_NAME.sub("", last).strip()
    if len(clean) <= LONGEST_NAME:
        return clean
    stem, _dot, ending = clean.rpartition(".")
    return f"{stem[: LONGEST_NAME - 1 - len(ending)]}.{ending}"[-LONGEST_NAME:]


def known_endings(where: str, value: Any) -> Iterator[Fault]:
    """A list of endings whose signs are known, each once."""
    if not isinstance(value, list) or not value or not all(isinstance(one, str) and one in SIGNS for one in value):
        words = _("Choose some of: %(allowed)s.")
        yield fault(where, _("%(where)s must be a list of some of: %(allowed)s."), words, allowed=", ".join(ENDINGS))
    elif len(set(value)) < len(value):
        yield fault(where, _("%(where)s names an ending twice."), _("One kind of file is chosen twice."))


def said(endings: Sequence[str]) -> str:
    return ", ".join(ending.upper() for ending in endings)
