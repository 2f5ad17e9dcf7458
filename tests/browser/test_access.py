"""What axe finds on every page: nothing, in light and dark, on a small phone and on a desk. No page is wider than these."""

from academy.certification.models import Award, PracticeSubmission
from academy.people.models import Person
from tests.browser.looking import STILL, faults_at, faults_of
from tests.browser.steps import answer_checks


def test_nothing_is_found_on_the_pages_of_a_rep(site):
    noah = site.sign_in("noah.beck", **STILL)
    certified = site.sign_in("ji.mo", **STILL)

    found = faults_at(
        noah,
        "/academy/",
        "/academy/account/password/",
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

    account = "/academy/account/"
    found = faults_at(
        page, *(f"{account}{name}/" for name in ("sign-in", "signed-out", "password/reset", "password/reset/sent", "password/reset/done"))
    )
    found += faults_at(page, f"{account}password/reset/MQ/no-such-link/", "/v/", f"/v/{valid.serial}", f"/v/{revoked.serial}")

    assert found == []
