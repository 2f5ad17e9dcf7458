"""What a host that lacks something is told, instead of a traceback."""

import pytest
from django.conf import settings
from django.core.checks import run_checks

from academy import checks
from academy.site.settings import environment


def told(*, deploying=False):
    return {message.id for message in run_checks(tags=["academy"], include_deployment_checks=deploying)}


def without(names, *left_out):
    return [name for name in names if name not in left_out]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("MIDDLEWARE", without(settings.MIDDLEWARE, "django.middleware.locale.LocaleMiddleware"), "academy.W001"),
        ("WAGTAIL_I18N_ENABLED", False, "academy.W002"),
        ("ACADEMY", {"VERIFY_BASE_URL": "http://intranet"}, "academy.W004"),
        ("MIDDLEWARE", without(settings.MIDDLEWARE, "django.contrib.sessions.middleware.SessionMiddleware"), "academy.W007"),
    ],
)
def test_a_host_that_lacks_something_is_told(settings, name, value, expected):
    settings.ACADEMY = {"VERIFY_BASE_URL": "https://academy.example.com"}
    before = told()

    setattr(settings, name, value)

    assert expected not in before
    assert expected in told()


@pytest.mark.parametrize(("app", "expected"), [("wagtail.contrib.settings", "academy.W003"), ("django.contrib.messages", "academy.W006")])
def test_a_missing_app_is_told(monkeypatch, app, expected):
    installed = checks.apps.is_installed

    monkeypatch.setattr(checks.apps, "is_installed", lambda name: name != app and installed(name))

    assert expected in told()


def test_sqlite_with_its_defaults_is_told_outside_development(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "default", {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"})

    assert "academy.W005" in told()
    settings.DEBUG = True
    assert "academy.W005" not in told()


@pytest.mark.parametrize("served", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_files_that_learners_hand_in_among_those_that_are_served_are_told(settings, tmp_path, served):
    settings.STORAGES = {name: value for name, value in settings.STORAGES.items() if name != "academy_uploads"}
    setattr(settings, served, str(tmp_path))
    settings.ACADEMY = {**settings.ACADEMY, "UPLOAD_ROOT": tmp_path / "private" / ".." / "uploads"}
    inside = told()

    settings.ACADEMY = {**settings.ACADEMY, "UPLOAD_ROOT": f"{tmp_path}-uploads"}

    assert "academy.W008" in inside
    assert "academy.W008" not in told()


def test_a_private_storage_for_them_is_left_to_the_host(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.ACADEMY = {**settings.ACADEMY, "UPLOAD_ROOT": str(tmp_path)}

    assert "academy.W008" not in told()


def test_a_host_whose_documents_are_open_by_address_is_told(settings, tmp_path):
    settings.MEDIA_ROOT, settings.STATIC_ROOT = tmp_path / "media", tmp_path / "static"
    before = told()

    found = {}
    for method in ("direct", "redirect", None):
        settings.WAGTAILDOCS_SERVE_METHOD = method  # None: Wagtail opens what lies in a folder by its view
        found[method] = told() & {"academy.W020", "academy.W021"}
    settings.MEDIA_ROOT = tmp_path / "static" / "media"

    assert before & {"academy.W020", "academy.W021", "academy.W022"} == set()
    assert found == {"direct": {"academy.W020"}, "redirect": {"academy.W021"}, None: set()}
    assert "academy.W022" in told()


@pytest.fixture
def lacking(settings, monkeypatch):
    """A host in which everything is missing that we ask for."""
    installed = checks.apps.is_installed
    monkeypatch.setattr(checks.apps, "is_installed", lambda name: name not in checks.NEEDED_APPS and installed(name))
    monkeypatch.setitem(settings.DATABASES, "default", {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"})
    settings.MIDDLEWARE = without(settings.MIDDLEWARE, *checks.NEEDED_MIDDLEWARE)


def test_no_check_of_ours_stops_the_tests_of_a_host(lacking):
    errors = [message.id for message in run_checks(tags=["academy"]) if message.is_serious()]

    assert errors == []
    assert {"academy.W005", "academy.W006", "academy.W007"} <= told()


def test_what_is_missing_stops_a_deployment(lacking):
    assert {"academy.E005", "academy.E006", "academy.E007"} <= told(deploying=True)


@pytest.mark.parametrize(
    ("name", "wrong", "right", "expected"),
    [
        ("CACHES", environment.cache("locmem://"), environment.cache("redis://127.0.0.1:6379/0"), "academy.W012"),
        ("ALLOWED_HOSTS", ["academy.example.com", "*"], ["academy.example.com"], "academy.W013"),
        ("SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https"), None, "academy.W014"),
    ],
)
def test_what_only_matters_in_production_is_told_before_it(settings, name, wrong, right, expected):
    settings.ACADEMY = {**settings.ACADEMY, "TRUSTED_PROXIES": 0}
    setattr(settings, name, {"default": right} if name == "CACHES" else right)
    before = told(deploying=True)

    setattr(settings, name, {"default": wrong} if name == "CACHES" else wrong)

    assert expected not in before
    assert expected in told(deploying=True)
    assert expected not in told()


def test_a_proxy_that_is_counted_is_believed(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ACADEMY = {**settings.ACADEMY, "TRUSTED_PROXIES": 1}

    assert "academy.W014" not in told(deploying=True)
