"""How exact numbers are written."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format


def points_text(points: Fraction) -> str:
    """Points with at most two digits, rounded down: a score never looks better than it is."""
    short = Decimal(int(points * 100)) / 100
    return number_format(short.normalize() if short % 1 else int(short))


def line_text(line: Fraction, *, reached: bool) -> str:
    """The points of a pass line beside points that `points_text` writes: what did not reach it is written below it, and nothing else is."""
    down = points_text(line)
    if reached or line * 100 == int(line * 100):
        return down
    return points_text(Fraction(int(line * 100) + 1, 100))


def time_left_text(deadline: datetime, now: datetime) -> str:
    """Minutes and seconds, as the clock of the page shows them."""
    seconds = max(0, int((deadline - now).total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02d}"
