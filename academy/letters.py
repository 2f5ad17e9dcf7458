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
DASHES: Final = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Pd"] + ["\N{MINUS SIGN}", "\N{HYPHEN BULLET}"]
SINGLE_QUOTES: Final = "‘’‚‛‹›′‵ʹʻʼʽˈ՚＇´`"
DOUBLE_QUOTES: Final = "“”„‟«»″‶〝〞〟＂「」『』｢｣ʺ"

_PLAIN: Final = str.maketrans({**dict.fromkeys(DASHES, "-"), **dict.fromkeys(SINGLE_QUOTES, "'"), **dict.fromkeys(DOUBLE_QUOTES, '"')})


def without_unseen(text: str) -> str:
    """Drop every sign that has no ink and takes no room."""
    return UNSEEN.sub("", text)


def as_written(text: str) -> str:
    """Give a number or a unit as it is compared: with the signs and the width of a keyboard, and nothing around it."""
    return unicodedata.normalize("NFKC", plain_signs(without_unseen(text))).strip()


def plain_signs(text: str) -> str:
    """Write every dash, hyphen and minus as "-", and every quotation mark as the one of a keyboard."""
    return text.translate(_PLAIN)
