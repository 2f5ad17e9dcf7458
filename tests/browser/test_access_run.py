"""What axe and a finger find on the pages of an exam, with every type of question: nothing."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.answers import right_answer, wrong_answer
from tests.browser.exams import EVERY_KIND, FILE, SHORT, address_of, begun, make_exam, slots_of
from tests.browser.filling import Fields, give
from tests.browser.looking import STILL, faults_at, faults_of, small_targets
from tests.browser.steps import MOUSE, answer_everything, go_on, hand_in, question_on
from tests.quizzes.by_hand import PDF


@pytest.fixture
def pitch(tmp_path):
    file = tmp_path / "a pitch with a name that is long enough to break a line.pdf"
    file.write_bytes(PDF)
    return str(file)


def test_nothing_is_found_on_an_exam_of_every_kind_from_the_first_page_to_the_result(site, pitch):
    exam = make_exam(EVERY_KIND, questions_per_page=0, time_limit_minutes=60)
    page = site.sign_in("noah.beck", **STILL)
    found = faults_at(page, f"/academy/quizzes/{exam.slug}/")

    page.get_by_role("button", name="Start").click()
    found += faults_of(page)
    found += small_targets(page)
    is_file = FILE.replace(" ", "-")
    answer_everything(page, answer_of=lambda slot: {"file": pitch} if slot.version.question.external_id == is_file else right_answer(slot))
    page.go_back()
    found += faults_of(page)
    found += small_targets(page)
    go_on(page)
    page.wait_for_url("**/hand-in/")
    found += faults_of(page)
    found += small_targets(page)
    hand_in(page)
    found += faults_of(page)

    assert found == []


def test_nothing_is_found_on_a_page_with_one_question_and_everything_to_be_said(site):
    """Flagged, offline, in conflict, the last minutes: all at once."""
    attempt = begun(make_exam(SHORT, time_limit_minutes=25), "noah.beck", left=timedelta(minutes=4))
    page = site.sign_in("noah.beck", **STILL)
    page.goto(address_of(attempt))
    stale = page.context.new_page()
    stale.goto(address_of(attempt))
    page.get_by_role("button", name="Flag for later").click()
    Fields(question_on(page)).named("value").fill("one")
    expect(page.get_by_text("Saved ").first).to_be_visible()
    Fields(question_on(stale)).named("value").fill("two")
    expect(stale.locator("[data-conflict]")).to_be_visible()
    stale.context.set_offline(True)
    go_on(stale)
    expect(stale.get_by_text("This needs a connection.")).to_be_visible()

    found = [*faults_of(stale), *small_targets(stale)]
    page.context.set_offline(False)
    page.reload()
    found += [*faults_of(page), *small_targets(page)]

    assert found == []


def test_nothing_is_found_on_a_result_with_wrong_answers_to_look_at(site):
    kinds = ["single", "multiple", "numeric", "short_text", "matching", "ordering", "gap_select", "cloze"]
    attempt = begun(make_exam(kinds, questions_per_page=0), "noah.beck")
    page = site.sign_in("noah.beck", **STILL)
    page.goto(address_of(attempt))

    for slot in slots_of(attempt):
        give(question_on(page, slot.position), wrong_answer(slot), hand=MOUSE)
    go_on(page)
    hand_in(page)

    assert faults_of(page) == []
