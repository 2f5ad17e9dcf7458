import re
from dataclasses import dataclass

import segno

ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+")
DARK = re.compile(rb"\x01+")
MASK = 0
QUIET = 4  # modules of white a reader needs on every side


@dataclass(frozen=True)
class Code:
    """A QR code as bars: runs of dark modules, row by row, in modules from the top left."""

    modules: int
    bars: tuple[tuple[int, int, int], ...]  # (column, row, length)


def code(url: str) -> Code:
    """Encode an address at level M: smallest version that holds it, one fixed mask.

    The mask is fixed because trying all eight nearly doubles the time of a certificate.
    """
    mode = "alphanumeric" if ALPHANUMERIC.fullmatch(url) else "byte"
    matrix = segno.make_qr(url, error="m", mode=mode, mask=MASK, boost_error=False).matrix
    bars = ((run.start(), row, run.end() - run.start()) for row, cells in enumerate(matrix) for run in DARK.finditer(cells))
    return Code(modules=len(matrix), bars=tuple(bars))
