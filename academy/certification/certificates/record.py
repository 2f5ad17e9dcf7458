"""The foot of the certificate: dates and serial, who signed, and the code to check it with."""

from academy.certification.certificates.fonts import ASCENT, MIDDLE_TO_BASELINE, REGULAR, SEMIBOLD
from academy.certification.certificates.lines import fit
from academy.certification.certificates.paper import BOTTOM, HAIR, INK, LEFT, MUTED, Paper
from academy.certification.certificates.qr import QUIET, code
from academy.certification.certificates.sheet import Sheet

TEXT, LEADING = 3.7, 1.3
ROW_GAP, LABEL_WIDTH, RECORDS_WIDTH = 1.4, 22.0, 66.0
SIGNATORIES_LEFT, SIGNATORIES_WIDTH = 104.0, 128.0
HAIRLINE, BELOW_HAIRLINE = 0.25, 1.5
CODE_LEFT, CODE_WIDTH, CAPTION = 244.0, 27.0, 2.9


def draw_record(paper: Paper, sheet: Sheet) -> None:
    """Draw the facts, the signatories and the code, all standing on the bottom margin."""
    _draw_facts(paper, sheet.records)
    _draw_signatories(paper, sheet.signatories)
    _draw_code(paper, sheet)


def _draw_facts(paper: Paper, records: tuple[tuple[str, str], ...]) -> None:
    row = TEXT * LEADING
    y = BOTTOM - len(records) * row - (len(records) - 1) * ROW_GAP
    for label, value in records:
        paper.text(fit(label, REGULAR, TEXT, LABEL_WIDTH - 1), LEFT, y, MUTED)
        paper.text(fit(value, REGULAR, TEXT, RECORDS_WIDTH - LABEL_WIDTH), LEFT + LABEL_WIDTH, y, INK)
        y += row + ROW_GAP


def _draw_signatories(paper: Paper, signatories: tuple[tuple[str, str], ...]) -> None:
    """Draw names and roles under their hairlines; the space above is for a signature."""
    if not signatories:
        return
    columns = max(len(signatories), 2)
    gap = 10 if columns == 2 else 6
    width = (SIGNATORIES_WIDTH - gap * (columns - 1)) / columns
    blocks = [(fit(name, SEMIBOLD, TEXT, width, lines=2), fit(role, REGULAR, TEXT, width, lines=2)) for name, role in signatories]
    top = BOTTOM - max(name.height + role.height for name, role in blocks)
    for place, (name, role) in enumerate(blocks):
        x = SIGNATORIES_LEFT + place * (width + gap)
        paper.fill([(x, top - BELOW_HAIRLINE - HAIRLINE, width, HAIRLINE)], HAIR)
        paper.text(name, x, top, INK)
        paper.text(role, x, top + name.height, MUTED)


def _draw_code(paper: Paper, sheet: Sheet) -> None:
    """Draw the QR code over its caption, with the white a reader needs around it."""
    caption = fit(sheet.caption, REGULAR, CAPTION, CODE_WIDTH + 8)
    caption_top = BOTTOM - caption.height
    paper.text(caption, CODE_LEFT + (CODE_WIDTH - caption.last_width) / 2, caption_top, MUTED)

    symbol = code(sheet.verify_url)
    module = CODE_WIDTH / (symbol.modules + 2)
    side = symbol.modules * module
    letters_top = caption_top + caption.size * (LEADING / 2 + MIDDLE_TO_BASELINE - ASCENT)
    left, top = CODE_LEFT + module, letters_top - QUIET * module - side
    paper.bars(symbol.bars, left, top, module, INK)
    paper.link(sheet.verify_url, (left, top, side, side))
