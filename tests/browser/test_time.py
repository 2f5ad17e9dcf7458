"""The clock of an exam: what it says aloud, what it says on two devices, and what happens when it is at 0:00."""

import time
from datetime import timedelta
from math import ceil

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.actions import save_answer
from quizzes.models import Attempt
from tests.browser.answers import right_answer
from tests.browser.exams import SHORT, address_of, begun, make_exam, slot_of
from tests.browser.filling import Fields, give
from tests.browser.steps import MOUSE, question_on, wait_until_sent
from tests.browser.test_saving import SAVED

FACES = """questions => questions.map(question => [
  question.innerText, ...[...question.querySelectorAll("input, option")].map(one => `${one.name} ${one.value}`)])"""


@pytest.fixture
def exam(site):
    return make_exam(["single", "multiple", "short_text", "matching", "ordering"], questions_per_page=0, time_limit_minutes=25)


def seconds_on(page: Page) -> int:
    minutes, seconds = page.locator("[data-clock]").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def off_by(page: Page, attempt: Attempt) -> int:
    """How many seconds the clock of a page is away from the server's. Both count a second that has begun as left."""
    shown, left = seconds_on(page), ceil((attempt.deadline_at - timezone.now()).total_seconds())
    return abs(shown - left)


def is_handed_in(page: Page, attempt: Attempt) -> None:
    """The page says so, and the one answer that was saved is counted."""
    page.wait_for_url("**/result/")
    expect(page.get_by_role("heading", name="Not passed")).to_be_visible()
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline_at
    assert attempt.points == 1


def test_a_second_device_goes_on_with_the_same_questions_and_the_same_clock(site, exam):
    attempt = begun(exam, "noah.beck", left=timedelta(minutes=20))
    desk, phone = site.sign_in("noah.beck"), site.sign_in("noah.beck", viewport={"width": 360, "height": 740})
    desk.goto(address_of(attempt))
    slot = slot_of(attempt, "single")
    give(question_on(desk, slot.position), right_answer(slot), hand=MOUSE)
    expect(desk.get_by_text(SAVED)).to_be_visible()

    phone.goto(f"/academy/quizzes/{exam.slug}/")
    phone.get_by_role("link", name="Continue your attempt").click()

    expect(phone.locator("[data-question]")).to_have_count(5)
    questions = [page.locator("[data-question] [data-fields]").evaluate_all(FACES) for page in (desk, phone)]
    assert questions[0] == questions[1]
    expect(Fields(question_on(phone, slot.position)).named("choice", right_answer(slot)["choice"])).to_be_checked()
    assert off_by(desk, attempt) <= 1
    assert off_by(phone, attempt) <= 1


def test_coming_back_long_after_the_end_shows_the_exam_handed_in_as_it_was_saved(site, exam):
    attempt = begun(exam, "noah.beck", left=timedelta(minutes=-10))
    slot = slot_of(attempt, "single")
    save_answer(attempt, position=slot.position, data=right_answer(slot), revision=0, now=attempt.started_at + timedelta(minutes=1))
    page = site.sign_in("noah.beck")

    response = page.goto(address_of(attempt))

    assert response is not None
    assert response.ok
    is_handed_in(page, attempt)
    assert attempt.closed_by == Attempt.ClosedBy.DEADLINE
    assert site.complaints == []


def test_coming_back_right_after_the_end_hands_in_what_was_saved(site, exam):
    attempt = begun(exam, "noah.beck", left=timedelta(seconds=6))
    page = site.sign_in("noah.beck")
    page.goto(address_of(attempt))
    slot = slot_of(attempt, "single")
    give(question_on(page, slot.position), right_answer(slot), hand=MOUSE)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto("about:blank")
    time.sleep(max(0.0, (attempt.ends_at - timezone.now()).total_seconds()) + 0.1)

    page.goto(address_of(attempt))

    is_handed_in(page, attempt)
    assert site.complaints == []


def test_a_page_left_open_hands_in_at_the_end_with_the_last_thing_typed(site, exam):
    attempt = begun(exam, "noah.beck", left=timedelta(seconds=4))
    page = site.sign_in("noah.beck")
    page.goto(address_of(attempt))
    slot = slot_of(attempt, "short_text")

    give(question_on(page, slot.position), right_answer(slot), hand=MOUSE)

    is_handed_in(page, attempt)
    assert site.complaints == []


@pytest.mark.parametrize(("left", "words"), [(302, "Five minutes left."), (62, "One minute left.")])
def test_the_clock_says_aloud_when_five_minutes_and_one_are_left(site, left, words):
    attempt = begun(make_exam(SHORT, time_limit_minutes=25), "noah.beck", left=timedelta(seconds=left))
    page = site.sign_in("noah.beck")

    page.goto(address_of(attempt))

    aloud = page.locator('[aria-live="polite"][data-announce]')
    expect(aloud).to_have_text(words)
    page.goto(address_of(attempt, 2))
    expect(page.locator("[data-clock]")).to_be_visible()
    expect(aloud).to_be_empty()


def test_what_a_device_could_not_send_before_the_end_is_sent_to_the_evidence(site):
    attempt = begun(make_exam(SHORT, time_limit_minutes=25), "noah.beck")
    page = site.sign_in("noah.beck")
    page.goto(address_of(attempt))
    page.context.set_offline(True)
    Fields(question_on(page)).named("value").press_sequentially("I will ask")
    again = page.context.new_page()
    page.close()
    over = timezone.now() - timedelta(minutes=1)
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=over, ends_at=over)
    again.context.set_offline(False)

    again.goto(f"/academy/attempts/{attempt.uuid}/result/")

    wait_until_sent(again)
    assert [late.answer for late in slot_of(attempt, "short_text").responses.late()] == [{"value": "I will ask"}]
    attempt.refresh_from_db()
    assert attempt.points == 0
