"""Which of the content languages a reader gets."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant


def source_language() -> str:
    """The language that courses are written in first."""
    return content_language(settings.LANGUAGE_CODE)


def reading_language() -> str:
    """The content language of the moment."""
    return content_language(get_language() or settings.LANGUAGE_CODE)


def content_language(wanted: str) -> str:
    """The content language closest to the wanted one, or the default one."""
    for candidate in (wanted, settings.LANGUAGE_CODE):
        try:
            return str(get_supported_content_language_variant(candidate))
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
