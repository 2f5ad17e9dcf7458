"""How exact numbers are written."""

from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from django.utils.formats import number_format


def points_text(points: Fraction) -> str:
    """Points with at most two digits, rounded down: a score never looks better than it is."""
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    short = exact.quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    return number_format(short.normalize() if short % 1 else int(short))


def time_left_text(deadline: datetime, now: datetime) -> str:
    """Minutes and seconds, as the clock of the page shows them."""
    seconds = max(0, int((deadline - now).total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02d}"
