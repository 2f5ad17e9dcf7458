"""What axe finds on every page: nothing, in light and dark, on a small phone and on a desk. No page is wider than these."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from academy.certification.models import Award, PracticeSubmission
from academy.people.models import Person
from tests.browser.answers import slot_on, wrong_answer
from tests.browser.filling import give
from tests.browser.steps import MOUSE, answer_checks, answer_everything, hand_in, question_form, question_on, start

AXE = Axe()
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
# Nothing fades while axe looks.
STILL = {"reduced_motion": "reduce"}


def faults_of(page: Page) -> list[str]:
    """What axe finds on the page as it is, in each scheme and width; and whether it must be scrolled sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{page.url} {width}: wider than the screen")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for violation in AXE.run(page).response["violations"]:
                places = ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"])
                found.append(f"{page.url} {width} {scheme}: {violation['id']} at {places}")
    return found


def faults_at(page: Page, *addresses: str) -> list[str]:
    found = []
    for address in addresses:
        response = page.goto(address)
        assert response is not None
        assert response.ok, f"{address} answers {response.status}"
        found += faults_of(page)
    return found


def test_nothing_is_found_on_the_pages_of_a_rep(site):
    noah = site.sign_in("noah.beck", **STILL)
    certified = site.sign_in("ji.mo", **STILL)

    found = faults_at(
        noah,
        "/academy/",
        "/academy/catalogue/",
        "/academy/courses/fast-deal-playbook/",
        "/academy/courses/security-and-data-trust/who-can-see-it/",
        "/academy/capabilities/answer-security/",
        "/academy/quizzes/security-and-data-trust/",
        "/academy/certifications/fast-deal-seller/",
    )
    answer_checks(noah, "noah.beck", address="/academy/courses/security-and-data-trust/three-never/")
    found += faults_of(noah)
    found += faults_at(certified, "/academy/certificates/", "/academy/certifications/fast-deal-seller/")

    assert found == []


def test_nothing_is_found_from_the_first_question_to_the_result(site, quiz_of_every_kind):
    page = site.sign_in("noah.beck", **STILL)

    start(page, address=f"/academy/quizzes/{quiz_of_every_kind.slug}/")
    first = page.url
    found = [fault for position in range(1, 8) for fault in faults_at(page, first.replace("/1/", f"/{position}/"))]
    page.goto(first)
    answer_everything(page)
    page.go_back()
    give(question_on(page), wrong_answer(slot_on(page)), hand=MOUSE)
    question_form(page).locator('.run-nav button[value="summary"]').click()
    page.wait_for_url("**/hand-in/")
    found += faults_of(page)
    hand_in(page)
    found += faults_of(page)

    assert found == []


def test_nothing_is_found_on_the_pages_of_a_manager(site):
    page = site.sign_in("karin.holt", **STILL)
    june = Person.objects.get(user__username="june.abe")
    waiting = PracticeSubmission.objects.get(cycle__learner__username="ren.qi")

    found = faults_at(
        page,
        "/academy/",
        "/academy/team/",
        f"/academy/team/{june.uuid}/",
        f"/academy/practice/{waiting.uuid}/",
        "/academy/certifications/solution-advisor/",
    )

    assert found == []


def test_nothing_is_found_on_the_pages_of_a_stranger(site):
    page = site.visitor(**STILL)
    valid = Award.objects.get(learner__username="ji.mo")
    revoked = Award.objects.get(learner__username="peng.hao")

    found = faults_at(page, "/accounts/login/", "/v/", f"/v/{valid.serial}", f"/v/{revoked.serial}")

    assert found == []
