"""What the site tells browsers not to do."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/academy/account/sign-in/", "/no-such-page/", "/healthz"])
def test_pages_forbid_foreign_and_inline_scripts(client, address):
    page = client.get(address)

    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_the_admin_keeps_its_own_scripts(client):
    page = client.get("/cms/login/")

    assert "Content-Security-Policy" not in page.headers


@pytest.mark.django_db
def test_what_the_admin_loads_from_elsewhere_is_reported(client):
    policy = client.get("/cms/login/").headers["Content-Security-Policy-Report-Only"]

    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
