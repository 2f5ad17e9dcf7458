"""The `ACADEMY` setting: every key, its default and what it means.

Read through `academy_setting`, never from `django.conf.settings`, so that a
test with `override_settings` and a host that sets only one key both work.
"""

from typing import Any, Final

from django.conf import settings

DEFAULTS: Final[dict[str, Any]] = {
    # Base address printed on certificates and in QR codes, without a final slash. Never taken from a request.
    "VERIFY_BASE_URL": "http://127.0.0.1:8000",
    # Who issues: the name on certificates and on the verification page, per language.
    "ISSUER": {"en": "Wagtail Academy", "zh-hans": "Wagtail 学院"},
    # The name in the header of every page, per language; empty means the issuer.
    "NAME": {},
    # Look-ups of certificate codes allowed per minute and address.
    "VERIFY_RATE": 60,
    # How many proxies of your own stand before the site and append to X-Forwarded-For; 0: the header is not read.
    "TRUSTED_PROXIES": 0,
    # Seconds after the deadline of an attempt in which an answer that was on its way still counts.
    "NETWORK_GRACE_SECONDS": 15,
    # Where files that learners hand in are kept: a folder that no address leads to. The storage "academy_uploads" goes before it.
    "UPLOAD_ROOT": "academy-uploads",
    # The largest file that can be handed in, in MiB. A longer pitch is handed in as a link.
    "UPLOAD_MAX_MIB": 50,
    # Days after which a token of the API ends, unless another end was said when it was made.
    "TOKEN_DAYS": 90,
}


def academy_setting(key: str) -> Any:
    """One value of `ACADEMY`, or its default. Raises KeyError for a key that does not exist."""
    own: dict[str, Any] = getattr(settings, "ACADEMY", {})
    return own[key] if key in own else DEFAULTS[key]
