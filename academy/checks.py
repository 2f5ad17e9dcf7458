"""System checks: what a host must have, each with an id and a fix. Listed in docs/reference/checks.md."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks

TAG = "academy"


def connect() -> None:
    """Register the checks. Called once, when the app is ready."""
    for check in (languages_are_switched, content_has_languages, settings_app_is_installed, verify_address_is_set):
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
    """E003: the deal policy is a Wagtail setting."""
    if apps.is_installed("wagtail.contrib.settings"):
        return []
    return [
        checks.Error(
            "wagtail.contrib.settings is not installed: the deal policy has no place to be edited.",
            hint="Add 'wagtail.contrib.settings' to INSTALLED_APPS.",
            id="academy.E003",
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
