from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything a certificate says, already in the reader's language: same sheet, same bytes.

    It knows no award and no database, so a preview, a specimen and the share image can be drawn from one too.
    """

    language: str  # "en", "zh-hans"
    issuer: str
    kind: str  # "Certificate"
    holder: str
    second_name: str = ""  # the name in the other script
    is_a: str  # "is a"
    title: str
    proves: str
    records: tuple[tuple[str, str], ...]  # (label, value): issued, valid until, code
    signatories: tuple[tuple[str, str], ...]  # (name, role)
    verify_url: str
    caption: str  # under the QR code
    pieces: int  # of the accent line: one for each requirement
    document_title: str
    author: str
    subject: str
    keywords: str
    created: datetime  # aware

    def texts(self) -> tuple[str, ...]:
        """Return every text that is drawn, for `missing_glyphs`."""
        pairs = [text for pair in (*self.records, *self.signatories) for text in pair]
        return (self.issuer, self.kind, self.holder, self.second_name, self.is_a, self.title, self.proves, self.caption, *pairs)
