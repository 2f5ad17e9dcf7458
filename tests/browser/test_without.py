"""Learning and answering without JavaScript, and without a mouse."""

from playwright.sync_api import expect

from tests.browser.hands import Keyboard
from tests.browser.steps import answer_checks, answer_everything, earn_the_certificate, follow_next_step, hand_in, start
from tests.company import PASSWORD


def test_a_check_and_a_quiz_of_every_kind_work_without_javascript(site, quiz_of_every_kind):
    page = site.sign_in("noah.beck", java_script_enabled=False)

    follow_next_step(page)
    answer_checks(page, "noah.beck")
    start(page, address=f"/academy/quizzes/{quiz_of_every_kind.slug}/")
    answer_everything(page)
    hand_in(page)

    expect(page.get_by_role("heading", name="You passed")).to_be_visible()
    assert site.complaints == []


def sign_in_by_keyboard(site, hand):
    page = site.visitor()
    page.goto("/accounts/login/")
    hand.write(page.locator("#id_username"), "noah.beck")
    hand.write(page.locator("#id_password"), PASSWORD)
    hand.press(page.locator("main").get_by_role("button", name="Sign in"))
    page.wait_for_url("**/academy/")
    return page


def test_the_whole_way_to_a_certificate_works_without_javascript(site):
    page = site.sign_in("noah.beck", java_script_enabled=False)

    earn_the_certificate(page, "noah.beck")

    assert site.complaints == []


def test_the_whole_way_to_a_certificate_works_with_the_keyboard_alone(site):
    hand = Keyboard()

    earn_the_certificate(sign_in_by_keyboard(site, hand), "noah.beck", hand=hand)


def test_a_check_and_a_quiz_of_every_kind_work_with_the_keyboard_alone(site, quiz_of_every_kind):
    hand = Keyboard()
    page = sign_in_by_keyboard(site, hand)

    follow_next_step(page, hand=hand)
    answer_checks(page, "noah.beck", hand=hand)
    start(page, address=f"/academy/quizzes/{quiz_of_every_kind.slug}/", hand=hand)
    answer_everything(page, hand=hand)
    hand_in(page, hand=hand)

    expect(page.get_by_role("heading", name="You passed")).to_be_visible()
