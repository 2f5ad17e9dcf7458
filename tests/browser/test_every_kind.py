"""An exam with every type of question, done with the keyboard alone, and done without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import expect

from quizzes.models import Attempt
from quizzes.question_types import question_type
from tests.browser.answers import right_answer
from tests.browser.exams import EVERY_KIND, FILE, make_exam, slots_of
from tests.browser.hands import Keyboard
from tests.browser.steps import MOUSE, answer_everything, hand_in, sign_in_by_keyboard, start
from tests.quizzes import specs
from tests.quizzes.by_hand import PDF


@pytest.fixture
def answer_of(tmp_path):
    """What the learner enters: everything right, and a file of his own where one is asked for."""
    pitch = tmp_path / "pitch.pdf"
    pitch.write_bytes(PDF)
    return lambda slot: {"file": str(pitch)} if asks_for_a_file(slot) else right_answer(slot)


@pytest.fixture
def exam(site):
    return make_exam(EVERY_KIND)


def asks_for_a_file(slot: Any) -> bool:
    return bool(slot.version.question.external_id == FILE.replace(" ", "-"))


def is_as_entered(slot: Any) -> bool:
    if asks_for_a_file(slot):
        return slot.answer["name"] == "pitch.pdf" and slot.uploads.get(uuid=slot.answer["file"]).file.read() == PDF
    return bool(slot.answer == specs.answer_to(slot.version.kind))


def check_what_is_kept(attempt: Attempt) -> None:
    """The answers are those that were entered; what is marked by rule has full marks, the rest waits for a person."""
    slots = slots_of(attempt)
    assert {slot.version.kind for slot in slots} == set(specs.ASKED)
    assert [slot.version.kind for slot in slots if not is_as_entered(slot)] == []
    by_rule = [slot for slot in slots if not question_type(slot.version.kind).is_marked_by_hand]
    assert [slot.version.kind for slot in by_rule if slot.points != slot.max_points] == []
    assert all(slot.points is None for slot in slots if slot not in by_rule)


def test_an_exam_of_every_kind_works_without_javascript(site, exam, answer_of):
    page = site.sign_in("noah.beck", java_script_enabled=False)

    start(page, address=f"/academy/quizzes/{exam.slug}/")
    attempt = answer_everything(page, answer_of=answer_of)
    expect(page.get_by_role("heading", name="All 14 questions are answered")).to_be_visible()
    hand_in(page)

    check_what_is_kept(attempt)
    assert site.complaints == []


def test_an_exam_of_every_kind_works_with_the_keyboard_alone(site, exam, answer_of):
    hand = Keyboard()
    page = sign_in_by_keyboard(site, hand)

    start(page, address=f"/academy/quizzes/{exam.slug}/", hand=hand)
    attempt = answer_everything(page, hand=hand, answer_of=answer_of)
    expect(page.get_by_role("heading", name="All 14 questions are answered")).to_be_visible()
    hand_in(page, hand=hand)

    check_what_is_kept(attempt)
    assert site.complaints == []


def test_an_exam_of_every_kind_works_with_a_mouse_on_one_page(site, answer_of):
    exam = make_exam(EVERY_KIND, questions_per_page=0)
    page = site.sign_in("noah.beck")

    start(page, address=f"/academy/quizzes/{exam.slug}/")
    attempt = answer_everything(page, hand=MOUSE, answer_of=answer_of)
    hand_in(page)

    check_what_is_kept(attempt)
    assert site.complaints == []
