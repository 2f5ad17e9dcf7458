"""What a learner does on the way to a certificate, one function for each page."""

from collections.abc import Callable
from itertools import zip_longest

from playwright.sync_api import Locator, Page, expect

from quizzes.models import Attempt, AttemptSlot
from quizzes.question_types import question_type
from tests.browser.answers import ATTEMPT, right_answer, right_check_answer, slot_on
from tests.browser.filling import Sent, give
from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.site import Site
from tests.contents import PASSWORD

MOUSE = Mouse()


def sign_in_by_keyboard(site: Site, hand: Keyboard) -> Page:
    page = site.visitor()
    page.goto("/academy/account/sign-in/")
    hand.write(page.locator("#id_username"), "noah.beck")
    hand.write(page.locator("#id_password"), PASSWORD)
    hand.press(page.locator("main").get_by_role("button", name="Sign in"))
    page.wait_for_url("**/academy/")
    return page


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


def answer_everything(page: Page, *, hand: Hand = MOUSE, answer_of: Callable[[AttemptSlot], Sent] = right_answer) -> Attempt:
    """From the first page on, answer everything and stop before handing in."""
    attempt = slot_on(page).attempt
    slots = list(attempt.slots.select_related("version__question").order_by("position"))
    for slot, following in zip_longest(slots, slots[1:]):
        if question_type(slot.version.kind).is_asked:
            give(question_on(page, slot.position), answer_of(slot), hand=hand)
        if following is None or following.page > slot.page:
            go_on(page, hand=hand)
            page.wait_for_url("**/hand-in/" if following is None else f"**/{following.position}/")
    return attempt


def go_on(page: Page, *, hand: Hand = MOUSE) -> None:
    """Press the button that leads on, to the next page or to handing in."""
    hand.press(question_form(page).locator('.run-nav button[value="next"], .run-nav button[value="summary"]'))


def hand_in(page: Page, *, hand: Hand = MOUSE) -> None:
    hand.press(page.get_by_role("button", name="Hand in now"))
    page.wait_for_url("**/result/")


def wait_until_sent(page: Page) -> None:
    """Until this device keeps nothing that the server does not have."""
    page.wait_for_function("() => !Object.keys(localStorage).some(name => name.startsWith('academy:answer:'))")


def question_form(page: Page) -> Locator:
    """The page of questions with its buttons."""
    return page.locator("#question")


def question_on(page: Page, position: int | None = None) -> Locator:
    """The one question of the page; where there are several, that at a position."""
    return page.locator("[data-question]" if position is None else f'[data-question="q{position}-"]')


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
