"""Serials: what an award is called in public.

Twelve random symbols and a check symbol in Crockford's base 32. A serial says
nothing about its holder, cannot be guessed, and a slip of the finger is found
before anybody looks it up.
"""

import secrets
import unicodedata

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
BODY_LENGTH = 12  # 60 bits
GROUPS = (slice(0, 4), slice(4, 8), slice(8, 12), slice(12, 13))
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
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
    """Return the serial somebody typed, or nothing when it cannot be one.

    Case, spaces, dashes, full-width letters and the usual lookalikes are forgiven.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(LOOKALIKES)
    serial = "".join(letter for letter in plain if not _is_gap(letter))
    if len(serial) != BODY_LENGTH + 1 or any(letter not in LETTERS for letter in serial):
        return None
    return serial if check_symbol(serial[:BODY_LENGTH]) == serial[BODY_LENGTH] else None


def written(serial: str) -> str:
    """Write a serial for people: 4-4-4-1."""
    return "-".join(serial[group] for group in GROUPS)


def _is_gap(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) == "Pd" or letter == "\N{MINUS SIGN}"
