"""The site while its tests run: like development, with cheap passwords and no files of the developer's own."""

import os
from datetime import timedelta

from django.utils import timezone

from academy.site.settings import environment
from academy.site.settings.base import *

# Tests hold on any day. The clock of the whole process is moved here, before anything remembers the function that reads it.
if CLOCK_DAYS := int(os.environ.get("ACADEMY_TEST_CLOCK_DAYS", "0")):
    _unmoved = timezone.now
    timezone.now = lambda: _unmoved() + timedelta(days=CLOCK_DAYS)

DEBUG = False
SECRET_KEY = "tests-only-" + "0123456789abcdef" * 4
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": environment.cache("locmem://")}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "academy_uploads": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# A database of the tests need not survive a power cut.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
