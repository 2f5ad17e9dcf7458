"""Where a certificate can be checked. The base is a setting, never the request: what is printed must stay true."""

from urllib.parse import urlsplit

from django.urls import NoReverseMatch, reverse

from academy.certification.models.serial import written
from academy.conf import academy_setting


def verify_address(serial: str) -> str:
    """The address people read and click."""
    return f"{_base()}{reverse('academy_verify:verify', args=[written(serial)])}"


def code_address(serial: str) -> str:
    """The address in the QR code: all in capitals, which makes a smaller code, where the site has the short address `/V/`."""
    base = _base()
    try:
        path = reverse("academy_verify_upper:verify", args=[serial])
    except NoReverseMatch:
        return f"{base}{reverse('academy_verify:verify', args=[serial])}"
    is_plain = path == path.upper() and not urlsplit(base).path
    return f"{base.upper()}{path}" if is_plain else f"{base}{reverse('academy_verify:verify', args=[serial])}"


def _base() -> str:
    return str(academy_setting("VERIFY_BASE_URL")).rstrip("/")
