from collections.abc import Iterable

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from academy.certification.certificates.fonts import MIDDLE_TO_BASELINE
from academy.certification.certificates.lines import Block

WIDTH, HEIGHT = 297, 210
LEFT, TOP, RIGHT, BOTTOM = 26.0, 22.0, 271.0, 190.0  # inside the margins

ACCENT, INK, MUTED, HAIR = (HexColor(colour) for colour in ("#0b5569", "#15191e", "#4a5159", "#c9c7c0"))

Rectangle = tuple[float, float, float, float]  # left, top, width, height


class Paper:
    """A sheet of A4 landscape, measured in millimetres from its top left corner."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        canvas.scale(mm, mm)

    def text(self, block: Block, x: float, y: float, colour: HexColor) -> float:
        """Draw the lines of a block from its top left corner; return the baseline of the last."""
        baseline = y + block.size * (block.leading / 2 + MIDDLE_TO_BASELINE) - block.size * block.leading
        for line in block.lines:
            baseline += block.size * block.leading
            self.line(line, block, x, baseline, colour)
        return baseline

    def line(self, text: str, style: Block, x: float, baseline: float, colour: HexColor) -> None:
        """Draw one line on its baseline, in the style of a block."""
        self.canvas.setFillColor(colour)
        self.canvas.setFont(style.font, style.size)
        self.canvas.drawString(x, HEIGHT - baseline, text, charSpace=style.spacing * style.size)

    def fill(self, rectangles: Iterable[Rectangle], colour: HexColor) -> None:
        """Fill rectangles as one path."""
        path = self.canvas.beginPath()
        for left, top, width, height in rectangles:
            path.rect(left, HEIGHT - top - height, width, height)
        self.canvas.setFillColor(colour)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def bars(self, bars: Iterable[tuple[int, int, int]], x: float, y: float, unit: float, colour: HexColor) -> None:
        """Fill bars of (column, row, length), counted in units from a top left corner, as one path of whole numbers."""
        self.canvas.saveState()
        self.canvas.translate(x, HEIGHT - y)
        self.canvas.scale(unit, -unit)
        self.canvas.setFillColor(colour)
        self.canvas.addLiteral(" ".join(["n", *(f"{column} {row} {length} 1 re" for column, row, length in bars), "f"]))
        self.canvas.restoreState()

    def link(self, url: str, rectangle: Rectangle) -> None:
        left, top, width, height = rectangle
        self.canvas.linkURL(url, (left, HEIGHT - top - height, left + width, HEIGHT - top), relative=1)

    def mark(self, x: float, y: float, size: float) -> None:
        """Draw the academy's mark: a ring of three arcs and a tick, on a grid of 24."""
        self.canvas.saveState()
        self.canvas.translate(x, HEIGHT - y)
        self.canvas.scale(size / 24, -size / 24)
        self.canvas.setStrokeColor(ACCENT)
        self.canvas.setLineJoin(1)
        self._stroke_ring()
        self._stroke_tick()
        self.canvas.restoreState()

    def _stroke_ring(self) -> None:
        ring = self.canvas.beginPath()
        for start in (-83.92, 6.08, 96.08):
            ring.arc(3.5, 3.5, 20.5, 20.5, startAng=start, extent=77.84)
        self.canvas.setLineWidth(2.6)
        self.canvas.drawPath(ring)

    def _stroke_tick(self) -> None:
        tick = self.canvas.beginPath()
        tick.moveTo(3.6, 10.6)
        tick.lineTo(8.6, 4)
        tick.lineTo(10.5, 9.2)
        self.canvas.setLineWidth(2)
        self.canvas.drawPath(tick)
