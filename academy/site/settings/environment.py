"""Settings that come from the environment of the process."""

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: Final = {
    # A writer takes its lock when the transaction begins: with the default, half of concurrent submits fail.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: a saved answer that was acknowledged survives a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


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
