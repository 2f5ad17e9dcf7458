"""System checks: what a host must have, each with an id and a fix. Listed in docs/reference/checks.md."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.files.storage import default_storage
from django.urls import NoReverseMatch, reverse

from academy import deploy_checks
from academy.conf import academy_setting
from academy.printing import not_printable
from academy.sign_in import OWN_PAGE, has_account_pages, host_signs_in
from academy.texts import localised

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
        documents_are_asked_for,
        documents_are_not_static,
        sign_in_is_reachable,
        passwords_are_throttled,
        addresses_are_not_taken,
    ):
        checks.register(check, TAG)
    for check in (
        sqlite_is_refused,
        missing_apps_are_refused,
        missing_middleware_is_refused,
        issuer_can_be_printed,
        deploy_checks.limits_are_counted_together,
        deploy_checks.hosts_are_named,
        deploy_checks.proxies_are_counted,
    ):
        checks.register(check, TAG, deploy=True)


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


def issuer_can_be_printed(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W023: a certificate leaves out what its fonts lack."""
    letters = not_printable(localised(academy_setting("ISSUER")))
    if not letters:
        return []
    return [
        checks.Warning(
            f'Certificates cannot print these characters of ACADEMY["ISSUER"], and leave it out where they stand: {" ".join(letters)}',
            hint="Write the issuer without them.",
            id="academy.W023",
        )
    ]


def sqlite_is_opened_for_many(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W005: with SQLite's defaults half of concurrent submits fail, and a power cut may lose saved answers."""
    database = settings.DATABASES.get("default", {})
    if settings.DEBUG or not str(database.get("ENGINE", "")).endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    command = str(options.get("init_command", "")).lower().replace(" ", "")
    if str(options.get("transaction_mode", "")).upper() == "IMMEDIATE" and "journal_mode=wal" in command and "synchronous=full" in command:
        return []
    return [
        checks.Warning(
            "SQLite is opened with its defaults: people who hand in at the same time get errors.",
            hint=(
                "Set DATABASES['default']['OPTIONS'] = {'transaction_mode': 'IMMEDIATE', "
                "'init_command': 'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;'}, or use PostgreSQL."
            ),
            id="academy.W005",
        )
    ]


def apps_are_installed(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W006: learners sign in, authors write in Wagtail's administration."""
    missing = [name for name in NEEDED_APPS if not apps.is_installed(name)]
    if not missing:
        return []
    return [checks.Warning(f"Not installed: {', '.join(missing)}.", hint="Add them to INSTALLED_APPS.", id="academy.W006")]


def middleware_is_there(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W007: without sessions and authentication nobody is signed in."""
    missing = [name for name in NEEDED_MIDDLEWARE if name not in settings.MIDDLEWARE]
    if not missing:
        return []
    return [checks.Warning(f"Missing middleware: {', '.join(missing)}.", hint="Add them to MIDDLEWARE, in this order.", id="academy.W007")]


def sqlite_is_refused(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E005: W005 where the site is about to be deployed. An error of ours must not stop the host's own tests."""
    return [checks.Error(one.msg, hint=one.hint, id="academy.E005") for one in sqlite_is_opened_for_many(app_configs)]


def missing_apps_are_refused(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E006: the same of W006."""
    return [checks.Error(one.msg, hint=one.hint, id="academy.E006") for one in apps_are_installed(app_configs)]


def missing_middleware_is_refused(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E007: the same of W007."""
    return [checks.Error(one.msg, hint=one.hint, id="academy.E007") for one in middleware_is_there(app_configs)]


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


def documents_are_asked_for(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W020, W021: at the address of its own file nobody asks whether a document may be read."""
    method = _serve_method()
    if method == "direct":
        words = "WAGTAILDOCS_SERVE_METHOD is 'direct': links lead to the files of documents, where nobody is asked to sign in."
        return [checks.Warning(words, hint="Set WAGTAILDOCS_SERVE_METHOD = 'serve_view'.", id="academy.W020")]
    if method == "redirect" and not getattr(default_storage, "querystring_auth", False):
        words = "Documents are opened by a redirect to their files: whoever has seen that address opens them without signing in."
        hint = "Set WAGTAILDOCS_SERVE_METHOD = 'serve_view', or a storage whose addresses are signed and end (querystring_auth)."
        return [checks.Warning(words, hint=hint, id="academy.W021")]
    return []


def documents_are_not_static(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W022: static files are for everybody."""
    if not settings.MEDIA_ROOT or not _lies_in(Path(settings.MEDIA_ROOT).resolve(), settings.STATIC_ROOT):
        return []
    words = "MEDIA_ROOT lies inside STATIC_ROOT: documents are served as static files, and nobody is asked to sign in."
    return [checks.Warning(words, hint="Set MEDIA_ROOT to a folder outside STATIC_ROOT.", id="academy.W022")]


def _serve_method() -> str:
    """How Wagtail opens documents; without a setting it looks at the storage, as here."""
    chosen = getattr(settings, "WAGTAILDOCS_SERVE_METHOD", None)
    if chosen:
        return str(chosen)
    try:
        default_storage.path("documents")
    except NotImplementedError:
        return "redirect"
    return "serve_view"


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
    """W015: who writes a colleague's address into the own account gets, or keeps from the other, mails that are not meant so."""
    if not getattr(settings, "WAGTAIL_EMAIL_MANAGEMENT_ENABLED", True):
        return []
    return [
        checks.Warning(
            "Authors can give their account anybody's e-mail address on Wagtail's account page, and nobody confirms it.",
            hint="Set WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False: academy administrators change addresses.",
            id="academy.W015",
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
