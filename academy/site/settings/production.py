"""The site behind a TLS proxy. Everything secret or local comes from the environment (docs/reference/settings.md)."""

import os

from academy.site.settings import environment
from academy.site.settings.base import *

DEBUG = False
SECRET_KEY = environment.required("SECRET_KEY")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.required("ALLOWED_HOSTS").split(",")
WAGTAILADMIN_BASE_URL = environment.required("ACADEMY_BASE_URL")
ACADEMY = {
    **ACADEMY,
    "VERIFY_BASE_URL": environment.required("ACADEMY_VERIFY_BASE_URL"),
    # A way that ends in a mail is not offered where none is sent.
    "PASSWORD_RESET": bool(os.environ.get("EMAIL_URL")),
}
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A new connection per request costs most of the throughput; the pool excludes CONN_MAX_AGE.
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8}

MIDDLEWARE = [MIDDLEWARE[0], "whitenoise.middleware.WhiteNoiseMiddleware", *MIDDLEWARE[1:]]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
