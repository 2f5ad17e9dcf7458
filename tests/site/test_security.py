"""What the site tells browsers not to do."""

import pytest
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page, PreviewableMixin
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from courses.models import AcademyIndexPage, Capability, CoursePage, LessonPage

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
    assert "Access-Control-Allow-Origin" not in page.headers


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


@pytest.fixture
def course(pmm):
    """A course below an academy that authors may write in."""
    index = Page.get_first_root_node().add_child(instance=AcademyIndexPage(title="Academy", slug="academy-pages"))
    index.save_revision().publish()
    words = {"title": {"en": "Desk"}, "statement": {"en": "A rep can"}}
    capability = Capability.objects.create(slug="desk", kind="product", owner=pmm, status="validated", **words)
    return index.add_child(instance=CoursePage(title="Desk essentials", slug="desk", summary="Desk", capability=capability))


WRITTEN = {
    AcademyIndexPage: {"title": "Academy"},
    CoursePage: {
        "title": "Desk", "level": "foundation", "deal_type": "any", "version": 1, "outcomes": streamfield([]), "prerequisites": inline_formset([]),
    },
    LessonPage: {"title": "One page", "minutes": 5, "body": streamfield([])},
}  # fmt: skip


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_preview_may_stand_in_a_frame_of_the_own_site(client, pmm, course, kind):
    course.add_child(instance=LessonPage(title="One page", slug="one-page"))
    client.force_login(pmm)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[kind.objects.get().pk])
    client.post(address, nested_form_data(WRITTEN[kind]))

    panel = client.get(address, {"in_preview_panel": "true"})

    assert panel.status_code == 200
    assert "frame-ancestors 'self'" in panel.headers["Content-Security-Policy"]
    assert "default-src 'self'" in panel.headers["Content-Security-Policy"]
    assert panel.headers["X-Frame-Options"] == "SAMEORIGIN"


class Card(PreviewableMixin):
    """What a snippet is to the preview panel."""

    def serve_preview(self, request, mode_name):
        return HttpResponse("A card")


def test_a_preview_of_a_snippet_may_too(rf):
    preview = Card().make_preview_request(rf.get("/cms/"), "")

    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]


def test_no_page_outside_the_preview_may_stand_in_a_frame(client, rep, course):
    course.save_revision().publish()
    client.force_login(rep)

    for address in ("/academy/", "/academy/courses/desk/", "/academy/account/sign-in/", "/healthz", "/no-such-page/"):
        page = client.get(address, {"in_preview_panel": "true"})

        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Frame-Options"] == "DENY"
