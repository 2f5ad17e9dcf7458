"""Papers laid out as attempts have them, and whether what they show goes with anything."""

from collections import Counter
from math import sqrt
from random import Random

from quizzes.question_types import question_type

ATTEMPTS = 1_000
RENDERS = 200
LETTERS = "bcdfghjkmnpqrstvwxz"

# Upper 0.1 % points of chi-square by degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4).
CRITICAL = {1: 10.828, 2: 13.816, 3: 16.266, 5: 20.515, 18: 42.312}


def phi(pairs):
    """The correlation of two yes-or-no facts, from -1 to 1."""
    count = Counter(pairs)
    both, first, second, neither = (count[pair] for pair in ((True, True), (True, False), (False, True), (False, False)))
    spread = (both + first) * (second + neither) * (both + second) * (first + neither)
    return (both * neither - first * second) / sqrt(spread) if spread else 0.0


def chi_square(observed):
    """How far counts are from all being equal."""
    expected = sum(observed) / len(observed)
    return sum((count - expected) ** 2 / expected for count in observed)


def layouts(kind, spec, times, *, seed, shuffle=True):
    """The layouts of so many attempts, made by what makes those of attempts."""
    chance = Random(seed)
    return [question_type(kind).lay_out(spec, chance=chance, shuffle=shuffle) for _attempt in range(times)]
