import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from academy.letters import without_unseen

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
REGULAR = "AcademySans-Regular"
SEMIBOLD = "AcademySans-SemiBold"

# Where a line of text sits: from the middle of its line box down to the baseline, in ems.
MIDDLE_TO_BASELINE = 0.388
# From the baseline up to the top of the tallest (Chinese) character, in ems.
ASCENT = 0.88


@cache
def font(name: str) -> TTFont:
    """Return an embedded font, registered with reportlab once per process."""
    loaded = TTFont(name, FOLDER / f"{name}.ttf", asciiReadable=False)
    loaded.face.get_table = cache(loaded.face.get_table)  # else every certificate copies megabytes of glyphs
    pdfmetrics.registerFont(loaded)
    return loaded


def tidy(text: str) -> str:
    """Return the text as it is drawn: one line, one space between words, composed letters, no sign without ink.

    The fonts draw no script that needs joiners, and show a box or a gap for what other signs ask of a printer.
    """
    return unicodedata.normalize("NFC", " ".join(without_unseen(text).split()))


def missing_glyphs(*texts: str) -> list[str]:
    """Return the characters no font of the certificate has, each once, in order."""
    faces = [font(name).face.charToGlyph for name in (REGULAR, SEMIBOLD)]
    letters = dict.fromkeys("".join(tidy(text) for text in texts))
    return [letter for letter in letters if any(ord(letter) not in face for face in faces)]


def width(text: str, name: str, size: float, *, spacing: float = 0) -> float:
    """Measure a line; `spacing` is the letter spacing in ems."""
    return float(font(name).stringWidth(text, size)) + spacing * size * max(len(text) - 1, 0)
