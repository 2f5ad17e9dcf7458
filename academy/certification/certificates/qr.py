import re
from dataclasses import dataclass

import segno

ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+")
MASK = 0
QUIET = 4  # modules of white a reader needs on every side


@dataclass(frozen=True)
class Code:
    """A QR code as bars: runs of dark modules, row by row, in modules from the top left."""

    modules: int
    bars: tuple[tuple[int, int, int], ...]  # (column, row, length)


def code(url: str) -> Code:
    """Encode an address at level M: smallest version that holds it, one fixed mask.

    The mask is fixed because trying all eight takes longer than the rest of the certificate.
    """
    mode = "alphanumeric" if ALPHANUMERIC.fullmatch(url) else "byte"
    matrix = segno.make_qr(url, error="m", mode=mode, mask=MASK, boost_error=False).matrix
    return Code(modules=len(matrix), bars=tuple(bar for row, cells in enumerate(matrix) for bar in _bars(row, cells)))


def _bars(row: int, cells: bytearray) -> list[tuple[int, int, int]]:
    dark = bytes(cell & 1 for cell in cells)
    return [(run.start(), row, run.end() - run.start()) for run in re.finditer(rb"\x01+", dark)]
