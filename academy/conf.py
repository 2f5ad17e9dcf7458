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
    # The academy's own pages to sign in and to change a password: True, False, or None: where LOGIN_URL leads to no page of the host's.
    "ACCOUNT_PAGES": None,
    # A forgotten password is replaced by a link in a mail. False where the site sends no mail.
    "PASSWORD_RESET": True,
    # Wrong passwords of one account from one address within SIGN_IN_MINUTES; then that pair waits.
    "SIGN_IN_TRIES": 5,
    # Wrong passwords from one address, whatever the account; then it waits, except for accounts that have been used from it.
    "SIGN_IN_TRIES_PER_ADDRESS": 50,
    # Wrong passwords of one account from everywhere; then addresses it has not been used from have one try each.
    "SIGN_IN_TRIES_PER_ACCOUNT": 30,
    "SIGN_IN_MINUTES": 15,
    # Mails for a new password within an hour: to one e-mail address, and asked for from one network address.
    "RESET_MAILS": 3,
    "RESET_MAILS_PER_ADDRESS": 20,
    # Seconds after the deadline of an attempt in which an answer that was on its way still counts.
    "NETWORK_GRACE_SECONDS": 15,
    # Where files that learners hand in are kept: a folder that no address leads to. The storage "academy_uploads" goes before it.
    "UPLOAD_ROOT": "academy-uploads",
    # The largest file that can be handed in, in MiB. A longer pitch is handed in as a link.
    "UPLOAD_MAX_MIB": 50,
    # Wagtail's workflow "Moderators approval" asks the academy's authors and administrators too, while its own group has no member.
    "MODERATE_PAGES": False,
    # Days after which a token of the API ends, unless another end was said when it was made.
    "TOKEN_DAYS": 90,
}


def academy_setting(key: str) -> Any:
    """One value of `ACADEMY`, or its default. Raises KeyError for a key that does not exist."""
    own: dict[str, Any] = getattr(settings, "ACADEMY", {})
    return own[key] if key in own else DEFAULTS[key]
