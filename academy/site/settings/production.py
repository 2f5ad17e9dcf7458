"""The site behind a TLS proxy. Everything secret or local comes from the environment (docs/reference/settings.md)."""

import os
from urllib.parse import urlsplit

from academy.site.settings import environment
from academy.site.settings.base import *

DEBUG = False
SECRET_KEY = environment.required("SECRET_KEY")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.required("ALLOWED_HOSTS").split(",")
WAGTAILADMIN_BASE_URL = environment.required("ACADEMY_BASE_URL")
TRUSTED_PROXIES = environment.proxies("TRUSTED_PROXIES")
ACADEMY = {
    **ACADEMY,
    "VERIFY_BASE_URL": environment.required("ACADEMY_VERIFY_BASE_URL"),
    "TRUSTED_PROXIES": TRUSTED_PROXIES,
    # A way that ends in a mail is not offered where none is sent.
    "PASSWORD_RESET": bool(os.environ.get("EMAIL_URL")),
}
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

globals().update(environment.email(os.environ.get("EMAIL_URL") or "smtp://localhost:25"))
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or f"academy@{urlsplit(WAGTAILADMIN_BASE_URL).hostname or 'localhost'}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

DATABASES = {"default": environment.pooled(DATABASES["default"])}

# Right after SecurityMiddleware, as WhiteNoise asks for.
MIDDLEWARE = [*MIDDLEWARE[:2], "whitenoise.middleware.WhiteNoiseMiddleware", *MIDDLEWARE[2:]]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# Believed only where a proxy of ours sets it; without one, whoever sends it wrote it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# Browsers take a cookie of such a name only over TLS, for the whole site and for this host alone.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_NAME = "__Host-language"

_console = {"handlers": ["console"], "level": "INFO", "propagate": False}
LOGGING = {
    **LOGGING,
    "handlers": {"console": {**LOGGING["handlers"]["console"], "formatter": "json"}},
    # What quizzes, courses and every package have to say.
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Also django.request and django.security, in which Django writes what broke and what was refused.
    "loggers": {**LOGGING["loggers"], "django": _console},
}
