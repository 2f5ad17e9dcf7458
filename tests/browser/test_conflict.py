"""Two tabs with one question: the older one sees what the other saved, loses nothing, and the learner chooses."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.exams import SHORT, address_of, begun, make_exam, saved_words, slot_of
from tests.browser.filling import Fields
from tests.browser.steps import question_on
from tests.browser.test_saving import SAVED


@pytest.fixture
def attempt(site):
    return begun(make_exam(SHORT), "noah.beck")


@pytest.fixture
def old(site, attempt) -> Page:
    """The older of two tabs: the other has saved "four hours", and here "two days" is written."""
    newer = site.sign_in("noah.beck")
    newer.goto(address_of(attempt))
    old = newer.context.new_page()
    old.goto(address_of(attempt))
    words(newer).fill("four hours")
    expect(newer.get_by_text(SAVED)).to_be_visible()
    words(old).fill("two days")
    expect(banner(old)).to_be_visible()
    return old


def words(page: Page):
    return Fields(question_on(page)).named("value")


def banner(page: Page):
    return page.locator("[data-conflict]")


def sees_both(page: Page) -> None:
    """The server's value stands beside the learner's own, and the server has not changed."""
    expect(banner(page)).to_contain_text("Nothing is lost")
    expect(banner(page).locator("input")).to_have_value("four hours")
    expect(words(page)).to_have_value("two days")


def test_an_old_tab_shows_both_answers_even_after_a_reload(old, attempt):
    sees_both(old)
    old.reload()

    expect(banner(old)).to_be_visible()
    sees_both(old)
    assert saved_words(attempt) == "four hours"


def test_an_old_tab_can_keep_its_own_answer(old, attempt):
    old.get_by_role("button", name="Keep mine").click()

    expect(banner(old)).to_be_hidden()
    expect(old.get_by_text(SAVED)).to_be_visible()
    assert saved_words(attempt) == "two days"
    assert slot_of(attempt, "short_text").responses.count() == 2


def test_an_old_tab_can_take_the_saved_answer_and_go_on_from_it(old, attempt):
    old.get_by_role("button", name="Take the saved one").click()

    expect(banner(old)).to_be_hidden()
    expect(words(old)).to_have_value("four hours")
    assert saved_words(attempt) == "four hours"
    words(old).fill("four hours at most")
    expect(old.get_by_text(SAVED)).to_be_visible()
    assert saved_words(attempt) == "four hours at most"


def test_an_old_tab_that_goes_on_by_its_button_is_shown_both_answers(old, attempt):
    old.get_by_role("button", name="Save and next").click()

    expect(old.get_by_role("link", name="Take the saved one")).to_be_visible()
    expect(old.locator("[data-question] [disabled] input")).to_have_value("four hours")
    expect(words(old)).to_have_value("two days")
    assert saved_words(attempt) == "four hours"
    old.get_by_role("button", name="Keep mine").click()
    expect(old.get_by_role("link", name="Take the saved one")).to_be_hidden()
    assert saved_words(attempt) == "two days"
