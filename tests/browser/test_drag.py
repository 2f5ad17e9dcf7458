"""Items and words that are dragged: with a mouse, and with a finger on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.answers import right_answer
from tests.browser.exams import address_of, begun, make_exam, slot_of
from tests.browser.filling import Fields
from tests.browser.steps import question_on, wait_until_sent
from tests.quizzes import specs

Drag = Callable[[Page, Locator, Locator], None]
STEPS = 6


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def way(start: Locator, goal: Locator) -> list[tuple[float, float]]:
    """From the middle of one place to the middle of another, in steps."""
    (left, top), (right, bottom) = middle(start), middle(goal)
    return [(left + (right - left) * step / STEPS, top + (bottom - top) * step / STEPS) for step in range(STEPS + 1)]


def by_mouse(page: Page, start: Locator, goal: Locator) -> None:
    first, *others = way(start, goal)
    page.mouse.move(*first)
    page.mouse.down()
    for place in others:
        page.mouse.move(*place)
    page.mouse.up()


def by_finger(page: Page, start: Locator, goal: Locator) -> None:
    first, *others = way(start, goal)
    phone = page.context.new_cdp_session(page)
    phone.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": first[0], "y": first[1]}]})
    for x, y in others:
        phone.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    phone.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.fixture(params=[by_mouse, by_finger], ids=["by mouse", "by finger"])
def drag(request) -> Drag:
    return request.param


@pytest.fixture
def phone(site) -> Page:
    """A phone that is tall enough for a question and for what is said of its saving: nothing scrolls while it is dragged."""
    return site.sign_in("noah.beck", has_touch=True, viewport={"width": 360, "height": 960})


def test_an_item_is_dragged_by_its_grip_to_the_top(phone, drag):
    attempt = begun(make_exam(["ordering"]), "noah.beck")
    phone.goto(address_of(attempt))
    order = Fields(question_on(phone))
    before = order.values("order")

    drag(phone, phone.locator(".order > li").nth(3).locator(".grip"), phone.get_by_text("First on top."))

    expect(order.named("order").first).to_have_value(before[3])
    assert order.values("order") == [before[3], *before[:3]]
    wait_until_sent(phone)
    assert slot_of(attempt, "ordering").answer is not None


def test_words_are_dragged_onto_their_gaps(phone, drag):
    attempt = begun(make_exam(["drag_words"]), "noah.beck")
    phone.goto(address_of(attempt))
    gaps = Fields(question_on(phone))

    for gap, word in right_answer(slot_of(attempt, "drag_words"))["gaps"].items():
        drag(phone, phone.locator(f'[data-drag-word="{word}"]'), gaps.named(f"gap-{gap}"))
        expect(gaps.named(f"gap-{gap}")).to_have_value(word)
        wait_until_sent(phone)  # what is said of it must not move the next gap away under the finger

    assert slot_of(attempt, "drag_words").answer == specs.answer_to("drag_words")
