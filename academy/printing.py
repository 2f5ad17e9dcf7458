"""What a certificate can print. The fonts lie above; their app registers them in `AppConfig.ready()`."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: Given texts, the characters that the certificate's fonts lack, each once, in order.
GlyphReader = Callable[..., list[str]]

_readers: list[GlyphReader] = []


def register_fonts(lacking: GlyphReader) -> None:
    """Add what knows the letters of a document that is printed."""
    _readers.append(lacking)


def not_printable(*texts: str | Mapping[str, str]) -> list[str]:
    """Return the characters, of a text or of a text in several languages, that cannot be printed; each once, in order."""
    plain = [said for text in texts for said in ([text] if isinstance(text, str) else text.values())]
    return list(dict.fromkeys(letter for lacking in _readers for letter in lacking(*plain)))


def refuse_unprintable(**texts: str | Mapping[str, str]) -> None:
    """Raise ValidationError at each field whose text a certificate cannot print."""
    found = {name: not_printable(text) for name, text in texts.items()}
    words = _("Certificates cannot print these characters: %(letters)s")
    errors = {
        name: ValidationError(words, code="unprintable", params={"letters": " ".join(letters)})
        for name, letters in found.items()
        if letters
    }
    if errors:
        raise ValidationError(errors)
