"""Sites of others keep what is theirs, and everything of ours works there."""

import json

import pytest

from tests.hosts.sites import JOURNEY, Environment, Site, constraints, oldest_python
from tests.wheel.host import build_wheel, interpreter

pytestmark = pytest.mark.hosts
OWN_SIGN_IN = 'urlpatterns = [path("accounts/", include("django.contrib.auth.urls")), *urlpatterns]\n'
OWN_NAMES = """
from crm.views import catalogue
urlpatterns = [path("our-catalogue/", catalogue, name="catalogue"), path("people/", catalogue, name="person"), *urlpatterns]
"""
# The error pages of the project, which would stand before those of its apps, are taken away.
SITES = {
    "e-mail": {"apps": ("accounts",), "settings": 'AUTH_USER_MODEL = "accounts.Account"\n', "urls": OWN_SIGN_IN},
    "clashing": {"apps": ("crm",), "settings": "", "urls": OWN_SIGN_IN + OWN_NAMES},
    "plain": {"apps": (), "settings": "", "urls": ""},
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def newest(wheel, tmp_path_factory):
    python = interpreter("3.13")
    if python is None:
        pytest.skip("Python 3.13 is not installed")
    return Environment.make(tmp_path_factory.mktemp("newest"), python=python, wheel=wheel, wanted=["Django>=6.1,<6.2"])


@pytest.fixture(scope="module")
def oldest(wheel, tmp_path_factory):
    """The oldest Python, with the versions that the site itself pins."""
    python = oldest_python()
    if python is None:
        pytest.skip("Python 3.11 is not installed")
    folder = tmp_path_factory.mktemp("oldest")
    return Environment.make(folder, python=python, wheel=wheel, wanted=["--constraint", str(constraints(folder))])


@pytest.fixture(scope="module", params=SITES)
def site(request, tmp_path_factory):
    environment = request.getfixturevalue("oldest" if request.param == "plain" else "newest")
    made = Site.start(tmp_path_factory.mktemp("host"), environment, **SITES[request.param])
    if request.param != "plain":
        for page in ("404.html", "500.html"):
            (made.folder / "site" / "hostsite" / "templates" / page).unlink()
    return made


@pytest.fixture(scope="module")
def journey(site):
    return json.loads(site.call("python", str(JOURNEY)).splitlines()[-1])


def test_the_site_starts_without_a_word_of_django_about_clashes(site):
    said = site.manage("check")

    assert "clashes" not in said
    assert "No changes detected" in site.manage("makemigrations", "--check", "--dry-run")


def test_a_rep_signs_in_by_the_form_that_the_academy_leads_to(journey):
    assert journey["signed in"] == 200


def test_a_rep_reads_a_lesson_and_answers_its_check(journey):
    assert journey["lesson"] == {"answers": 1, "lessons done": 1}


def test_a_product_marketer_writes_a_question(journey):
    assert journey["question"] == "kept"


def test_every_list_opens_and_is_searched(journey):
    assert {address: status for address, status in journey["lists"].items() if status != 200} == {}
    assert len(journey["lists"]) > 10


def test_an_administrator_makes_a_person_with_one_name_to_sign_in_with(journey):
    assert journey["person"] == {"fields": journey["account fields"], "signs in": True, "mail goes to": "new.one@example.com"}


def test_a_taken_name_is_refused_at_its_field(journey):
    assert journey["taken"] == [journey["account fields"][0]]


def test_a_stranger_verifies_a_certificate(journey):
    assert journey["verified"] == {"status": 200, "valid": True}


def test_the_tests_of_the_host_are_green(site):
    said = site.manage("test", "--verbosity", "1")

    assert "\nOK" in said
