"""Serials: what an award is called in public.

Twelve random symbols and a check symbol in Crockford's base 32. A serial says
nothing about its holder, cannot be guessed, and a slip of the finger is found
before anybody looks it up.
"""

import re
import secrets
import unicodedata
from typing import Final
from urllib.parse import unquote

from academy.letters import without_unseen

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
BODY_LENGTH = 12  # 60 bits
GROUPS = (slice(0, 4), slice(4, 8), slice(8, 12), slice(12, 13))
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
# In one piece or in its four groups, with up to three signs between them, where no letter or digit touches it.
AMONG_OTHER_WORDS: Final = re.compile(
    r"(?<![^\W_]){0}{1}{0}{1}{0}{1}([{2}])(?![^\W_])".format(f"([{LETTERS}]{{4}})", r"[^\w/?&=#]{,3}", LETTERS)
)
FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1 spans GF(32)


def times(a: int, b: int) -> int:
    """Multiply in GF(32)."""
    product = 0
    while b:
        product ^= a * (b & 1)
        a <<= 1
        b >>= 1
        if a & 32:
            a ^= FIELD_POLYNOMIAL
    return product


def check_symbol(body: str) -> str:
    """Return the symbol that gives away every single error and every swap of neighbours."""
    weight, total = 2, 0
    for letter in body:
        total ^= times(weight, LETTERS.index(letter))
        weight = times(weight, 2)
    return LETTERS[total]


def new_serial() -> str:
    """Draw a serial as it is stored: thirteen symbols, no dashes."""
    body = "".join(secrets.choice(LETTERS) for _ in range(BODY_LENGTH))
    return body + check_symbol(body)


def read_serial(text: str) -> str | None:
    """Return the one serial that somebody typed or pasted, or nothing when there is none, or more than one.

    Case, spaces, dashes, full-width letters and the usual lookalikes are forgiven, and so is what comes along with
    copying: quotation marks, a full stop, signs nobody sees, a word before it, or a whole link (also one that a mail
    program has wrapped into a link of its own).
    """
    plain = unicodedata.normalize("NFKC", without_unseen(unquote(text))).upper().translate(LOOKALIKES)
    alone = "".join(letter for letter in plain if letter.isalnum())
    found = {alone, *("".join(match.groups()) for match in AMONG_OTHER_WORDS.finditer(plain))}
    serials = [candidate for candidate in found if _is_serial(candidate)]
    return serials[0] if len(serials) == 1 else None


def written(serial: str) -> str:
    """Write a serial for people: 4-4-4-1."""
    return "-".join(serial[group] for group in GROUPS)


def _is_serial(text: str) -> bool:
    if len(text) != BODY_LENGTH + 1 or any(letter not in LETTERS for letter in text):
        return False
    return check_symbol(text[:BODY_LENGTH]) == text[BODY_LENGTH]
