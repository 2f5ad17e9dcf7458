"""System checks of a site that is about to be deployed: they run with `manage.py check --deploy` only."""

from typing import Any, Final

from django.conf import settings
from django.core import checks

from academy.conf import academy_setting

# Caches that another process does not see.
OF_ONE_PROCESS: Final = ("django.core.cache.backends.locmem.LocMemCache", "django.core.cache.backends.dummy.DummyCache")


def limits_are_counted_together(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W012: what is counted in the memory of one process is allowed once more by every other."""
    if settings.CACHES.get("default", {}).get("BACKEND") not in OF_ONE_PROCESS:
        return []
    return [
        checks.Warning(
            "The default cache belongs to one process: with several workers every limit is as many times as large.",
            hint="Name a cache that all workers share, such as Redis, as CACHES['default'] (CACHE_URL of the academy's own site).",
            id="academy.W012",
        )
    ]


def hosts_are_named(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W013: with "*" the visitor says what the site is called, in links of mails too."""
    if not any(host.strip() in {"*", "."} for host in settings.ALLOWED_HOSTS):
        return []
    return [
        checks.Warning(
            "ALLOWED_HOSTS takes every name: a visitor decides what the site is called in its links and mails.",
            hint="Name the hosts, for example ALLOWED_HOSTS = ['academy.example.com'].",
            id="academy.W013",
        )
    ]


def proxies_are_counted(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W014: a site that believes a proxy about TLS has one, so its visitors stand behind it."""
    if settings.SECURE_PROXY_SSL_HEADER is None or int(academy_setting("TRUSTED_PROXIES")) > 0:
        return []
    return [
        checks.Warning(
            "SECURE_PROXY_SSL_HEADER is set and ACADEMY['TRUSTED_PROXIES'] is 0: all visitors count as one, or the header is forged.",
            hint="Set ACADEMY['TRUSTED_PROXIES'] to the number of proxies before the site; without one remove SECURE_PROXY_SSL_HEADER.",
            id="academy.W014",
        )
    ]
