"""How fine marks are: as numbers that every mark is a whole multiple of one over.

Points are kept exactly, in a column of so many letters. What an author writes
decides how many they need, so it is bounded before anybody answers. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import Final

# Of one question; a sum over a quiz of many such is bounded by itself.
FINEST_QUESTION: Final = 10**20


def common(values: Iterable[Fraction]) -> int:
    """A number that each of these is a whole multiple of one over."""
    return lcm(*(value.denominator for value in values))


def of_whole(parts: Iterable[Fraction], whole: Fraction) -> int:
    """The same for any sum of these parts as a share of a whole that is one such sum."""
    listed = [part for part in parts if part]
    fine = common([*listed, whole])
    pieces = [int(part * fine) for part in (*listed, whole)]
    return int(whole * fine) // gcd(*pieces)
