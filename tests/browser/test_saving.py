"""Answers that save themselves: seen, kept through a lost connection, and sent once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.answers import right_answer, slot_on
from tests.browser.exams import SHORT, address_of, begun, make_exam, slot_of
from tests.browser.filling import give, shows
from tests.browser.steps import MOUSE, question_form, question_on, start

SAVED = re.compile(r"Saved \d\d:\d\d:\d\d")


@pytest.fixture
def page(site):
    """Noah at the first question of a quiz, which is answered in words."""
    quiz = make_exam(SHORT)
    page = site.sign_in("noah.beck")
    start(page, address=f"/academy/quizzes/{quiz.slug}/")
    return page


def test_an_answer_saves_itself_and_is_still_there_after_a_reload(site, page):
    answer = right_answer(slot_on(page))

    give(question_on(page), answer, hand=MOUSE)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.reload()

    assert shows(question_on(page), answer)
    assert site.complaints == []


def test_what_is_answered_shows_in_the_overview_at_once(page):
    overview = page.get_by_role("navigation", name="Questions").get_by_role("button")
    expect(overview.first).to_have_accessible_name(re.compile("open"))

    give(question_on(page), right_answer(slot_on(page)), hand=MOUSE)

    expect(overview.first).to_have_accessible_name(re.compile("answered"))
    expect(page.get_by_text("1 answered", exact=True)).to_be_visible()
    expect(page.get_by_text("2 open", exact=True)).to_be_visible()


def test_a_long_text_saves_itself_too(site):
    """Longer than what a browser keeps alive beyond the page."""
    attempt = begun(make_exam(["essay"]), "noah.beck")
    text = "We answer within four hours. " * 3_000
    page = site.sign_in("noah.beck")
    page.goto(address_of(attempt))

    give(question_on(page), {"text": text}, hand=MOUSE)

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert slot_of(attempt, "essay").answer == {"text": text.strip()}


def test_without_a_connection_it_is_said_in_words_and_the_answer_is_sent_later(page):
    slot = slot_on(page)

    page.context.set_offline(True)
    give(question_on(page), right_answer(slot), hand=MOUSE)
    expect(page.get_by_text("No connection. Go on answering.")).to_be_visible()
    assert not slot.responses.exists()
    page.context.set_offline(False)

    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_text("No connection. Go on answering.")).to_be_hidden()
    assert slot.responses.count() == 1


def test_an_answer_that_went_with_its_form_is_not_sent_again(page):
    slot = slot_on(page)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)

    give(question_on(page), right_answer(slot), hand=MOUSE)
    question_form(page).locator('button[value="next"]').last.click()
    expect(page.get_by_text("Question 2 of 3", exact=True)).to_be_visible()
    page.reload()

    assert sent == []
    assert slot.responses.count() == 1
