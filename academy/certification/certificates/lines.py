"""How text is broken into lines and shrunk until it fits."""

import re
from dataclasses import dataclass

from academy.certification.certificates import fonts

# Chinese breaks between any two characters, but no line begins with a closing mark or ends with an opening one.
CLOSING = "，。、；：！？）》」』】〉〕”’…—·～,.;:!?)]}"
OPENING = "（《「『【〈〔“‘([{"
WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
PIECE = re.compile(
    rf"[{re.escape(OPENING)}]*"
    rf"(?:[{WIDE}]|[^\s{WIDE}{re.escape(OPENING)}-]+-?|-)"
    rf"[{re.escape(CLOSING)}]*\s*"
    rf"|[{re.escape(OPENING)}]+\s*"
)
STEP = 0.97


@dataclass(frozen=True)
class Block:
    """Lines in one font and size, ready to draw."""

    lines: tuple[str, ...]
    font: str
    size: float
    leading: float  # height of a line, in ems
    spacing: float = 0  # between letters, in ems

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * self.leading

    @property
    def last_width(self) -> float:
        return self.measure(self.lines[-1]) if self.lines else 0.0

    def measure(self, text: str) -> float:
        return fonts.width(text, self.font, self.size, spacing=self.spacing)


def fit(text: str, font: str, size: float, room: float, *, lines: int = 1, leading: float = 1.3, spacing: float = 0) -> Block:
    """Set a text in at most so many lines, in smaller letters when it must be."""
    text = fonts.tidy(text)
    while True:
        style = Block((), font, size, leading, spacing)
        broken = balanced(text, style, room) if lines > 1 or style.measure(text) > room else [text]
        if len(broken) <= lines:
            return Block(tuple(broken), font, size, leading, spacing)
        size *= STEP


def balanced(text: str, style: Block, room: float) -> list[str]:
    """Break a text into as few lines as it needs, of about the same length."""
    best = lines = wrap(text, style, room)
    if len(lines) < 2:
        return lines
    narrow = room
    widest_piece = max((style.measure(piece.rstrip()) for piece in PIECE.findall(text)), default=0.0)
    while len(lines) == len(best) and narrow * STEP > widest_piece:
        best, narrow = lines, narrow * STEP
        lines = wrap(text, style, narrow)
    return lines if len(lines) == len(best) else best


def wrap(text: str, style: Block, room: float) -> list[str]:
    """Break a text into lines no wider than the room; a word wider than the room is cut."""
    if style.measure(text) <= room:
        return [text] if text else []
    lines = [""]
    for piece in PIECE.findall(text):
        if style.measure((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
        while (count := _letters_that_fit(lines[-1].rstrip(), style, room)) < len(lines[-1].rstrip()):
            lines[-1:] = [lines[-1][:count], lines[-1][count:]]
    return [line.rstrip() for line in lines if line.strip()]


def _letters_that_fit(line: str, style: Block, room: float) -> int:
    count = len(line)
    while count > 1 and style.measure(line[:count]) > room:
        count -= 1
    return count
