"""Learning and answering without JavaScript, and without a mouse."""

from playwright.sync_api import expect

from tests.browser.hands import Keyboard
from tests.browser.steps import answer_checks, answer_everything, follow_next_step, hand_in, start
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


def test_a_check_and_a_quiz_of_every_kind_work_with_the_keyboard_alone(site, quiz_of_every_kind):
    hand, page = Keyboard(), site.visitor()

    page.goto("/accounts/login/")
    hand.write(page.locator("#id_username"), "noah.beck")
    hand.write(page.locator("#id_password"), PASSWORD)
    hand.press(page.locator("main").get_by_role("button", name="Sign in"))
    page.wait_for_url("**/academy/")
    follow_next_step(page, hand=hand)
    answer_checks(page, "noah.beck", hand=hand)
    start(page, address=f"/academy/quizzes/{quiz_of_every_kind.slug}/", hand=hand)
    answer_everything(page, hand=hand)
    hand_in(page, hand=hand)

    expect(page.get_by_role("heading", name="You passed")).to_be_visible()
