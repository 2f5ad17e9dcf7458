"""The middle of the certificate: who holds what, and what it proves."""

from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor

from academy.certification.certificates.fonts import REGULAR, SEMIBOLD, tidy
from academy.certification.certificates.lines import STEP, Block, fit
from academy.certification.certificates.paper import ACCENT, INK, LEFT, MUTED, RIGHT, Paper
from academy.certification.certificates.sheet import Sheet

WIDTH = RIGHT - LEFT
LINE_WIDTH, LINE_HEIGHT, LINE_GAP = 64.0, 1.5, 1.0

LEAST_ABOVE, BELOW = 8.0, 4.0  # white that stays

NAME_SIZE = 23.0
LONGEST_NAME = 1.65  # lines of full size squeezed into one; a longer name goes on two
ON_TWO_LINES = 0.7  # of the full size
SECOND_NAME = 0.42  # of the size of the name beside it
SPACE = 0.25  # between them, of the size of the name
PROVES_WIDTH = 180.0


@dataclass(frozen=True)
class Part:
    """A block below the one before it; `beside` follows on its last baseline."""

    gap: float
    block: Block
    colour: HexColor
    beside: Block | None = None


def draw_award(paper: Paper, sheet: Sheet, *, top: float, bottom: float) -> None:
    """Draw the award in the middle between two heights, smaller all over when it would not fit."""
    scale = 1.0
    while (height := _height(parts := _parts(sheet, scale))) > bottom - top - LEAST_ABOVE:
        scale *= STEP
    y = top + (bottom - top - height) / 2
    _draw_line(paper, sheet.pieces, y)
    y += LINE_HEIGHT
    for part in parts:
        y += part.gap
        baseline = paper.text(part.block, LEFT, y, part.colour)
        if part.beside:
            x = LEFT + part.block.last_width + SPACE * part.block.size
            paper.line(part.beside.lines[0], part.beside, x, baseline, MUTED)
        y += part.block.height


def _height(parts: list[Part]) -> float:
    return LINE_HEIGHT + sum(part.gap + part.block.height for part in parts) + BELOW


def _parts(sheet: Sheet, scale: float) -> list[Part]:
    chinese = sheet.language.startswith("zh")
    title = fit(sheet.title, SEMIBOLD, 11 * scale, WIDTH, lines=2, leading=1.2, spacing=0.02 if chinese else -0.015)
    return [
        *_name(tidy(sheet.holder), tidy(sheet.second_name), size=NAME_SIZE * scale, spacing=0.02 if chinese else -0.03),
        Part(5 * scale, fit(sheet.is_a, REGULAR, 5 * scale, WIDTH), MUTED),
        Part(1 * scale, title, ACCENT),
        Part(3 * scale, fit(sheet.proves, REGULAR, 5 * scale, PROVES_WIDTH, lines=4, leading=1.5), INK),
    ]


def _name(name: str, second: str, *, size: float, spacing: float) -> list[Part]:
    """Set the name as large as it can be: on one line with the second name, alone on one, or on two."""
    gap = 8 / NAME_SIZE * size
    alone = Block((name,), SEMIBOLD, size, 1.1, spacing)
    beside = Block((second,), REGULAR, size * SECOND_NAME, 1.1)
    shrink = max(1, (alone.last_width + SPACE * size + beside.last_width) / WIDTH)
    if second and shrink <= LONGEST_NAME:
        return [Part(gap, replace(alone, size=size / shrink), INK, beside=replace(beside, size=beside.size / shrink))]

    below = [Part(size / NAME_SIZE, fit(second, REGULAR, beside.size, WIDTH, leading=1.1), MUTED)] if second else []
    shrink = max(1, alone.last_width / WIDTH)
    if shrink <= LONGEST_NAME:
        return [Part(gap, replace(alone, size=size / shrink), INK), *below]
    return [Part(gap, fit(name, SEMIBOLD, size * ON_TWO_LINES, WIDTH, lines=2, leading=1.1, spacing=spacing), INK), *below]


def _draw_line(paper: Paper, pieces: int, y: float) -> None:
    """Draw the accent line, cut into as many pieces as the certification has requirements."""
    count = max(pieces, 1)
    gap = min(LINE_GAP, LINE_WIDTH / count / 3)
    width = (LINE_WIDTH - gap * (count - 1)) / count
    paper.fill([(LEFT + place * (width + gap), y, width, LINE_HEIGHT) for place in range(count)], ACCENT)
