from datetime import UTC
from io import BytesIO
from threading import Lock

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from academy.certification.certificates import paper as a4
from academy.certification.certificates.award import draw_award
from academy.certification.certificates.fonts import REGULAR, SEMIBOLD, font, tidy
from academy.certification.certificates.lines import fit
from academy.certification.certificates.paper import INK, LEFT, MUTED, RIGHT, TOP, Paper
from academy.certification.certificates.record import draw_record
from academy.certification.certificates.sheet import Sheet

HEADER_BOTTOM, RECORD_TOP = TOP + 10, 157.5
MARK, AFTER_MARK, HEADER_TEXT = 10.0, 3.0, 5.0

# reportlab cuts every document's subset out of one open font, so certificates are drawn one at a time.
_one_at_a_time = Lock()


def render(sheet: Sheet) -> bytes:
    """Draw a certificate as a PDF: the same sheet gives the same bytes, in every process."""
    with _one_at_a_time:
        font(REGULAR)
        font(SEMIBOLD)
        file = BytesIO()
        canvas = _canvas(file, sheet)
        paper = Paper(canvas)
        _draw_header(paper, sheet)
        draw_award(paper, sheet, top=HEADER_BOTTOM, bottom=RECORD_TOP)
        draw_record(paper, sheet)
        _finish(canvas)
    return file.getvalue()


def _canvas(file: BytesIO, sheet: Sheet) -> Canvas:
    canvas = Canvas(
        file,
        pagesize=(a4.WIDTH * mm, a4.HEIGHT * mm),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=REGULAR,
        lang=_language_tag(sheet.language),
    )
    canvas.setTitle(tidy(sheet.document_title))
    canvas.setAuthor(tidy(sheet.author))
    canvas.setSubject(tidy(sheet.subject))
    canvas.setKeywords(tidy(sheet.keywords))
    canvas.setCreator(tidy(sheet.issuer))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    created = sheet.created.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    canvas.setDateFormatter(lambda *_: created)
    return canvas


def _finish(canvas: Canvas) -> None:
    """Write the page plain and the fonts compressed: reportlab wraps a compressed page in ASCII 85, which costs a tenth of the time."""
    canvas.setPageCompression(0)
    canvas.showPage()
    canvas.setPageCompression(1)
    canvas.save()


def _language_tag(language: str) -> str:
    """Write a language code as a language tag: zh-hans is zh-Hans, en-gb is en-GB."""
    primary, _, rest = language.partition("-")
    return f"{primary}-{rest.title() if len(rest) == 4 else rest.upper()}" if rest else primary


def _draw_header(paper: Paper, sheet: Sheet) -> None:
    """Draw mark and issuer on the left, the kind of document on the right."""
    spacing = 0.04 if sheet.language.startswith("zh") else -0.01
    kind = fit(sheet.kind, REGULAR, HEADER_TEXT, 60, spacing=spacing)
    left = LEFT + MARK + AFTER_MARK
    issuer = fit(sheet.issuer, SEMIBOLD, HEADER_TEXT, RIGHT - kind.last_width - 2 * MARK - left, spacing=spacing)
    middle = (TOP + HEADER_BOTTOM) / 2
    paper.mark(LEFT, middle - MARK / 2, MARK)
    paper.text(issuer, left, middle - issuer.height / 2, INK)
    paper.text(kind, RIGHT - kind.last_width, middle - kind.height / 2, MUTED)
