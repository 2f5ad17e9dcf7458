"""Signs nobody sees, and signs that keyboards and word processors put in the place of one another."""

import re
import unicodedata
from typing import Final

# Unicode's Default_Ignorable_Code_Point, the anchors of annotations, and control characters other than white space.
# NUL is left: forms refuse it in a sentence.
UNSEEN: Final = re.compile(
    "[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
ZWNJ: Final = "\u200c"
ZWJ: Final = "\u200d"
JOINERS: Final = ZWNJ + ZWJ
VIRAMA: Final = 9  # the canonical combining class of the signs that take a vowel away
EMOJI_STYLE: Final = "\ufe0f"
KEYCAP: Final = "\u20e3"
MONGOLIAN: Final = "\u180b\u180c\u180d\u180e\u180f"

DASHES: Final = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Pd"] + ["\N{MINUS SIGN}", "\N{HYPHEN BULLET}"]
SINGLE_QUOTES: Final = "‘’‚‛‹›′‵ʹʻʼʽˈ՚＇´`"
DOUBLE_QUOTES: Final = "“”„‟«»″‶〝〞〟＂「」『』｢｣ʺ"

_PLAIN: Final = str.maketrans({**dict.fromkeys(DASHES, "-"), **dict.fromkeys(SINGLE_QUOTES, "'"), **dict.fromkeys(DOUBLE_QUOTES, '"')})


def without_unseen(text: str) -> str:
    """Drop every sign that has no ink and takes no room."""
    return UNSEEN.sub("", text)


def without_stray(text: str) -> str:
    """Drop what has no ink, but for the joiners and selectors that give a sign beside them its shape.

    Those are the joiners of RFC 5892 (A.1, A.2) and of emoji, selectors after an emoji or a Chinese character, and
    those of Mongolian.
    """
    if UNSEEN.search(text) is None:
        return text
    kept: list[str] = []
    for place, sign in enumerate(text):
        if UNSEEN.match(sign) is None or _shapes(sign, "".join(kept[-3:]), text, place):
            kept.append(sign)
    return "".join(kept)


def _shapes(sign: str, before: str, text: str, place: int) -> bool:
    """Whether a sign without ink gives shape to its neighbours: `before` is what was kept so far, its end."""
    if not before:
        return False
    last = before[-1]
    if sign in JOINERS and unicodedata.combining(last) == VIRAMA:
        return True
    if sign == ZWNJ:
        return _is_arabic(_base(before)) and _is_arabic(_base_after(text, place))
    if sign == ZWJ:
        return _is_pictured(before.rstrip(EMOJI_STYLE)[-1:]) and _is_pictured(_base_after(text, place))
    if sign in "\ufe0e\ufe0f":
        return _is_pictured(last) or text[place + 1 : place + 2] == KEYCAP
    if "\U000e0100" <= sign <= "\U000e01ef":
        return unicodedata.name(last, "").startswith("CJK ")
    return sign in MONGOLIAN and unicodedata.name(last, "").startswith("MONGOLIAN LETTER")


def _base(before: str) -> str:
    """The last letter, without the marks on it."""
    return next((sign for sign in reversed(before) if not unicodedata.category(sign).startswith("M")), "")


def _base_after(text: str, place: int) -> str:
    """The next sign with ink that is no mark on another one."""
    rest = text[place + 1 : place + 9]
    return next((sign for sign in rest if not UNSEEN.match(sign) and not unicodedata.category(sign).startswith("M")), "")


def _is_arabic(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("ARABIC LETTER") if sign else False


def _is_pictured(sign: str) -> bool:
    """Whether a sign is a picture, or the colour of a skin behind one."""
    return bool(sign) and (unicodedata.category(sign) == "So" or "\U0001f3fb" <= sign <= "\U0001f3ff")


def as_written(text: str) -> str:
    """Give a number or a unit as it is compared: with the signs and the width of a keyboard, and nothing around it."""
    return unicodedata.normalize("NFKC", plain_signs(without_unseen(text))).strip()


def plain_signs(text: str) -> str:
    """Write every dash, hyphen and minus as "-", and every quotation mark as the one of a keyboard."""
    return text.translate(_PLAIN)
