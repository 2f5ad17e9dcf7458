"""What a host's sitemap, Wagtail's APIs and its searches say of academy pages: nothing to whoever may not read them."""

from pathlib import Path

import django.contrib.sitemaps
import pytest
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site

from courses.models import AcademyIndexPage, CoursePage

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.courses.host_urls")]

SITEMAPS = Path(django.contrib.sitemaps.__file__).parent / "templates"


@pytest.fixture
def host(settings, academy, publish):
    """A site of somebody else with a page for everybody, the academy beside it."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], SITEMAPS]}]
    home = academy.get_parent()
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    return publish(home, Page(title="Essentials of prices", slug="prices"))


@pytest.fixture
def closed(academy, publish, capability):
    """A course for one group, in which nobody of the tests is."""
    course = publish(academy, CoursePage(title="Essentials of the secret", slug="secret", summary="Hush.", capability=capability))
    restriction = PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Insiders"))
    return course


def titles(page):
    return {item["title"] for item in page.json()["items"]}


@pytest.mark.parametrize("who", ["stranger to the house", "rep", "pmm"])
def test_a_sitemap_names_no_page_of_the_academy(client, host, lessons, closed, who, request):
    if who in {"rep", "pmm"}:
        client.force_login(request.getfixturevalue(who))

    told = client.get("/sitemap.xml").content.decode()

    assert "/prices/" in told
    assert "/academy/" not in told
    assert "secret" not in told


def test_without_signing_in_neither_api_tells_of_the_academy(client, host, lessons, course):
    second, third = client.get("/api/v2/pages/?limit=20"), client.get("/api/v3/pages/?limit=20")
    alone = [client.get(f"/api/{version}/pages/{course.pk}/").status_code for version in ("v2", "v3")]

    assert titles(second) == titles(third) == {host.title, host.get_parent().title}
    assert alone == [404, 404]


def test_a_rep_is_told_by_the_api_of_what_she_may_read_and_of_nothing_else(client, host, lessons, course, closed, rep):
    client.force_login(rep)

    told = titles(client.get("/api/v2/pages/?limit=20"))
    hidden = client.get(f"/api/v2/pages/{closed.pk}/").status_code

    assert {host.title, course.title} <= told
    assert closed.title not in told
    assert hidden == 404
    assert titles(client.get("/api/v3/pages/?limit=20")) == {host.title, host.get_parent().title}  # it knows tokens and no session


@pytest.mark.parametrize("who", ["stranger to the house", "rep"])
def test_the_hosts_search_finds_no_page_of_the_academy(client, host, lessons, course, closed, who, request):
    call_command("update_index", verbosity=0)
    if who == "rep":
        client.force_login(request.getfixturevalue(who))

    found = client.get("/search/?q=essentials").json()["titles"]

    assert found == [host.title]


def test_authors_find_their_pages_in_the_explorer_and_in_the_chooser(client, host, lessons, course, pmm):
    call_command("update_index", verbosity=0)
    client.force_login(pmm)

    explorer = client.get(reverse("wagtailadmin_pages:search"), {"q": "essentials"}).content.decode()
    chooser = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "essentials"}).content.decode()

    assert course.title in explorer
    assert course.title in chooser


def test_wagtail_finds_nothing_to_complain_of_in_our_pages():
    assert [str(found) for found in run_checks() if str(found.obj).startswith("<class 'courses.")] == []


def test_an_academy_is_private_from_its_first_moment_in_every_language_and_stays_as_its_author_wants(academy, publish, zh):
    kinds = PageViewRestriction.objects.filter(page=academy).values_list("restriction_type", flat=True)
    made = list(kinds)
    chinese = academy.copy_for_translation(zh, copy_parents=True)
    kinds.update(restriction_type=PageViewRestriction.GROUPS)
    academy.save_revision().publish()

    assert made == [PageViewRestriction.LOGIN]
    assert chinese.view_restrictions.get().restriction_type == PageViewRestriction.LOGIN
    assert list(kinds) == [PageViewRestriction.GROUPS]
    assert not AcademyIndexPage.objects.public().exists()


def test_a_copy_of_a_closed_course_and_its_translation_are_closed_to_the_same_people(client, academy, closed, admin, zh):
    client.force_login(admin)
    sent = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": academy.pk, "copy_subpages": "on", "alias": ""}
    client.post(reverse("wagtailadmin_pages:copy", args=[closed.pk]), sent)
    chinese = closed.copy_for_translation(zh, copy_parents=True)

    for page in (CoursePage.objects.get(slug="copy"), chinese):
        kept = page.view_restrictions.get(restriction_type=PageViewRestriction.GROUPS)
        assert [group.name for group in kept.groups.all()] == ["Insiders"]
