"""The settings of the site in production."""

import runpy

import pytest
from django.urls import reverse

from academy.addresses import client_address

ENVIRONMENT = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "academy.example.com",
    "ACADEMY_BASE_URL": "https://academy.example.com",
    "ACADEMY_VERIFY_BASE_URL": "https://academy.example.com",
}


@pytest.fixture
def production(monkeypatch):
    """The settings under an environment: `production(TRUSTED_PROXIES="1")`."""

    def read(**more):
        for name in ("TRUSTED_PROXIES", "EMAIL_URL", "DEFAULT_FROM_EMAIL", "CACHE_URL", "SECURE_SSL_REDIRECT"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {**ENVIRONMENT, **more}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_module("academy.site.settings.production")

    return read


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF", "LANGUAGE"])
def test_every_cookie_goes_over_tls_and_not_to_other_sites(production, settings, cookie):
    told = production()

    assert told[f"{cookie}_COOKIE_SECURE"] is True
    assert told[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
    assert told.get(f"{cookie}_COOKIE_DOMAIN", getattr(settings, f"{cookie}_COOKIE_DOMAIN")) is None
    assert told.get(f"{cookie}_COOKIE_SAMESITE", getattr(settings, f"{cookie}_COOKIE_SAMESITE")) == "Lax"


def test_the_language_switch_sets_its_cookie_so(client, production, settings):
    told = production()
    for name in ("LANGUAGE_COOKIE_SECURE", "LANGUAGE_COOKIE_SAMESITE", "LANGUAGE_COOKIE_HTTPONLY"):
        setattr(settings, name, told[name])

    client.post(reverse("academy_people:language"), {"language": "zh-hans", "next": "/v/"})

    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie["secure"], cookie["samesite"], cookie["httponly"]) == (True, "Lax", True)


def test_browsers_are_told_to_come_by_tls_for_a_year(client, production, settings):
    told = production()
    for name in ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT"):
        setattr(settings, name, told[name])

    page = client.get("/v/", secure=True)

    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_without_a_proxy_nobody_forges_tls_or_an_address(client, rf, production, settings):
    told = production()
    for name in ("SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER", "ACADEMY"):
        setattr(settings, name, told[name])

    page = client.get("/v/", headers={"x-forwarded-proto": "https"})

    assert (page.status_code, page.url) == (301, "https://testserver/v/")
    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": "198.51.100.7"})) == "192.0.2.1"


def test_behind_one_proxy_its_word_is_taken_and_the_visitors_is_not(client, rf, production, settings):
    told = production(TRUSTED_PROXIES="1")
    for name in ("SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER", "ACADEMY"):
        setattr(settings, name, told[name])

    page = client.get("/v/", headers={"x-forwarded-proto": "https"})

    assert page.status_code == 200
    forged = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    assert client_address(forged) == "198.51.100.7"


def test_static_files_are_served_right_after_the_security_middleware(production):
    told = production()["MIDDLEWARE"]

    assert told.index("whitenoise.middleware.WhiteNoiseMiddleware") == told.index("django.middleware.security.SecurityMiddleware") + 1


def test_mail_comes_from_the_site(production):
    assert production()["DEFAULT_FROM_EMAIL"] == "academy@academy.example.com"
    told = production(DEFAULT_FROM_EMAIL="Academy <learn@example.com>", EMAIL_URL="smtps://u:p@mail.internal")

    assert (told["DEFAULT_FROM_EMAIL"], told["EMAIL_HOST"], told["EMAIL_USE_SSL"]) == ("Academy <learn@example.com>", "mail.internal", True)


def test_the_pool_of_connections_is_productions_alone(production, settings):
    production()

    assert "pool" not in settings.DATABASES["default"].get("OPTIONS", {})
