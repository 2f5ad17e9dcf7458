"""What every way of running the site shares."""

import os
from pathlib import Path
from typing import Any

from academy.site.settings import environment

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var"
VAR.mkdir(exist_ok=True)

INSTALLED_APPS = [
    "academy",
    "quizzes",
    "courses",
    "academy.people",
    "academy.certification",
    "academy.desk",
    "academy.demo",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "academy.site.logs.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "academy.site.security.ContentSecurityPolicy",
    "academy.middleware.WithoutNul",
    "academy.site.sizes.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "academy.site.searches.SearchWords",
    "academy.people.middleware.SignInLimits",
]

ROOT_URLCONF = "academy.site.urls"
WSGI_APPLICATION = "academy.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The pages for errors are this site's own: a host has its own, so they are not in the wheel.
        "DIRS": [ROOT / "templates", ROOT / "academy" / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Widgets of ours have templates too; in the source tree they stand outside every app.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": environment.database(os.environ.get("DATABASE_URL") or "sqlite:///var/academy.sqlite3", root=ROOT),
}
CACHES = {"default": environment.cache(os.environ.get("CACHE_URL") or "locmem://")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["academy.people.backends.SignInThrottle", "django.contrib.auth.backends.ModelBackend"]
# One page to sign in on, for learners, private pages and the administration.
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "academy_people:sign_in"
LOGIN_REDIRECT_URL = "/academy/"

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [ROOT / "academy" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"

# A page with a large body sends more fields than Django's default of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
SECURE_REFERRER_POLICY = "same-origin"

WAGTAIL_SITE_NAME = "Wagtail Academy"
WAGTAIL_I18N_ENABLED = True
# Passwords are changed and replaced on the academy's own pages, and e-mail addresses by administrators.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_BASE_URL = os.environ.get("ACADEMY_BASE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
# Nobody's address is told to a third party for the sake of a picture.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_FORM_BASE = "academy.site.images.WholeImageForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "key", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
# Documents are opened through the view that asks for their privacy, whatever storage keeps them.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024

ACADEMY: dict[str, Any] = {
    "VERIFY_BASE_URL": os.environ.get("ACADEMY_VERIFY_BASE_URL") or WAGTAILADMIN_BASE_URL,
    "UPLOAD_ROOT": VAR / "uploads",
    "ACCOUNT_PAGES": True,
    "MODERATE_PAGES": True,
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "academy.site.logs.WithRequestId"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "academy.site.logs.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "loggers": {"academy": {"handlers": ["console"], "level": os.environ.get("ACADEMY_LOG_LEVEL") or "INFO", "propagate": False}},
}
