"""System checks: what a host must have, each with an id and a fix. Listed in docs/reference/checks.md."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.urls import NoReverseMatch, reverse

from academy.conf import academy_setting
from academy.sign_in import OWN_PAGE, has_account_pages, host_signs_in

TAG = "academy"
NEEDED_APPS = ("django.contrib.auth", "django.contrib.sessions", "django.contrib.messages", "taggit", "wagtail.admin", "wagtail.snippets")
NEEDED_MIDDLEWARE = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)
THROTTLE = "academy.people.backends.SignInThrottle"
LIMITS = "academy.people.middleware.SignInLimits"


def connect() -> None:
    """Register the checks. Called once, when the app is ready."""
    for check in (
        languages_are_switched,
        content_has_languages,
        settings_app_is_installed,
        verify_address_is_set,
        sqlite_is_opened_for_many,
        apps_are_installed,
        middleware_is_there,
        uploads_have_no_address,
        sign_in_is_reachable,
        passwords_are_throttled,
        addresses_are_not_taken,
    ):
        checks.register(check, TAG)


def languages_are_switched(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W001: without LocaleMiddleware every page is in LANGUAGE_CODE."""
    if "django.middleware.locale.LocaleMiddleware" in settings.MIDDLEWARE:
        return []
    return [
        checks.Warning(
            "LocaleMiddleware is not installed: readers cannot switch languages.",
            hint="Add 'django.middleware.locale.LocaleMiddleware' to MIDDLEWARE, after SessionMiddleware.",
            id="academy.W001",
        )
    ]


def content_has_languages(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W002: without content languages, courses exist in one language only."""
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False) and getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", None):
        return []
    return [
        checks.Warning(
            "Content languages are not set: courses and short texts exist in one language only.",
            hint="Set WAGTAIL_I18N_ENABLED = True and WAGTAIL_CONTENT_LANGUAGES, for example [('en', 'English'), ('zh-hans', '简体中文')].",
            id="academy.W002",
        )
    ]


def settings_app_is_installed(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W003: the deal policy is a Wagtail setting."""
    if apps.is_installed("wagtail.contrib.settings"):
        return []
    return [
        checks.Warning(
            "wagtail.contrib.settings is not installed: the deal policy has no place to be edited.",
            hint="Add 'wagtail.contrib.settings' to INSTALLED_APPS.",
            id="academy.W003",
        )
    ]


def verify_address_is_set(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W004: certificates print an address; outside development it must be the public one."""
    address = getattr(settings, "ACADEMY", {}).get("VERIFY_BASE_URL", "")
    if settings.DEBUG or str(address).startswith("https://"):
        return []
    return [
        checks.Warning(
            "ACADEMY['VERIFY_BASE_URL'] is not an https address: the QR codes of certificates would lead nowhere.",
            hint="Set ACADEMY = {'VERIFY_BASE_URL': 'https://academy.example.com'}.",
            id="academy.W004",
        )
    ]


def sqlite_is_opened_for_many(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E005: with SQLite's defaults half of concurrent submits fail, and a power cut may lose saved answers."""
    database = settings.DATABASES.get("default", {})
    if settings.DEBUG or not str(database.get("ENGINE", "")).endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    command = str(options.get("init_command", "")).lower().replace(" ", "")
    if str(options.get("transaction_mode", "")).upper() == "IMMEDIATE" and "journal_mode=wal" in command and "synchronous=full" in command:
        return []
    return [
        checks.Error(
            "SQLite is opened with its defaults: people who hand in at the same time get errors.",
            hint=(
                "Set DATABASES['default']['OPTIONS'] = {'transaction_mode': 'IMMEDIATE', "
                "'init_command': 'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;'}, or use PostgreSQL."
            ),
            id="academy.E005",
        )
    ]


def apps_are_installed(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E006: learners sign in, authors write in Wagtail's administration."""
    missing = [name for name in NEEDED_APPS if not apps.is_installed(name)]
    if not missing:
        return []
    return [checks.Error(f"Not installed: {', '.join(missing)}.", hint="Add them to INSTALLED_APPS.", id="academy.E006")]


def middleware_is_there(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E007: without sessions and authentication nobody is signed in."""
    missing = [name for name in NEEDED_MIDDLEWARE if name not in settings.MIDDLEWARE]
    if not missing:
        return []
    return [checks.Error(f"Missing middleware: {', '.join(missing)}.", hint="Add them to MIDDLEWARE, in this order.", id="academy.E007")]


def uploads_have_no_address(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W008: a file that a learner hands in must not be served as a page of the site."""
    if "academy_uploads" in settings.STORAGES:
        return []
    folder = Path(academy_setting("UPLOAD_ROOT")).resolve()
    served = [name for name in ("MEDIA_ROOT", "STATIC_ROOT") if _lies_in(folder, getattr(settings, name, None))]
    if not served:
        return []
    return [
        checks.Warning(
            f"ACADEMY['UPLOAD_ROOT'] lies inside {' and '.join(served)}: anybody could open the files that learners hand in.",
            hint="Set ACADEMY = {'UPLOAD_ROOT': …} to a folder that no address leads to, or name a private storage 'academy_uploads'.",
            id="academy.W008",
        )
    ]


def sign_in_is_reachable(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W010: learners are sent to a sign-in page that is there."""
    if host_signs_in() or (has_account_pages() and _is_included(OWN_PAGE)):
        return []
    return [
        checks.Warning(
            "Nobody can sign in: LOGIN_URL leads to no page, and the academy's own account pages are off or not included.",
            hint="Include 'academy.urls' and leave ACADEMY['ACCOUNT_PAGES'] out, or set LOGIN_URL to the sign-in page of the site.",
            id="academy.W010",
        )
    ]


def passwords_are_throttled(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W011: without the throttle, passwords can be guessed as fast as they are answered. django-axes is as good."""
    backends = settings.AUTHENTICATION_BACKENDS
    if apps.is_installed("axes") or (backends and backends[0] == THROTTLE and LIMITS in settings.MIDDLEWARE):
        return []
    return [
        checks.Warning(
            "Wrong passwords are not limited.",
            hint=(
                f"Put '{THROTTLE}' first in AUTHENTICATION_BACKENDS (before 'django.contrib.auth.backends.ModelBackend'), "
                f"and '{LIMITS}' last in MIDDLEWARE."
            ),
            id="academy.W011",
        )
    ]


def addresses_are_not_taken(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """People W001: who writes a colleague's address into the own account gets, or keeps from the other, mails that are not meant so."""
    if not getattr(settings, "WAGTAIL_EMAIL_MANAGEMENT_ENABLED", True):
        return []
    return [
        checks.Warning(
            "Authors can give their account anybody's e-mail address on Wagtail's account page, and nobody confirms it.",
            hint="Set WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False: academy administrators change addresses.",
            id="academy_people.W001",
        )
    ]


def _is_included(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _lies_in(folder: Path, root: Any) -> bool:
    return bool(root) and folder.is_relative_to(Path(root).resolve())
