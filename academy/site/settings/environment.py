"""Settings that come from the environment of the process."""

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: Final = {
    # A writer takes its lock when the transaction begins: with the default, half of concurrent submits fail.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: a saved answer that was acknowledged survives a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
# A cache or mail server that does not answer holds a request up for seconds, not for minutes.
CACHE_SECONDS: Final = 2
EMAIL_SECONDS: Final = 10
MOST_PROXIES: Final = 10


def required(name: str) -> str:
    """The value of a variable that has no sensible default. Raises ImproperlyConfigured when it is missing."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def words(name: str) -> list[str]:
    """A list written with commas between its members."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    """On or off: 1, true, yes and on mean on."""
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def proxies(name: str) -> int:
    """How many proxies stand before the site; none where nothing is said."""
    value = os.environ.get(name, "").strip() or "0"
    if not (value.isascii() and value.isdigit()) or int(value) > MOST_PROXIES:
        raise ImproperlyConfigured(f"{name} is a number from 0 to {MOST_PROXIES}: how many proxies of your own stand before the site.")
    return int(value)


def database(url: str, *, root: Path) -> dict[str, Any]:
    """Django's settings for `sqlite:///file` (relative to `root`; four slashes: absolute) or `postgres://user:password@host:port/name`."""
    parts = urlsplit(url)
    match parts.scheme:
        case "sqlite":
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(root / unquote(parts.path[1:])),
                "OPTIONS": dict(SQLITE_OPTIONS),
            }
        case "postgres" | "postgresql":
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path[1:]),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": parts.hostname or "",
                "PORT": str(parts.port or ""),
                "OPTIONS": dict(parse_qsl(parts.query)),
            }
        case _:
            raise ImproperlyConfigured("DATABASE_URL begins with sqlite:// or postgres://.")


def pooled(database: dict[str, Any]) -> dict[str, Any]:
    """The same database, with a pool where it is PostgreSQL: a new connection per request costs most of the throughput.

    The pool excludes CONN_MAX_AGE.
    """
    if not database["ENGINE"].endswith("postgresql"):
        return database
    return {**database, "OPTIONS": {**database["OPTIONS"], "pool": {"min_size": 1, "max_size": 8}}}


def cache(url: str) -> dict[str, Any]:
    """Django's settings for `redis://:password@host:port/0` (`rediss://` with TLS), which all workers share, or `locmem://` of each."""
    parts = _parts(url, name="CACHE_URL")
    match parts.scheme:
        case "redis" | "rediss":
            if not parts.hostname:
                raise ImproperlyConfigured("CACHE_URL names no host: redis://host:6379/0.")
            if not parts.path.strip("/").isdigit() and parts.path.strip("/"):
                raise ImproperlyConfigured("CACHE_URL ends in the number of a Redis database: redis://host:6379/0.")
            return {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": url,
                "KEY_PREFIX": "academy",
                "OPTIONS": {"socket_connect_timeout": CACHE_SECONDS, "socket_timeout": CACHE_SECONDS},
            }
        case "locmem":
            return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": parts.netloc or "academy"}
        case _:
            raise ImproperlyConfigured("CACHE_URL begins with redis://, rediss:// or locmem://.")


def email(url: str) -> dict[str, Any]:
    """Django's settings for `smtp://user:password@host:587?tls=1`, `smtps://user:password@host:465` or `console:`."""
    parts = _parts(url, name="EMAIL_URL")
    match parts.scheme:
        case "console":
            return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
        case "smtp" | "smtps":
            if not parts.hostname:
                raise ImproperlyConfigured("EMAIL_URL names no host: smtp://user:password@host:587?tls=1.")
            return _smtp(parts)
        case _:
            raise ImproperlyConfigured("EMAIL_URL begins with smtp://, smtps:// or console:.")


def _smtp(parts: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if options.keys() - {"tls"} or options.get("tls", "0") not in {"0", "1"}:
        raise ImproperlyConfigured("EMAIL_URL knows one option: ?tls=1 asks the server for TLS (STARTTLS).")
    at_once, on_request = parts.scheme == "smtps", options.get("tls") == "1"
    if at_once and on_request:
        raise ImproperlyConfigured("EMAIL_URL: smtps:// speaks TLS from the beginning; leave ?tls=1 out.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if at_once else 587 if on_request else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": on_request,
        "EMAIL_USE_SSL": at_once,
        "EMAIL_TIMEOUT": EMAIL_SECONDS,
    }


def _parts(url: str, *, name: str) -> SplitResult:
    """An address in its parts. Raises ImproperlyConfigured for one that cannot be read, without repeating it: it may hold a password."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - read here, so that a bad one is told here
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is not an address: look at its port and at brackets; letters like @ / : in a password are %-coded."
        ) from None
    return parts
