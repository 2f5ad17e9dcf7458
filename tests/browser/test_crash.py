"""The tab dies right after a key was pressed. What was written is there again, and is saved."""

import contextlib

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.exams import SHORT, address_of, begun, make_exam, saved_words
from tests.browser.filling import Fields
from tests.browser.steps import go_on, question_on, wait_until_sent
from tests.browser.test_saving import SAVED

WORDS = "I will ask the owner"


@pytest.fixture
def attempt(site):
    return begun(make_exam(SHORT), "noah.beck")


@pytest.fixture
def page(site, attempt) -> Page:
    page = site.sign_in("noah.beck")
    page.goto(address_of(attempt))
    return page


def words(page: Page):
    return Fields(question_on(page)).named("value")


def crashed(page: Page) -> Page:
    """Crash the tab, and open another one in the same browser."""
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash", wait_until="commit", timeout=5_000)
    again = page.context.new_page()
    page.close()
    return again


def test_what_was_typed_before_a_crash_is_there_again_and_is_saved(page, attempt):
    words(page).press_sequentially(WORDS)
    again = crashed(page)
    assert saved_words(attempt) == ""

    again.goto(address_of(attempt))

    expect(words(again)).to_have_value(WORDS)
    expect(again.get_by_text(SAVED)).to_be_visible()
    assert saved_words(attempt) == WORDS
    again.reload()
    expect(words(again)).to_have_value(WORDS)


@pytest.mark.parametrize(("place", "shows"), [("2", "Question 2 of 3"), ("hand-in", "2 of 3 questions have no answer")])
def test_what_was_typed_before_a_crash_is_sent_from_any_page_of_the_attempt(page, attempt, place, shows):
    words(page).press_sequentially(WORDS)
    again = crashed(page)

    again.goto(f"/academy/attempts/{attempt.uuid}/{place}/")

    expect(again.get_by_text(shows).first).to_be_visible()
    wait_until_sent(again)
    assert saved_words(attempt) == WORDS


def test_what_went_with_a_form_that_never_arrived_is_not_lost(page, attempt):
    """The learner comes back by a link that leads on, as after a form that was taken."""
    page.route("**/attempts/**", lambda route: route.abort() if route.request.method != "GET" else route.fallback())
    words(page).press_sequentially(WORDS)
    with contextlib.suppress(Error):
        go_on(page)
    page.unroute_all()

    page.goto(f"/academy/attempts/{attempt.uuid}/")

    expect(words(page)).to_have_value(WORDS)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert saved_words(attempt) == WORDS
