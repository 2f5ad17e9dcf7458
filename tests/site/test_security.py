"""What the site tells browsers not to do."""

import pytest

# Every page of ours; nothing but this: no inline script or style, no foreign source, no frame around it.
PAGES = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
# What Wagtail's own pages load beyond this is reported.
CMS = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "frame-ancestors": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
}


def directives(policy):
    return {name: sources for name, _space, sources in (part.strip().partition(" ") for part in policy.split(";"))}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/academy/account/sign-in/", "/no-such-page/", "/healthz", "/v/", "/academy/api/v1/me/"])
def test_every_directive_of_the_policy_of_our_pages(client, address):
    page = client.get(address)

    assert directives(page.headers["Content-Security-Policy"]) == PAGES
    assert page.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/academy/", "/academy/catalogue/", "/academy/certificates/"])
def test_the_pages_of_a_learner_have_the_same_policy(client, rep, address):
    client.force_login(rep)

    page = client.get(address)

    assert page.status_code == 200
    assert directives(page.headers["Content-Security-Policy"]) == PAGES
    assert page.headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_the_admin_keeps_its_own_scripts(client):
    page = client.get("/cms/login/")

    assert "Content-Security-Policy" not in page.headers


@pytest.mark.django_db
def test_what_the_admin_loads_from_elsewhere_is_reported(client):
    assert directives(client.get("/cms/login/").headers["Content-Security-Policy-Report-Only"]) == CMS
