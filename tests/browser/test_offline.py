"""A minute without a connection, in the middle of an exam. The browser's clock is advanced; nobody waits."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.answers import right_answer
from tests.browser.exams import LINK, address_of, begun, make_exam, slots_of
from tests.browser.filling import give
from tests.browser.steps import MOUSE, go_on, hand_in, question_on, wait_until_sent
from tests.browser.test_saving import SAVED
from tests.quizzes import specs

KINDS = ["single", "multiple", "numeric", "short_text", "matching", "ordering", "cloze", "essay", LINK]
MINUTE = 60_000  # milliseconds
KEPT = "Kept on this device"


@pytest.fixture
def attempt(site):
    return begun(make_exam(KINDS, questions_per_page=0, time_limit_minutes=25), "noah.beck", left=timedelta(minutes=20))


@pytest.fixture
def page(site, attempt) -> Page:
    """Noah's exam in a browser whose clock can be advanced. The first question is answered and saved."""
    page = site.sign_in("noah.beck")
    page.clock.install()
    page.goto(address_of(attempt))
    slot = slots_of(attempt)[0]
    give(question_on(page, slot.position), right_answer(slot), hand=MOUSE)
    expect(page.get_by_text(SAVED)).to_be_visible()
    return page


def offline(page: Page):
    return page.get_by_text("No connection. Go on answering.")


def test_a_minute_without_a_connection_loses_nothing(page, attempt):
    page.context.set_offline(True)
    expect(offline(page)).to_be_visible()
    for slot in slots_of(attempt)[1:]:
        give(question_on(page, slot.position), right_answer(slot), hand=MOUSE)
    page.clock.run_for(MINUTE)
    expect(page.get_by_text(KEPT, exact=True)).to_be_visible()
    assert [slot.position for slot in slots_of(attempt) if slot.answer] == [1]

    page.context.set_offline(False)

    expect(offline(page)).to_be_hidden()
    expect(page.get_by_text(SAVED)).to_be_visible()
    wait_until_sent(page)
    assert {slot.version.kind: slot.answer for slot in slots_of(attempt)} == {
        kind: specs.answer_to(kind) for kind in (name.split(" ")[0] for name in KINDS)
    }


def test_without_a_connection_no_button_leads_away_from_the_answers(page, attempt):
    here = page.url
    last = slots_of(attempt)[-1]
    page.context.set_offline(True)
    give(question_on(page, last.position), right_answer(last), hand=MOUSE)

    go_on(page)
    expect(page.get_by_text("Press again when the connection is back.")).to_be_visible()
    assert page.url == here
    page.context.set_offline(False)
    expect(page.get_by_text("Press again when the connection is back.")).to_be_hidden()
    go_on(page)
    page.wait_for_url("**/hand-in/")

    page.context.set_offline(True)
    page.get_by_role("button", name="Hand in now").click()
    expect(page.get_by_text("Press again when the connection is back.")).to_be_visible()
    page.context.set_offline(False)
    hand_in(page)
    assert slots_of(attempt)[-1].answer == specs.BY_HAND["upload"]
