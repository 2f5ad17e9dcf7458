"""What a learner does on the way to a certificate, one function for each page."""

from playwright.sync_api import Locator, Page, expect

from quizzes.models import Attempt
from tests.browser.answers import ATTEMPT, right_answer, right_check_answer, slot_on
from tests.browser.hands import Hand, Mouse, give

MOUSE = Mouse()


def follow_next_step(page: Page, *, hand: Hand = MOUSE) -> None:
    """Press the one button of the home page that says what to do."""
    page.goto("/academy/")
    hand.press(page.locator(".next-step .button"))
    page.wait_for_url(lambda url: not url.endswith("/academy/"))


def answer_checks(page: Page, username: str, *, address: str = "", hand: Hand = MOUSE) -> None:
    """Answer every check of the lesson, until it counts as done."""
    if address:
        page.goto(address)
    forms = page.locator("form.check")
    for left in range(forms.count(), 0, -1):
        give(forms.first, right_check_answer(forms.first, username), hand=hand)
        hand.press(forms.first.get_by_role("button", name="Check my answer"))
        expect(forms).to_have_count(left - 1)
    expect(page.get_by_text("Lesson done")).to_be_visible()


def start(page: Page, *, address: str = "", hand: Hand = MOUSE) -> None:
    """Press the button of the page before a quiz, or of an exam's certification."""
    if address:
        page.goto(address)
    hand.press(page.get_by_role("button", name="Start").first)
    page.wait_for_url(ATTEMPT)


def answer_everything(page: Page, *, hand: Hand = MOUSE) -> Attempt:
    """From the first question on, answer everything right and stop before handing in."""
    total = slot_on(page).attempt.slots.count()
    for position in range(1, total + 1):
        expect(page.get_by_text(f"Question {position} of {total}", exact=True)).to_be_visible()
        slot = slot_on(page)
        give(question_form(page), right_answer(slot), hand=hand)
        hand.press(question_form(page).locator('.run-nav button[value="next"], .run-nav button[value="summary"]'))
    page.wait_for_url("**/hand-in/")
    return slot.attempt


def hand_in(page: Page, *, hand: Hand = MOUSE) -> None:
    hand.press(page.get_by_role("button", name="Hand in now"))
    page.wait_for_url("**/result/")


def question_form(page: Page) -> Locator:
    return page.locator("#question")


def earn_the_certificate(page: Page, username: str, *, hand: Hand = MOUSE) -> None:
    """Noah's whole way: four lessons, the quiz of the course, the exam, the certificate, and its public page."""
    for _lesson in range(4):
        follow_next_step(page, hand=hand)
        answer_checks(page, username, hand=hand)
    for _quiz in ("the course's", "the exam"):
        follow_next_step(page, hand=hand)
        start(page, hand=hand)
        answer_everything(page, hand=hand)
        hand_in(page, hand=hand)
    hand.press(page.get_by_role("link", name="Certificate", exact=True))
    page.wait_for_url("**/academy/certificates/")
    hand.press(page.get_by_role("link", name="Verify link").first)
    expect(page.get_by_role("heading", name="Valid", exact=True)).to_be_visible()
